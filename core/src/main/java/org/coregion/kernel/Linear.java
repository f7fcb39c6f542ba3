package org.coregion.kernel;

import java.util.List;
import java.util.Optional;
import org.coregion.linalg.Matrix;

/**
 * The linear kernel m = z·z′ with z_q = (x_q − centre_q)/scale_q: samples are planes that pass through 0 at the centre.
 * It has no parameter to fit; a {@link Sum} of linear kernels {@link #on} one column each gives every column a weight.
 *
 * <p>Centre and scale are taken from the inputs once, so that m(x, x) is 1 on average over them: the coregionalization
 * matrix carries the variance, and a scale that a fit could move would be in its way. From then on they are numbers of
 * the kernel, the same at new inputs.
 */
public final class Linear extends PointwiseKernel implements ParameterFree {
    private final Centring centring;

    private Linear(Centring centring) {
        this.centring = centring;
    }

    /**
     * A kernel with this centre and scale.
     *
     * @param centre one per input column, in its units
     * @param scale one per input column, in its units
     * @throws org.coregion.InvalidInputException if their numbers differ, or a scale is not positive and finite
     */
    public Linear(double[] centre, double[] scale) {
        this(new Centring(centre, scale));
    }

    /**
     * About the mean of the inputs, with m(x, x) 1 on average over them and every column that varies contributing the
     * same; 0 if none varies.
     */
    public static KernelStart centred() {
        return centred(Optional.empty(), Optional.empty());
    }

    /** The same, but for what is given. */
    static KernelStart centred(Optional<double[]> centre, Optional<double[]> scale) {
        return new CallStart(
                (inputs, names) -> new Linear(Centring.of(inputs, centre, scale)),
                names -> new CallText("linear", names).with("centre", centre).with("scale", scale));
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    Matrix coordinates(Matrix inputs) {
        return centring.apply(inputs);
    }

    @Override
    double value(double[] x, int i, double[] y, int j, int width) {
        return Centring.dot(x, i, y, j, width);
    }

    @Override
    void addDerivatives(double[] x, int i, double[] y, int j, int width, double weight, double[] gradient) {}

    @Override
    public String expression(List<String> inputNames) {
        return new CallText(name(), inputNames)
                .with("centre", centring.centre())
                .with("scale", centring.scale())
                .toString();
    }

    @Override
    public String toString() {
        return name() + "[" + centring + "]";
    }
}
