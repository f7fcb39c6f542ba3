package org.coregion.engine;

import java.util.Optional;
import org.coregion.linalg.SymmetricEigen;

/** A negative eigenvalue that was taken as 0, told if it was more than rounding of our own. */
final class Clipped {
    /** A negative eigenvalue of this share of the largest is rounding of our own. */
    private static final double ROUNDING = 1e-11;

    private Clipped() {}

    static Optional<String> in(SymmetricEigen eigen) {
        double largest = eigen.values()[0];
        return eigen.clipped() < -ROUNDING * largest
                ? Optional.of("the kernel matrix has the eigenvalue " + eigen.clipped() + " (its largest is " + largest
                        + "); it was taken as 0")
                : Optional.empty();
    }
}
