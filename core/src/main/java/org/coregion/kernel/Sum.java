package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private final KernelList kernels;
    private final double[] weights;

    private Sum(KernelList kernels, double[] weights) {
        this.kernels = kernels;
        this.weights = weights;
    }

    /**
     * A sum with equal weights.
     *
     * @throws InvalidInputException if there is no kernel
     */
    public static Sum of(Kernel... kernels) {
        return of(equal(kernels.length), kernels);
    }

    /**
     * A sum with these weights.
     *
     * @param weights one per kernel, up to a common factor
     * @throws InvalidInputException if there is no kernel, or not one positive, finite weight for each
     */
    public static Sum of(double[] weights, Kernel... kernels) {
        requireWeights(weights, kernels.length);
        double total = Arrays.stream(weights).sum();
        // What sums to 1 but for rounding stays as it is: weights read from text are those that were written.
        double divisor = Math.abs(total - 1) <= weights.length * Math.ulp(1.0) ? 1 : total;
        return new Sum(
                new KernelList(List.of(kernels)),
                Arrays.stream(weights).map(weight -> weight / divisor).toArray());
    }

    /**
     * A sum with equal weights whose kernels start from the inputs. Of the starts that take lengthscales from the
     * inputs, each takes them 5 times shorter than the one before, since equal kernels would stay equal.
     *
     * @throws InvalidInputException if there is no kernel
     */
    public static KernelStart of(KernelStart... starts) {
        return of(equal(starts.length), starts);
    }

    /**
     * The same with these weights.
     *
     * @param weights one per kernel, up to a common factor
     * @throws InvalidInputException if there is no kernel, or not one positive, finite weight for each
     */
    public static KernelStart of(double[] weights, KernelStart... starts) {
        requireWeights(weights, starts.length);
        return new SumStart(weights.clone(), List.of(starts));
    }

    private record SumStart(double[] weights, List<KernelStart> starts) implements KernelStart {
        @Override
        public Kernel at(Matrix inputs, List<String> inputNames) {
            Kernel[] kernels = new Kernel[starts.size()];
            double shorter = 1;
            for (int i = 0; i < kernels.length; i++) {
                KernelStart start = starts.get(i);
                kernels[i] = start.shortened(shorter).at(inputs, inputNames);
                Kernel next = start.shortened(shorter * SPREAD).at(inputs, inputNames);
                if (!Arrays.equals(next.logParameters(), kernels[i].logParameters())) {
                    shorter *= SPREAD;
                }
            }
            return of(weights, kernels);
        }

        @Override
        public KernelStart shortened(double factor) {
            return new SumStart(
                    weights,
                    starts.stream().map(start -> start.shortened(factor)).toList());
        }

        @Override
        public String expression(List<String> inputNames) {
            return IntStream.range(0, weights.length)
                    .mapToObj(i -> weights[i] + " * "
                            + CallText.operand(starts.get(i), inputNames, CallText.isCombination(starts.get(i))))
                    .collect(Collectors.joining(" + "));
        }
    }

    /** The kernels, in order. */
    public List<Kernel> kernels() {
        return kernels.kernels();
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
    public Kernel at(Matrix inputs, List<String> inputNames) {
        kernels.requireApplicable(inputs, inputNames);
        return this;
    }

    @Override
    public Kernel on(int... columns) {
        return new Sum(kernels.each(kernel -> kernel.on(columns)), weights);
    }

    @Override
    public boolean isFunctionOfInputs() {
        return kernels.areFunctionsOfInputs();
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
        int count = kernels.parameterCount();
        double[] result = Arrays.copyOf(kernels.logParameters(), count + weights.length - 1);
        for (int i = 1; i < weights.length; i++) {
            result[count + i - 1] = Math.log(weights[i] / weights[0]);
        }
        return result;
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        double[] ratios = new double[weights.length];
        ratios[0] = 1;
        for (int i = 1; i < ratios.length; i++) {
            ratios[i] = Math.exp(logParameters[kernels.parameterCount() + i - 1]);
        }
        return of(ratios, kernels.withLogParameters(logParameters).kernels().toArray(Kernel[]::new));
    }

    @Override
    public Kernel scaledLengthscales(double factor) {
        return new Sum(kernels.each(kernel -> kernel.scaledLengthscales(factor)), weights);
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        Bounds own = kernels.logBounds(inputs);
        double[] now = logParameters();
        double[] lower = Arrays.copyOf(own.lower(), now.length);
        double[] upper = Arrays.copyOf(own.upper(), now.length);
        for (int i = own.size(); i < now.length; i++) {
            lower[i] = Math.min(now[i], -Math.log(LARGEST_RATIO));
            upper[i] = Math.max(now[i], Math.log(LARGEST_RATIO));
        }
        return new Bounds(lower, upper);
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        List<String> names = kernels.numberedNames(inputNames, "term");
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
        double[] gradient = new double[kernels.parameterCount() + weights.length - 1];
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
    public String expression(List<String> inputNames) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            Kernel kernel = kernels.get(i);
            text.append(i > 0 ? " + " : "")
                    .append(weights[i])
                    .append(" * ")
                    .append(CallText.operand(kernel, inputNames, kernel instanceof Sum));
        }
        return text.toString();
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

    private static void requireWeights(double[] weights, int kernels) {
        if (kernels == 0 || weights.length != kernels) {
            throw new InvalidInputException(
                    "A sum has " + kernels + " kernels and " + weights.length + " weights.",
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
    }

    private static double[] equal(int count) {
        double[] equal = new double[count];
        Arrays.fill(equal, 1);
        return equal;
    }

    private static void add(double factor, double[] values, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }
}
