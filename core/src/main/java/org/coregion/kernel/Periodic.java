package org.coregion.kernel;

import java.util.List;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * The periodic kernel of one input column, m = exp(−2 sin²(πd/p)/ℓ²) with d = x − x′ (MacKay 1998): samples repeat
 * exactly with period p; ℓ, a number without units, says how smooth they are within it. The parameters are p, then ℓ.
 *
 * <p>The likelihood has many optima in the period, so it is best started near a period that is known.
 */
public final class Periodic extends PointwiseKernel {
    /** Where ℓ starts. */
    static final double LENGTHSCALE = 1;

    /** Samples of a lengthscale this small are noise within a period, those of one this large a constant. */
    private static final double EXTREME_LENGTHSCALE = 100;

    private final double period;
    private final double lengthscale;

    /**
     * A kernel with these parameters.
     *
     * @param period p, in the units of the input column
     * @param lengthscale ℓ
     * @throws org.coregion.InvalidInputException if one is not positive and finite
     */
    public Periodic(double period, double lengthscale) {
        this.period = Positive.require("period of a periodic kernel", period);
        this.lengthscale = Positive.require("lengthscale of a periodic kernel", lengthscale);
    }

    /** The period starts at half the range of the inputs, ℓ at 1. */
    public static KernelStart fromInputs() {
        return fromInputs(LENGTHSCALE);
    }

    /** The period starts at half the range of the inputs. */
    static KernelStart fromInputs(double lengthscale) {
        return new CallStart(
                (inputs, names) -> new Periodic(Period.from(inputs, "periodic"), lengthscale),
                names -> new CallText("periodic", names).with("lengthscale", lengthscale));
    }

    /** p, in the units of the input column. */
    public double period() {
        return period;
    }

    /** ℓ. */
    public double lengthscale() {
        return lengthscale;
    }

    @Override
    public String name() {
        return "periodic";
    }

    @Override
    Matrix coordinates(Matrix inputs) {
        return Period.requireOneColumn(inputs, toString());
    }

    @Override
    double value(double[] x, int i, double[] y, int j, int width) {
        double sine = Math.sin(Math.PI * (x[i] - y[j]) / period) / lengthscale;
        return Math.exp(-2 * sine * sine);
    }

    /** With a = πd/p and s = sin a/ℓ: ∂m/∂ log p = 4m (a cos a/ℓ) s and ∂m/∂ log ℓ = 4m s². */
    @Override
    void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient) {
        double a = Math.PI * (x[i] - y[j]) / period;
        double s = Math.sin(a) / lengthscale;
        double factor = 4 * weight * Math.exp(-2 * s * s) * s;
        gradient[0] += factor * a * Math.cos(a) / lengthscale;
        gradient[1] += factor * s;
    }

    @Override
    public double[] logParameters() {
        return new double[] {Math.log(period), Math.log(lengthscale)};
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new Periodic(Math.exp(logParameters[0]), Math.exp(logParameters[1]));
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        Bounds ofPeriod = Period.logBounds(period, coordinates(inputs));
        double now = Math.log(lengthscale);
        double extreme = Math.log(EXTREME_LENGTHSCALE);
        return new Bounds(
                new double[] {ofPeriod.lower()[0], Math.min(now, -extreme)},
                new double[] {ofPeriod.upper()[0], Math.max(now, extreme)});
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        return List.of("period", "lengthscale within a period");
    }

    @Override
    public String expression(List<String> inputNames) {
        return new CallText(name(), inputNames)
                .with("period", period)
                .with("lengthscale", lengthscale)
                .toString();
    }

    @Override
    public String toString() {
        return name() + "[" + period + ", " + lengthscale + "]";
    }
}
