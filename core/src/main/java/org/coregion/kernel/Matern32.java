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
        return singleProfile(r2);
    }

    @Override
    protected double profileDerivative(double r2) {
        return singleDerivative(r2);
    }

    @Override
    void profiles(double[] r2, int count, Exponentials exponentials, double[] values) {
        double[] z = exponentials.ofRoots(3, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] *= 1 + z[j];
        }
    }

    @Override
    void profileDerivatives(double[] r2, int count, Exponentials exponentials, double[] values) {
        exponentials.ofRoots(3, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] *= -1.5;
        }
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
