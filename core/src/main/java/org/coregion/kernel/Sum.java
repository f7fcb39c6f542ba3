package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * A weighted mean of kernels, m = Σ_i w_i m_i with w_i &gt; 0 and Σ w_i = 1, so that a sum of kernels of unit variance
 * has unit variance: structure at several scales, or of several roughnesses, in one kernel.
 *
 * <p>Its parameters are those of the kernels, one kernel after another, then log(w_i/w_1) for every kernel but the
 * first.
 */
public final class Sum implements Kernel {
    /** Of kernels that start from the inputs, each starts with lengthscales this many times shorter than the last. */
    private static final double SPREAD = 5;

    /** A weight this many times smaller than another leaves no trace. */
    private static final double LARGEST_RATIO = 1e8;

    private final List<Kernel> kernels;
    private final double[] weights;

    private Sum(List<Kernel> kernels, double[] weights) {
        this.kernels = kernels;
        this.weights = weights;
    }

    /**
     * A sum with equal weights.
     *
     * @throws InvalidInputException if there is no kernel
     */
    public static Sum of(Kernel... kernels) {
        double[] equal = new double[kernels.length];
        Arrays.fill(equal, 1);
        return of(equal, kernels);
    }

    /**
     * A sum with these weights.
     *
     * @param weights one per kernel, up to a common factor
     * @throws InvalidInputException if there is no kernel, or not one positive, finite weight for each
     */
    public static Sum of(double[] weights, Kernel... kernels) {
        if (kernels.length == 0 || weights.length != kernels.length) {
            throw new InvalidInputException(
                    "A sum has " + kernels.length + " kernels and " + weights.length + " weights.",
                    "give one weight per kernel, and at least one kernel.");
        }
        double total = Arrays.stream(weights).sum();
        for (double weight : weights) {
            if (!(weight > 0 && total < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        "The weights " + Arrays.toString(weights) + " are not all positive and finite.",
                        "the logarithm of a weight was given, or a kernel is to be left out.");
            }
        }
        return new Sum(
                List.of(kernels),
                Arrays.stream(weights).map(weight -> weight / total).toArray());
    }

    /**
     * A sum with equal weights whose kernels start from the inputs. Each start's lengthscales are taken 5 times shorter
     * than those of the one before, since equal kernels would stay equal; a start that is a kernel stays as it is.
     */
    public static KernelStart startingAt(KernelStart... starts) {
        return inputs -> {
            Kernel[] kernels = new Kernel[starts.length];
            for (int i = 0; i < starts.length; i++) {
                kernels[i] = starts[i].at(inputs);
                if (!(starts[i] instanceof Kernel) && kernels[i] instanceof StationaryKernel) {
                    double shift = i * Math.log(SPREAD);
                    kernels[i] = kernels[i].withLogParameters(Arrays.stream(kernels[i].logParameters())
                            .map(p -> p - shift)
                            .toArray());
                }
            }
            return of(kernels);
        };
    }

    /** The kernels, in order. */
    public List<Kernel> kernels() {
        return kernels;
    }

