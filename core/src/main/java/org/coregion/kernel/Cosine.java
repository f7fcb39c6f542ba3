package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/**
 * The cosine kernel of one input column, m = cos(2πd/p) with d = x − x′: samples are sine waves of period p, which is
 * its parameter, with any amplitude and phase. Times a kernel of the distance it is a wave that drifts.
 */
public final class Cosine extends PointwiseKernel {
    private final double period;

    /**
     * A kernel of this period.
     *
     * @param period p, in the units of the input column
     * @throws org.coregion.InvalidInputException if it is not positive and finite
     */
    public Cosine(double period) {
        this.period = Positive.require("period of a cosine kernel", period);
    }

    /** The period starts at half the range of the inputs. */
    public static KernelStart fromInputs() {
        return new CallStart(
                (inputs, names) -> new Cosine(Period.from(inputs, "cosine")), names -> new CallText("cosine", names));
    }

    /** p, in the units of the input column. */
    public double period() {
        return period;
    }

    @Override
    public String name() {
        return "cosine";
    }

    @Override
    Matrix coordinates(Matrix inputs) {
        return Period.requireOneColumn(inputs, toString());
    }

    @Override
    double value(double[] x, int i, double[] y, int j, int width) {
        return Math.cos(2 * Math.PI * (x[i] - y[j]) / period);
    }

    /** With a = 2πd/p: ∂m/∂ log p = a sin a. */
    @Override
    void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient) {
        double a = 2 * Math.PI * (x[i] - y[j]) / period;
        gradient[0] += weight * a * Math.sin(a);
    }

    @Override
    public double[] logParameters() {
        return new double[] {Math.log(period)};
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new Cosine(Math.exp(logParameters[0]));
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        return Period.logBounds(period, coordinates(inputs));
    }

    @Override
    public List<String> parameterNames(List<String> inputNames) {
        return List.of("period");
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return Optional.of(new CosineForm(period));
    }

    @Override
    public String expression(List<String> inputNames) {
        return new CallText(name(), inputNames).with("period", period).toString();
    }

    @Override
    public String toString() {
        return name() + "[" + period + "]";
    }
}
