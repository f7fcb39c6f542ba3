package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * A kernel of the scaled distance r² = Σ_q (x_q − x′_q)²/ℓ_q²: one lengthscale per input column (automatic relevance
 * determination, ARD; MacKay 1996) or one for all of them (isotropic).
 *
 * <p>An implementation gives the profile m(r²) and its derivative, the rest follows: ∂m/∂ log ℓ_q = −2 m′(r²) (x_q −
 * x′_q)²/ℓ_q².
 */
public abstract class StationaryKernel implements Kernel {
    /** A lengthscale this many times the range makes a straight line of any sample: nothing lies beyond. */
    private static final double LONGEST = 1e3;

    /** A lengthscale this share of the mean spacing makes neighbours independent. */
    private static final double SHORTEST = 0.1;

    /** A shape parameter this small or this large has nothing left to change. */
    private static final double EXTREME_SHAPE = 1e5;

    private final double[] lengthscales;

    /**
     * A kernel with these lengthscales.
     *
     * @param lengthscales in the units of the input columns: one for all columns, or one each
     * @throws InvalidInputException if there is none, or one is not positive and finite
     */
    protected StationaryKernel(double... lengthscales) {
        if (lengthscales.length == 0) {
            throw new InvalidInputException("The kernel has no lengthscale.", "give one, or one per input column.");
        }
        for (double lengthscale : lengthscales) {
            if (!(lengthscale > 0 && lengthscale < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        "The lengthscales " + Arrays.toString(lengthscales) + " are not all positive and finite.",
                        "the logarithm of a lengthscale was given.");
            }
        }
        this.lengthscales = lengthscales.clone();
    }

    /** The correlation at squared scaled distance {@code r2}; 1 at 0. */
    protected abstract double profile(double r2);

    /** The derivative of the profile with respect to {@code r2}, asked for at r² > 0 only. */
    protected abstract double profileDerivative(double r2);

    /**
     * The profile at the first {@code count} squared distances.
     *
     * @param values gets them
     */
    void profiles(double[] r2, int count, Exponentials exponentials, double[] values) {
        for (int j = 0; j < count; j++) {
            values[j] = profile(r2[j]);
        }
    }

    /**
     * The derivatives at the first {@code count} squared distances; anything finite where r² = 0.
     *
     * @param values gets them
     */
    void profileDerivatives(double[] r2, int count, Exponentials exponentials, double[] values) {
        for (int j = 0; j < count; j++) {
            values[j] = r2[j] == 0 ? 0 : profileDerivative(r2[j]);
        }
    }

    /** The profile at one distance, of a family that has it for many. */
    final double singleProfile(double r2) {
        double[] value = new double[1];
        profiles(new double[] {r2}, 1, new Exponentials(1), value);
        return value[0];
    }

    /** The derivative at one distance, of a family that has it for many. */
    final double singleDerivative(double r2) {
        double[] value = new double[1];
        profileDerivatives(new double[] {r2}, 1, new Exponentials(1), value);
        return value[0];
    }

    /** The same family at other lengthscales. */
    protected abstract StationaryKernel withLengthscales(double... lengthscales);

    /** The lengthscales, in the units of the input columns: one for all columns, or one each. */
    public final double[] lengthscales() {
        return lengthscales.clone();
    }

    /** The names of the parameters of the profile; none, unless the family has some. */
    List<String> shapeNames() {
        return List.of();
    }

    /** The parameters of the profile, all positive; they follow the lengthscales. */
    double[] shape() {
        return new double[0];
    }

    /** The same family at other parameters of the profile, with the same lengthscales. */
    StationaryKernel withShape(double... shape) {
        return this;
    }

    /** Adds {@code weight}·∂m/∂ log shape at squared scaled distance {@code r2}. */
    void addShapeDerivatives(double r2, double weight, double[] sums) {}

    /** The call in an expression with what the family has besides lengthscales. */
    CallText shaped(CallText call) {
        return call;
    }

