package org.coregion.kernel;

import java.util.Optional;

/**
 * The Matérn ½ (exponential) kernel m = exp(−r) (Matérn 1960; Rasmussen and Williams 2006, eq. 4.18). Samples are
 * continuous and nowhere smooth: the Ornstein–Uhlenbeck process in one dimension.
 */
public final class Matern12 extends StationaryKernel {
    /** @param lengthscales in the units of the input columns: one for all columns, or one each */
    public Matern12(double... lengthscales) {
        super(lengthscales);
    }

    /** One lengthscale per input column, started from the inputs. */
    public static KernelStart ard() {
        return ardStart(Matern12::new);
    }

    /** One lengthscale for all input columns, started from the inputs. */
    public static KernelStart isotropic() {
        return isotropicStart(Matern12::new);
    }

    @Override
    public String name() {
        return "matern12";
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
        exponentials.ofRoots(1, r2, count, values);
    }

    @Override
    void profileDerivatives(double[] r2, int count, Exponentials exponentials, double[] values) {
        double[] r = exponentials.ofRoots(1, r2, count, values);
        for (int j = 0; j < count; j++) {
            values[j] = r[j] == 0 ? 0 : values[j] / (-2 * r[j]);
        }
    }

    @Override
    protected Matern12 withLengthscales(double... lengthscales) {
        return new Matern12(lengthscales);
    }

    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        return maternForm(1);
    }
}
