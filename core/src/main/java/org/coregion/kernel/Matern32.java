package org.coregion.kernel;

import java.util.Optional;

/**
 * The Matérn 3/2 kernel m = (1 + √3 r) exp(−√3 r) (Matérn 1960; Rasmussen and Williams 2006, eq. 4.17). Samples are
 * once differentiable.
 */
public final class Matern32 extends StationaryKernel {
    /** @param lengthscales in the units of the input columns: one for all columns, or one each */
    public Matern32(double... lengthscales) {
        super(lengthscales);
    }

    /** One lengthscale per input column, started from the inputs. */
    public static KernelStart ard() {
        return ardStart(Matern32::new);
    }

    /** One lengthscale for all input columns, started from the inputs. */
    public static KernelStart isotropic() {
        return isotropicStart(Matern32::new);
    }

    @Override
    public String name() {
        return "matern32";
    }

    @Override
    protected double profile(double r2) {
        return profiles(new double[] {r2}, 1)[0];
    }

    @Override
    protected double profileDerivative(double r2) {
        return profileDerivatives(new double[] {r2}, 1)[0];
    }

    @Override
    double[] profiles(double[] r2, int count) {
        double[] z = roots(3, r2, count);
        double[] values = Exponentials.ofNegative(z, count);
        for (int j = 0; j < count; j++) {
            values[j] *= 1 + z[j];
        }
        return values;
    }

    @Override
    double[] profileDerivatives(double[] r2, int count) {
        double[] values = Exponentials.ofNegative(roots(3, r2, count), count);
        for (int j = 0; j < count; j++) {
            values[j] *= -1.5;
        }
        return values;
    }

    @Override
    protected Matern32 withLengthscales(double... lengthscales) {
        return new Matern32(lengthscales);
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return maternForm(2);
    }
}