    /** The half-integer Matérn form with n states, if there is one lengthscale. */
    final Optional<StateSpaceForm> maternForm(int n) {
        return lengthscales.length == 1 ? Optional.of(new MaternForm(n, lengthscales[0])) : Optional.empty();
    }

    /** Starts with one lengthscale per input column, half the column's range each. */
    protected static KernelStart ardStart(Function<double[], Kernel> family) {
        return new RangeStart(columns -> family, false);
    }

    /** Starts with one lengthscale for all input columns, half of the largest range. */
    protected static KernelStart isotropicStart(Function<double[], Kernel> family) {
        return new RangeStart(columns -> family, true);
    }

    @Override
    public final Kernel at(Matrix inputs, List<String> inputNames) {
        requireApplicable(inputs);
        return this;
    }

    @Override
    public final Matrix matrix(Matrix inputs) {
        ScaledDistances distances = distances(inputs, inputs);
        int n = inputs.rows();
        Exponentials exponentials = new Exponentials(n);
        double[] row = new double[n];
        Matrix result = Matrix.zeros(n, n);
        for (int t = 0; t < n; t++) {
            profiles(distances.row(t, t + 1), t + 1, exponentials, row);
            System.arraycopy(row, 0, result.data(), t * n, t + 1);
        }
        result.copyLowerToUpper();
        return result;
    }

    @Override
    public final Matrix crossMatrix(Matrix left, Matrix right) {
        ScaledDistances distances = distances(left, right);
        int k = right.rows();
        Exponentials exponentials = new Exponentials(k);
        double[] row = new double[k];
        Matrix result = Matrix.zeros(left.rows(), k);
        for (int i = 0; i < left.rows(); i++) {
            profiles(distances.row(i, k), k, exponentials, row);
            System.arraycopy(row, 0, result.data(), i * k, k);
        }
        return result;
    }

    @Override
    public final double[] diagonal(Matrix inputs) {
        double[] result = new double[inputs.rows()];
        Arrays.fill(result, profile(0));
        return result;
    }

    @Override
    public final double[] logParameters() {
        return DoubleStream.concat(Arrays.stream(lengthscales), Arrays.stream(shape()))
                .map(Math::log)
                .toArray();
    }

    @Override
    public final Kernel withLogParameters(double[] logParameters) {
        double[] parameters = Arrays.stream(logParameters).map(Math::exp).toArray();
        int count = lengthscales.length;
        return withLengthscales(Arrays.copyOf(parameters, count))
                .withShape(Arrays.copyOfRange(parameters, count, parameters.length));
    }

    @Override
    public final Kernel scaledLengthscales(double factor) {
        return withLengthscales(Arrays.stream(lengthscales).map(l -> l * factor).toArray());
    }

    @Override
    public final Bounds logBounds(Matrix inputs) {
        requireApplicable(inputs);
        double[] ranges = InputRanges.of(inputs);
        double[] lower = logParameters();
        double[] upper = logParameters();
        for (int p = 0; p < lengthscales.length; p++) {
            double range = lengthscales.length > 1
                    ? ranges[p]
                    : Arrays.stream(ranges).max().orElse(0);
            // A column without spread says nothing about its lengthscale: it stays where it is.
            double shortest = range > 0 ? SHORTEST * range / inputs.rows() : lengthscales[p];
            double longest = range > 0 ? LONGEST * range : lengthscales[p];
            lower[p] = Math.log(Math.min(shortest, lengthscales[p]));
            upper[p] = Math.log(Math.max(longest, lengthscales[p]));
        }
        for (int p = lengthscales.length; p < lower.length; p++) {
            lower[p] = Math.min(lower[p], -Math.log(EXTREME_SHAPE));
            upper[p] = Math.max(upper[p], Math.log(EXTREME_SHAPE));
        }
        return new Bounds(lower, upper);
    }

    @Override
    public final List<String> parameterNames(List<String> inputNames) {
        Stream<String> names = lengthscales.length == 1
                ? Stream.of("lengthscale")
                : inputNames.stream().map(name -> "lengthscale of " + name);
        return Stream.concat(names, shapeNames().stream()).toList();
    }

