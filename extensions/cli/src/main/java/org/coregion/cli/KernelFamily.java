package org.coregion.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coregion.InvalidInputException;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.StationaryKernel;

/** The kernels that the command line knows by name. */
enum KernelFamily {
    SE,
    MATERN12,
    MATERN32,
    MATERN52;

    /** The family of this name. */
    static KernelFamily named(String name) {
        List<String> names = Arrays.stream(values()).map(KernelFamily::toString).toList();
        if (!names.contains(name)) {
            throw new InvalidInputException("There is no kernel \"" + name + "\".", "choose one of " + names + ".");
        }
        return values()[names.indexOf(name)];
    }

    /** The start with lengthscales chosen from the inputs. */
    KernelStart start(boolean isotropic) {
        return switch (this) {
            case SE -> isotropic ? SquaredExponential.isotropic() : SquaredExponential.ard();
            case MATERN12 -> isotropic ? Matern12.isotropic() : Matern12.ard();
            case MATERN32 -> isotropic ? Matern32.isotropic() : Matern32.ard();
            case MATERN52 -> isotropic ? Matern52.isotropic() : Matern52.ard();
        };
    }

    /** The kernel at these lengthscales. */
    StationaryKernel at(double[] lengthscales) {
        return switch (this) {
            case SE -> new SquaredExponential(lengthscales);
            case MATERN12 -> new Matern12(lengthscales);
            case MATERN32 -> new Matern32(lengthscales);
            case MATERN52 -> new Matern52(lengthscales);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
