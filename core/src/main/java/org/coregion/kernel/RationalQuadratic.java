package org.coregion.kernel;

import java.util.List;
import org.coregion.InvalidInputException;

/**
 * The rational quadratic kernel m = (1 + r²/2α)^−α (Rasmussen and Williams 2006, eq. 4.19): a mixture of squared
 * exponentials of many lengthscales, the fewer the larger α. The parameters are the lengthscales, then α.
 */
public final class RationalQuadratic extends StationaryKernel {
    /** Where α starts. */
    static final double ALPHA = 1;

    private final double alpha;

    /**
     * A kernel with these parameters.
     *
     * @param alpha α, positive
     * @param lengthscales in the units of the input columns: one for all columns, or one each
     * @throws InvalidInputException if one is not positive and finite
     */
    public RationalQuadratic(double alpha, double... lengthscales) {
        super(lengthscales);
        this.alpha = Positive.require("alpha of a rational quadratic kernel", alpha);
    }

    /** One lengthscale per input column, started from the inputs; α starts at 1. */
    public static KernelStart ard() {
        return ardStart(lengthscales -> new RationalQuadratic(ALPHA, lengthscales));
    }

    /** One lengthscale for all input columns, started from the inputs; α starts at 1. */
    public static KernelStart isotropic() {
        return isotropicStart(lengthscales -> new RationalQuadratic(ALPHA, lengthscales));
    }

    /** α. */
    public double alpha() {
        return alpha;
    }

    @Override
    public String name() {
        return "rq";
    }

    @Override
    protected double profile(double r2) {
        return Math.exp(-alpha * Math.log1p(r2 / (2 * alpha)));
    }

    @Override
    protected double profileDerivative(double r2) {
        return -profile(r2) / (2 * (1 + r2 / (2 * alpha)));
    }

    @Override
    protected RationalQuadratic withLengthscales(double... lengthscales) {
        return new RationalQuadratic(alpha, lengthscales);
    }

    @Override
    List<String> shapeNames() {
        return List.of("alpha");
    }

    @Override
    double[] shape() {
        return new double[] {alpha};
    }

    @Override
    RationalQuadratic withShape(double... shape) {
        return new RationalQuadratic(shape[0], lengthscales());
    }

    /** ∂m/∂ log α = m α (s/(1 + s) − log(1 + s)) with s = r²/2α. */
    @Override
    void addShapeDerivatives(double r2, double weight, double[] sums) {
        double s = r2 / (2 * alpha);
        sums[0] += weight * profile(r2) * alpha * (s / (1 + s) - Math.log1p(s));
    }

    @Override
    CallText shaped(CallText call) {
        return call.with("alpha", alpha);
    }
}
