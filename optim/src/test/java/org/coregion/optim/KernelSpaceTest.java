package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.ParameterLimits;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

class KernelSpaceTest {
    private static final double FREE = Double.POSITIVE_INFINITY;
    private static final Matrix INPUTS = Draws.seeded(1).uniform(30, 4, 0, 10);
    private static final Kernel KERNEL = new Matern52(1, 2, 3, 4);

    /** The first and the last are tied, the second fixed, the third bounded from above. */
    private final KernelSpace space = KernelSpace.of(
            KERNEL,
            INPUTS,
            new ParameterLimits(new double[] {0, 5, 0, 0}, new double[] {FREE, 5, 8, FREE}, new int[] {0, 1, 2, 0}));

    @Test
    void onlyWhatIsFreeHasAnElement() {
        assertThat(space.size()).isEqualTo(2);
        assertThat(KernelSpace.of(KERNEL, INPUTS, ParameterLimits.none(4)).size())
                .isEqualTo(4);
    }

    @Test
    void tiesAndBoundsHoldEverywhere() {
        for (double z = -50; z < 50; z++) {
            double[] log = space.bounded(new double[] {z, -z});
            assertThat(log[0]).isEqualTo(log[3]);
            assertThat(log[1]).isEqualTo(Math.log(5));
            assertThat(log[2]).isLessThanOrEqualTo(Math.log(8) + 1e-14);
        }
    }

    @Test
    void admissibleParametersAreTheirOwn() {
        double[] log = space.admissible(KERNEL.logParameters());

        assertAgrees(log, new double[] {Math.log(2), Math.log(5), Math.log(3), Math.log(2)}, 1e-14);
        assertAgrees(space.bounded(space.free(log)), log, 1e-12);
    }

    @Test
    void pullsAGradientBack() {
        double[] weights = {3, 10, -0.5, 2};
        double[] z = {0.7, 0.4};

        double[] expected = CentralDifferences.gradient(at -> Vectors.dot(weights, space.bounded(at)), z, 1e-3);

        assertAgrees(space.pullback(z, weights), expected, 1e-9);
    }

    @Test
    void knowsWhatLiesAtABound() {
        double[] upper = {9e99, Math.log(5), Math.log(8), 9e99};

        assertThat(space.isAtUpper(upper[2], 2)).isTrue();
        assertThat(space.isAtUpper(upper[1], 1)).isFalse();
        assertThat(space.isAtLower(-9e99, 0)).isTrue();
        assertThat(space.isAtLower(upper[1], 1)).isFalse();
    }
}
