package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * A product of kernels of one input column each, m(x, x′) = Π_q m_q(x_q, x′_q): space and time with a kernel of their
 * own, say. On a grid of inputs its matrix is a Kronecker product (Saatçi 2011).
 *
 * <p>Its parameters are those of its factors, in order.
 */
public final class Separable implements Kernel {
    /** Elements of a factor's matrix that the pullback holds at once. */
    private static final int BLOCK_ELEMENTS = 1 << 20;

    private final List<Kernel> factors;

    private Separable(List<Kernel> factors) {
        this.factors = List.copyOf(factors);
    }

    /**
     * The product of these kernels.
     *
     * @param factors one kernel per input column
     * @throws InvalidInputException if there is none, or one is not a function of the inputs
     */
    public static Separable of(Kernel... factors) {
        if (factors.length == 0) {
            throw new InvalidInputException("The separable kernel has no factor.", "give one kernel per input column.");
        }
        for (Kernel factor : factors) {
            if (!factor.isFunctionOfInputs()) {
                throw new InvalidInputException(
                        "The factor " + factor + " of the separable kernel is not a function of its input column.",
                        "give a kernel such as Matérn 5/2 for every column.");
            }
        }
        return new Separable(Arrays.asList(factors));
    }

    /** The product of kernels that start from their input columns: one start per column. */
    public static KernelStart of(KernelStart... starts) {
        return inputs -> {
            requireColumns("separable start", starts.length, inputs);
            Kernel[] factors = new Kernel[starts.length];
            Arrays.setAll(factors, q -> starts[q].at(inputs.columns(q, q + 1)));
            return of(factors);
        };
    }

    /** The same family on every input column, with parameters of its own on each. */
    public static KernelStart ofEach(KernelStart family) {
        return inputs -> of(Collections.nCopies(inputs.columns(), family).toArray(KernelStart[]::new))
                .at(inputs);
    }

    /** The factors, one per input column. */
    public List<Kernel> factors() {
        return factors;
    }

    @Override
    public String name() {
        return "separable";
    }

    @Override
    public Kernel at(Matrix inputs) {
        requireApplicable(inputs);
        for (int q = 0; q < factors.size(); q++) {
            factors.get(q).at(inputs.columns(q, q + 1));
        }
        return this;
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        requireApplicable(inputs);
        Matrix result = factors.get(0).matrix(inputs.columns(0, 1));
        for (int q = 1; q < factors.size(); q++) {
            multiplyInto(result, factors.get(q).matrix(inputs.columns(q, q + 1)));
        }
        return result;
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        requireApplicable(left);
        Matrix result = crossOf(0, left, right);
        for (int q = 1; q < factors.size(); q++) {
            multiplyInto(result, crossOf(q, left, right));
        }
        return result;
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        requireApplicable(inputs);
        double[] result = new double[inputs.rows()];
        Arrays.fill(result, 1);
        for (int q = 0; q < factors.size(); q++) {
            double[] factor = factors.get(q).diagonal(inputs.columns(q, q + 1));
            for (int t = 0; t < result.length; t++) {
                result[t] *= factor[t];
            }
        }
        return result;
    }

    @Override
    public double[] logParameters() {
        return factors.stream()
                .flatMapToDouble(factor -> Arrays.stream(factor.logParameters()))
                .toArray();
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        List<Kernel> moved = new ArrayList<>();
        int from = 0;
        for (Kernel factor : factors) {
            int to = from + factor.logParameters().length;
            moved.add(factor.withLogParameters(Arrays.copyOfRange(logParameters, from, to)));
            from = to;
        }
        return new Separable(moved);
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        requireApplicable(inputs);
        double[] lower = new double[logParameters().length];
        double[] upper = new double[lower.length];
        int from = 0;
        for (int q = 0; q < factors.size(); q++) {
            Bounds bounds = factors.get(q).logBounds(inputs.columns(q, q + 1));
            System.arraycopy(bounds.lower(), 0, lower, from, bounds.size());
            System.arraycopy(bounds.upper(), 0, upper, from, bounds.size());
            from += bounds.size();
        }
        return new Bounds(lower, upper);
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        List<String> names = new ArrayList<>();
        for (int q = 0; q < factors.size(); q++) {
            String input = inputNames.get(q);
            for (String name : factors.get(q).parameterNames(List.of(input))) {
                names.add(name + " of " + input);
            }
        }
        return names;
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return crossPullback(inputs, inputs, adjoint);
    }

    /** The adjoint of factor q is the adjoint times all other factors; a block of rows at a time. */
    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        requireApplicable(left);
        double[] gradient = new double[logParameters().length];
        int batch = Math.max(1, BLOCK_ELEMENTS / Math.max(1, right.rows()));
        for (int from = 0; from < left.rows(); from += batch) {
            int to = Math.min(left.rows(), from + batch);
            addGradient(left.rowsBetween(from, to), right, adjoint.rowsBetween(from, to), gradient);
        }
        return gradient;
    }

    private void addGradient(Matrix left, Matrix right, Matrix adjoint, double[] gradient) {
        int next = 0;
        for (int q = 0; q < factors.size(); q++) {
            Matrix others = adjoint.copy();
            for (int p = 0; p < factors.size(); p++) {
                if (p != q) {
                    multiplyInto(others, crossOf(p, left, right));
                }
            }
            for (double value : factors.get(q).crossPullback(left.columns(q, q + 1), right.columns(q, q + 1), others)) {
                gradient[next++] += value;
            }
        }
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        return Optional.of(new AxisProduct(factors, false));
    }

    @Override
    public String toString() {
        return factors.stream().map(Kernel::toString).collect(Collectors.joining(", ", name() + "[", "]"));
    }

    private Matrix crossOf(int q, Matrix left, Matrix right) {
        return factors.get(q).crossMatrix(left.columns(q, q + 1), right.columns(q, q + 1));
    }

    private void requireApplicable(Matrix inputs) {
        requireColumns(toString(), factors.size(), inputs);
    }

    private static void requireColumns(String name, int factors, Matrix inputs) {
        if (inputs.columns() != factors) {
            throw new InvalidInputException(
                    "The kernel " + name + " has " + factors + " factors for " + inputs.columns() + " input columns.",
                    "give one factor per input column.");
        }
    }

    private static void multiplyInto(Matrix target, Matrix factor) {
        for (int i = 0; i < target.data().length; i++) {
            target.data()[i] *= factor.data()[i];
        }
    }
}
