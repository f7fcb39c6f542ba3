package org.coregion.kernel;

import java.util.Optional;

/**
 * The Matérn 5/2 kernel m = (1 + √5 r + 5r²/3) exp(−√5 r) (Matérn 1960; Rasmussen and Williams 2006, eq. 4.17). Samples
 * are twice differentiable: the default.
 */
public final class Matern52 extends StationaryKernel {
    /** @param lengthscales in the units of the input columns: one for all columns, or one each */
    public Matern52(double... lengthscales) {
        super(lengthscales);
    }

    /** One lengthscale per input column, started from the inputs. */
    public static KernelStart ard() {
        return ardStart(Matern52::new);
    }

    /** One lengthscale for all input columns, started from the inputs. */
    public static KernelStart isotropic() {
        return isotropicStart(Matern52::new);
    }

    @Override
    public String name() {
        return "matern52";
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
        double[] z = exponentials.ofRoots(5, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] *= 1 + z[j] + z[j] * z[j] * (1.0 / 3);
        }
    }

    @Override
    void profileDerivatives(double[] r2, int count, Exponentials exponentials, double[] values) {
        double[] z = exponentials.ofRoots(5, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] *= -5.0 / 6 * (1 + z[j]);
        }
    }

    @Override
    protected Matern52 withLengthscales(double... lengthscales) {
        return new Matern52(lengthscales);
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return maternForm(3);
    }
}
