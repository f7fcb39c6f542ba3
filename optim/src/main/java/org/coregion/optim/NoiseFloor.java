package org.coregion.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.ParameterLimits;
import org.coregion.covariance.CovarianceForm;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;

/**
 * Where the noise is at its floor: that of single outputs, or if of none, that of a combination of them.
 *
 * @param outputs those whose noise variance is at its floor
 * @param combination the outputs of a combination; empty if there is none
 */
record NoiseFloor(int[] outputs, int[] combination) {
    /** A noise variance up to this many times its floor is at it. */
    private static final double AT_FLOOR = 1.01;

    /** An output of a smaller part in a combination, its largest being 1, has none. */
    private static final double PART = 0.01;

    /**
     * By floors that no lower bound that was demanded took the place of. With limits on the variances, that of a
     * combination has its floor by the share that is each output's own.
     *
     * @param noise Σ in standardised units
     * @param floor D smallest variances in these units
     */
    static NoiseFloor of(Matrix noise, double[] floor, ParameterLimits limits) {
        int[] single = IntStream.range(0, floor.length)
                .filter(d -> limits.lower()[d] == 0 && noise.get(d, d) <= AT_FLOOR * floor[d])
                .toArray();
        boolean isLimited = !limits.isNone();
        double[] inverse = Arrays.stream(isLimited ? noise.diagonal() : floor)
                .map(variance -> 1 / Math.sqrt(variance))
                .toArray();
        SymmetricEigen ratios = SymmetricEigen.ofGradedSemidefinite(noise.scaled(inverse, inverse), "noise covariance");
        int last = floor.length - 1;
        double least = isLimited ? CovarianceForm.LEAST_OWN_SHARE : 1;
        if (single.length > 0 || ratios.values()[last] > AT_FLOOR * least) {
            return new NoiseFloor(single, new int[0]);
        }
        Matrix parts = ratios.vectors().columns(last, last + 1);
        double largest = parts.maxAbs();
        return new NoiseFloor(
                single,
                IntStream.range(0, floor.length)
                        .filter(d -> Math.abs(parts.get(d, 0)) > PART * largest)
                        .toArray());
    }
}