    @Override
    public final double[] pullback(Matrix inputs, Matrix adjoint) {
        Derivatives derivatives = new Derivatives(inputs, inputs);
        for (int t = 0; t < inputs.rows(); t++) {
            // Both triangles.
            derivatives.add(t, t, 2, adjoint);
        }
        return derivatives.sums();
    }

    @Override
    public final double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        Derivatives derivatives = new Derivatives(left, right);
        for (int i = 0; i < left.rows(); i++) {
            derivatives.add(i, right.rows(), 1, adjoint);
        }
        return derivatives.sums();
    }

    /** Sums of derivatives in the log parameters, row by row. */
    private final class Derivatives {
        private final ScaledDistances distances;
        private final Exponentials exponentials;
        private final double[] weights;
        private final double[] slopes;
        /** For every lengthscale one sum for each j: apart, since sums along an array are not vectorised. */
        private final double[][] squares;

        private final double[] ofShape;

        Derivatives(Matrix left, Matrix right) {
            int k = right.rows();
            this.distances = distances(left, right);
            this.exponentials = new Exponentials(k);
            this.weights = new double[k];
            this.slopes = new double[k];
            this.squares = new double[lengthscales.length][k];
            this.ofShape = new double[shapeNames().size()];
        }

        /** Adds factor·adjoint_ij·∂m(left_i, right_j)/∂ log parameter for the first {@code count} j. */
        void add(int i, int count, double factor, Matrix adjoint) {
            double[] own = weights;
            System.arraycopy(adjoint.data(), i * adjoint.columns(), own, 0, count);
            double[] r2 = distances.row(i, count);
            for (int j = 0; j < count && ofShape.length > 0; j++) {
                addShapeDerivatives(r2[j], factor * own[j], ofShape);
            }
            double[] derivatives = slopes;
            profileDerivatives(r2, count, exponentials, derivatives);
            double twice = -2 * factor;
            for (int j = 0; j < count; j++) {
                own[j] *= twice * derivatives[j];
            }
            if (squares.length > 1) {
                distances.addSquares(i, count, own, squares);
            } else {
                distances.addSumsOfSquares(count, own, squares[0]);
            }
        }

        double[] sums() {
            return DoubleStream.concat(
                            Arrays.stream(squares)
                                    .mapToDouble(sums -> Arrays.stream(sums).sum()),
                            Arrays.stream(ofShape))
                    .toArray();
        }
    }

    @Override
    public final String expression(List<String> inputNames) {
        KernelFamilies.requireKnown(this);
        return shaped(new CallText(name(), inputNames).with(KernelFamilies.LENGTHSCALE, lengthscales))
                .toString();
    }

    @Override
    public final String toString() {
        double[] shape = shape();
        return name() + (shape.length == 0 ? "" : Arrays.toString(shape)) + Arrays.toString(lengthscales);
    }

    /** Refuses inputs that the kernel does not apply to. */
    void requireApplicable(Matrix inputs) {
        requireInputs(inputs);
        int q = inputs.columns();
        if (lengthscales.length != 1 && lengthscales.length != q) {
            throw new InvalidInputException(
                    "The kernel " + this + " has " + lengthscales.length + " lengthscales for " + q + " input columns.",
                    "give one lengthscale for all columns, or one for each.");
        }
    }

    private ScaledDistances distances(Matrix left, Matrix right) {
        requireApplicable(left);
        double[] inverse = new double[left.columns()];
        for (int q = 0; q < inverse.length; q++) {
            inverse[q] = 1 / lengthscales[lengthscales.length == 1 ? 0 : q];
        }
        return new ScaledDistances(left, right, inverse);
    }

    /** Refuses data without inputs. */
    static void requireInputs(Matrix inputs) {
        if (inputs.columns() == 0) {
            throw new InvalidInputException(
                    "A kernel of distances needs at least one input column; the data has none.",
                    "give the input columns, or a precomputed kernel matrix.");
        }
    }
}