    /** The weights, one per kernel; they sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Kernel at(Matrix inputs) {
        kernels.forEach(kernel -> kernel.at(inputs));
        return this;
    }

    @Override
    public boolean isFunctionOfInputs() {
        return kernels.stream().allMatch(Kernel::isFunctionOfInputs);
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        Matrix sum = Matrix.zeros(inputs.rows(), inputs.rows());
        for (int i = 0; i < weights.length; i++) {
            add(weights[i], kernels.get(i).matrix(inputs).data(), sum.data());
        }
        return sum;
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        Matrix sum = Matrix.zeros(left.rows(), right.rows());
        for (int i = 0; i < weights.length; i++) {
            add(weights[i], kernels.get(i).crossMatrix(left, right).data(), sum.data());
        }
        return sum;
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        double[] sum = new double[inputs.rows()];
        for (int i = 0; i < weights.length; i++) {
            add(weights[i], kernels.get(i).diagonal(inputs), sum);
        }
        return sum;
    }

    @Override
    public double[] logParameters() {
        double[] result = new double[parameterCount() + weights.length - 1];
        int at = 0;
        for (Kernel kernel : kernels) {
            double[] own = kernel.logParameters();
            System.arraycopy(own, 0, result, at, own.length);
            at += own.length;
        }
        for (int i = 1; i < weights.length; i++) {
            result[at++] = Math.log(weights[i] / weights[0]);
        }
        return result;
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        List<Kernel> moved = new ArrayList<>();
        int at = 0;
        for (Kernel kernel : kernels) {
            int count = kernel.logParameters().length;
            moved.add(kernel.withLogParameters(Arrays.copyOfRange(logParameters, at, at + count)));
            at += count;
        }
        double[] ratios = new double[weights.length];
        ratios[0] = 1;
        for (int i = 1; i < ratios.length; i++) {
            ratios[i] = Math.exp(logParameters[at++]);
        }
        return of(ratios, moved.toArray(new Kernel[0]));
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        double[] lower = logParameters();
        double[] upper = logParameters();
        int at = 0;
        for (Kernel kernel : kernels) {
            Bounds own = kernel.logBounds(inputs);
            System.arraycopy(own.lower(), 0, lower, at, own.size());
            System.arraycopy(own.upper(), 0, upper, at, own.size());
            at += own.size();
        }
        for (; at < lower.length; at++) {
            lower[at] = Math.min(lower[at], -Math.log(LARGEST_RATIO));
            upper[at] = Math.max(upper[at], Math.log(LARGEST_RATIO));
        }
        return new Bounds(lower, upper);
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            String term = " of term " + (i + 1);
            kernels.get(i).parameterNames(inputNames).forEach(name -> names.add(name + term));
        }
        for (int i = 1; i < weights.length; i++) {
            names.add("weight of term " + (i + 1) + " over that of term 1");
        }
        return names;
    }

    /** Unlike other kernels', it forms the matrix of one kernel at a time, for the gradient in the weights. */
    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return pullback(adjoint, kernel -> kernel.pullback(inputs, adjoint), kernel -> kernel.matrix(inputs));
    }

    /** Like {@link #pullback}, it forms the cross-matrix of one kernel at a time. */
    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return pullback(
                adjoint,
                kernel -> kernel.crossPullback(left, right, adjoint),
                kernel -> kernel.crossMatrix(left, right));
    }

    private double[] pullback(
            Matrix adjoint, Function<Kernel, double[]> gradientOf, Function<Kernel, Matrix> matrixOf) {
        double[] gradient = new double[parameterCount() + weights.length - 1];
        double[] perLogWeight = new double[weights.length];
        int at = 0;
        for (int i = 0; i < weights.length; i++) {
            for (double own : gradientOf.apply(kernels.get(i))) {
                gradient[at++] = weights[i] * own;
            }
            double[] m = matrixOf.apply(kernels.get(i)).data();
            for (int k = 0; k < m.length; k++) {
                perLogWeight[i] += weights[i] * adjoint.data()[k] * m[k];
            }
        }
        pullbackWeights(perLogWeight, weights, gradient);
        return gradient;
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        List<StateSpaceForm> forms = new ArrayList<>();
        int[] counts = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            Optional<StateSpaceForm> form = kernels.get(i).stateSpaceForm();
            if (form.isEmpty()) {
                return Optional.empty();
            }
            forms.add(form.get());
            counts[i] = kernels.get(i).logParameters().length;
        }
        return Optional.of(new SumForm(forms, counts, weights));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name()).append('[');
        for (int i = 0; i < weights.length; i++) {
            text.append(i > 0 ? " + " : "").append(weights[i]).append('·').append(kernels.get(i));
        }
        return text.append(']').toString();
    }

    /**
     * Adds the gradient in log(w_i/w_1), the last elements of {@code gradient}, given w_i ∂L/∂w_i of weights that need
     * not sum to 1.
     */
    static void pullbackWeights(double[] perLogWeight, double[] weights, double[] gradient) {
        double total = Arrays.stream(perLogWeight).sum();
        for (int i = 1; i < weights.length; i++) {
            gradient[gradient.length - weights.length + i] += perLogWeight[i] - weights[i] * total;
        }
    }

    private int parameterCount() {
        return kernels.stream()
                .mapToInt(kernel -> kernel.logParameters().length)
                .sum();
    }

    private static void add(double factor, double[] values, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }
}
