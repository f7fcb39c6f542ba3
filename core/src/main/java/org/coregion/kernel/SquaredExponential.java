package org.coregion.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The squared exponential kernel m = exp(−r²/2) (Rasmussen and Williams 2006, eq. 4.9). Samples are infinitely smooth;
 * M of many close inputs is numerically singular, which costs nothing here.
 */
public final class SquaredExponential extends StationaryKernel {
    /** @param lengthscales in the units of the input columns: one for all columns, or one each */
    public SquaredExponential(double... lengthscales) {
        super(lengthscales);
    }

    /** One lengthscale per input column, started from the inputs. */
    public static KernelStart ard() {
        return ardStart(SquaredExponential::new);
    }

    /** One lengthscale for all input columns, started from the inputs. */
    public static KernelStart isotropic() {
        return isotropicStart(SquaredExponential::new);
    }

    @Override
    public String name() {
        return "se";
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        double[] all = lengthscales();
        List<Kernel> factors = new ArrayList<>();
        List<int[]> parameters = new ArrayList<>();
        for (int q = 0; q < inputs; q++) {
            int parameter = all.length == 1 ? 0 : q;
            factors.add(new SquaredExponential(all[parameter]));
            parameters.add(new int[] {parameter});
        }
        return Optional.of(new AxisProduct(factors, parameters));
    }

    @Override
    protected double profile(double r2) {
        return singleProfile(r2);
    }

    @Override
    protected double profileDerivative(double r2) {
        return singleDerivative(r2);
    }

    @Override
    void profiles(double[] r2, int count, Exponentials exponentials, double[] values) {
        exponentials.ofMultiples(0.5, r2, count, values);
    }

    @Override
    void profileDerivatives(double[] r2, int count, Exponentials exponentials, double[] values) {
        exponentials.ofMultiples(0.5, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] *= -0.5;
        }
    }

    @Override
    protected SquaredExponential withLengthscales(double... lengthscales) {
        return new SquaredExponential(lengthscales);
    }
}
