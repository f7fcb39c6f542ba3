package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.coregion.Bounds;
import org.coregion.kernel.Constant;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Product;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Matrix;

/**
 * Whether a kernel of any parameters is one of another family: the same function at the same parameters by name; one
 * lengthscale for all columns where the other has one each; or at the limit of parameters that it does not have, as a
 * rational quadratic kernel becomes a squared exponential one. A sum holds its terms and sums of some of them, a
 * product its factors if the others can be constant. That two kernels are the same is seen at some rows of the inputs.
 */
final class KernelNesting {
    /** The logarithm of a parameter that is as good as infinite. */
    private static final double INFINITE = 40;

    /** Between the logarithms of parameters, so that no two kernels agree by chance. */
    private static final double APART = 0.1;

    private static final double SAME = 1e-9;

    private static final int ROWS = 30;

    private static final String LENGTHSCALE = "lengthscale";

    private final Matrix inputs;
    private final Matrix rows;
    private final List<String> names;

    /**
     * @param inputs T×Q
     * @param names Q names
     */
    KernelNesting(Matrix inputs, List<String> names) {
        this.inputs = inputs;
        this.names = names;
        int count = Math.min(ROWS, inputs.rows());
        this.rows = inputs.rows(IntStream.range(0, count)
                .map(i -> (int) ((long) i * inputs.rows() / count))
                .toArray());
    }

    /** How the family of one kernel lies in that of another. */
    Inclusion of(Kernel small, Kernel large) {
        Inclusion found = byName(small, large);
        if (large instanceof Sum sum) {
            List<Kernel> terms = small instanceof Sum other ? other.kernels() : List.of(small);
            found = found.or(among(terms, sum.kernels(), kernel -> true));
        }
        if (large instanceof Product product) {
            List<Kernel> factors = small instanceof Product other ? other.factors() : List.of(small);
            found = found.or(among(factors, product.factors(), this::isConstantAtLimit));
        }
        return found;
    }

    /** Whether two kernels are the same function, at their own parameters. */
    boolean isSame(Kernel one, Kernel other) {
        if (one.isFunctionOfInputs() != other.isFunctionOfInputs()) {
            return false;
        }
        double[] left = matrix(one).data();
        double[] right = matrix(other).data();
        return IntStream.range(0, left.length)
                .allMatch(i -> Math.abs(left[i] - right[i]) <= SAME * Math.max(1, Math.abs(left[i])));
    }

    private Matrix matrix(Kernel kernel) {
        return kernel.isFunctionOfInputs() ? kernel.crossMatrix(rows, rows) : kernel.matrix(inputs);
    }

    private Inclusion byName(Kernel small, Kernel large) {
        List<String> smaller = small.parameterNames(names);
        List<String> larger = large.parameterNames(names);
        // At what the inputs suggest: at parameters that a fit drove to their ends many families are the same.
        Bounds bounds = small.withLogParameters(new double[smaller.size()]).logBounds(rows);
        double[] generic = new double[bounds.size()];
        Arrays.setAll(generic, i -> (bounds.lower()[i] + bounds.upper()[i]) / 2 + APART * i);
        double[] same = new double[larger.size()];
        boolean isAtLimit = false;
        for (int i = 0; i < same.length; i++) {
            String name = larger.get(i);
            int found = smaller.indexOf(name);
            if (found < 0 && name.startsWith(LENGTHSCALE)) {
                found = smaller.indexOf(LENGTHSCALE);
            }
            same[i] = found < 0 ? INFINITE : generic[found];
            isAtLimit |= found < 0;
        }
        if (!isSame(small.withLogParameters(generic), large.withLogParameters(same))) {
            return Inclusion.NONE;
        }
        return isAtLimit ? Inclusion.AT_BOUNDARY : Inclusion.INSIDE;
    }

    /**
     * Every kernel in another one of the others.
     *
     * @param isDispensable whether a kernel may be left over
     */
    private Inclusion among(List<Kernel> kernels, List<Kernel> others, Predicate<Kernel> isDispensable) {
        if (kernels.isEmpty()) {
            if (others.isEmpty()) {
                return Inclusion.INSIDE;
            }
            return others.stream().allMatch(isDispensable) ? Inclusion.AT_BOUNDARY : Inclusion.NONE;
        }
        Inclusion best = Inclusion.NONE;
        for (int i = 0; i < others.size(); i++) {
            Inclusion first = of(kernels.get(0), others.get(i));
            if (first != Inclusion.NONE) {
                List<Kernel> left = new ArrayList<>(others);
                left.remove(i);
                best = best.or(first.and(among(kernels.subList(1, kernels.size()), left, isDispensable)));
            }
        }
        return best;
    }

    private boolean isConstantAtLimit(Kernel kernel) {
        double[] infinite = new double[kernel.logParameters().length];
        Arrays.fill(infinite, INFINITE);
        Kernel limit = kernel.withLogParameters(infinite);
        return limit.isFunctionOfInputs() && isSame(limit, new Constant());
    }
}
