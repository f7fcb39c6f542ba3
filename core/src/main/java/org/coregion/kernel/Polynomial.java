package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * The polynomial kernel m = (b + z·z′)ⁿ/N(b) with z_q = (x_q − centre_q)/scale_q: samples are polynomials of degree n
 * (Rasmussen and Williams 2006, section 4.2.2). The offset b, its parameter, says how much the lower degrees weigh.
 *
 * <p>N(b) = Σ_k C(n, k) bⁿ⁻ᵏ μ_k is the mean of (b + z·z)ⁿ over the inputs that the kernel was made for, with their
 * moments μ_k = mean of |z|²ᵏ: m(x, x) is 1 on average over them at every offset, since the coregionalization matrix
 * carries the variance. Centre, scale and moments are taken from those inputs once and are numbers of the kernel from
 * then on, the same at new inputs.
 */
public final class Polynomial extends PointwiseKernel {
    /** Where the offset starts. */
    static final double OFFSET = 1;

    /** The degree where none is given. */
    static final int DEGREE = 2;

    /** An offset this large leaves a constant, one this small no lower degree. */
    private static final double EXTREME_OFFSET = 1e4;

    private static final int HIGHEST_DEGREE = 20;

    private final int degree;
    private final double offset;
    private final Centring centring;
    private final double[] moments;
    /** N(b). */
    private final double scale;
    /** d log N/d log b. */
    private final double scaleSlope;

    private Polynomial(int degree, double offset, Centring centring, double[] moments) {
        requireDegree(degree);
        this.degree = degree;
        this.offset = Positive.require("offset of a polynomial kernel", offset);
        this.centring = centring;
        this.moments = moments.clone();
        if (moments.length != degree || !Arrays.stream(moments).allMatch(m -> m >= 0 && m <= Double.MAX_VALUE)) {
            throw new InvalidInputException(
                    "The moments " + Arrays.toString(moments) + " of a polynomial kernel are not " + degree
                            + " numbers of at least 0.",
                    "give one for each degree.");
        }
        double binomial = 1;
        double sum = Power.raise(offset, degree);
        double derivative = degree * sum;
        for (int k = 1; k <= degree; k++) {
            binomial *= (degree - k + 1.0) / k;
            double term = binomial * Power.raise(offset, degree - k) * moments[k - 1];
            sum += term;
            derivative += (degree - k) * term;
        }
        this.scale = sum;
        this.scaleSlope = derivative / sum;
    }

    /**
     * A kernel with these numbers.
     *
     * @param degree n, from 1 to 20
     * @param offset b
     * @param centre one per input column, in its units
     * @param scale one per input column, in its units
     * @param moments the means of |z|², |z|⁴, …, n of them
     * @throws InvalidInputException if a number is missing or out of its range
     */
    public Polynomial(int degree, double offset, double[] centre, double[] scale, double[] moments) {
        this(degree, offset, new Centring(centre, scale), moments);
    }

    /** About the mean of the inputs, with m(x, x) 1 on average over them; the offset starts at 1. */
    public static KernelStart centred(int degree) {
        return centred(degree, OFFSET, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, but for what is given. */
    static KernelStart centred(
            int degree,
            double offset,
            Optional<double[]> centre,
            Optional<double[]> scale,
            Optional<double[]> moments) {
        requireDegree(degree);
        return new CallStart(
                (inputs, names) -> {
                    Centring centring = Centring.of(inputs, centre, scale);
                    return new Polynomial(
                            degree, offset, centring, moments.orElseGet(() -> moments(centring.apply(inputs), degree)));
                },
                names -> new CallText("polynomial", names)
                        .with("degree", degree)
                        .with("offset", offset)
                        .with("centre", centre)
                        .with("scale", scale)
                        .with("moments", moments));
    }

    private static double[] moments(Matrix z, int degree) {
        double[] moments = new double[degree];
        for (int t = 0; t < z.rows(); t++) {
            int from = t * z.columns();
            double square = Centring.dot(z.data(), from, z.data(), from, z.columns());
            for (int k = 1; k <= degree; k++) {
                moments[k - 1] += Power.raise(square, k) / z.rows();
            }
        }
        return moments;
    }

    /** The degree n. */
    public int degree() {
        return degree;
    }

    /** The offset b. */
    public double offset() {
        return offset;
    }

    @Override
    public String name() {
        return "polynomial";
    }

    @Override
    Matrix coordinates(Matrix inputs) {
        return centring.apply(inputs);
    }

    @Override
    double value(double[] x, int i, double[] y, int j, int width) {
        return Power.raise(offset + Centring.dot(x, i, y, j, width), degree) / scale;
    }

    /** With s = b + z·z′: ∂m/∂ log b = n b sⁿ⁻¹/N − m · d log N/d log b. */
    @Override
    void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient) {
        double s = offset + Centring.dot(x, i, y, j, width);
        gradient[0] += weight * Power.raise(s, degree - 1) / scale * (degree * offset - scaleSlope * s);
    }

    @Override
    public double[] logParameters() {
        return new double[] {Math.log(offset)};
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new Polynomial(degree, Math.exp(logParameters[0]), centring, moments);
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        double now = Math.log(offset);
        double extreme = Math.log(EXTREME_OFFSET);
        return new Bounds(new double[] {Math.min(now, -extreme)}, new double[] {Math.max(now, extreme)});
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        return List.of("offset");
    }

    @Override
    public String expression(List<String> inputNames) {
        return new CallText(name(), inputNames)
                .with("degree", degree)
                .with("offset", offset)
                .with("centre", centring.centre())
                .with("scale", centring.scale())
                .with("moments", moments)
                .toString();
    }

    @Override
    public String toString() {
        return name() + "[degree " + degree + ", offset " + offset + ", " + centring + "]";
    }

    private static void requireDegree(int degree) {
        if (degree < 1 || degree > HIGHEST_DEGREE) {
            throw new InvalidInputException(
                    "The degree of a polynomial kernel is " + degree + ".",
                    "choose one from 1 to " + HIGHEST_DEGREE + ".");
        }
    }
}
