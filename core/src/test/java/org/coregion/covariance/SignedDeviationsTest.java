package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.junit.jupiter.api.Test;

final class SignedDeviationsTest extends OutputCovarianceLaws {
    /** Towards w_1 of the same sign as w_2 and w_3, with variances that shall shrink. */
    private static final Matrix TOGETHER =
            Products.multiplyTranspose(ones(), ones()).plus(-1.5, Matrix.identity(3));

    @Override
    Stream<Instance> instances() {
        ParameterLimits none = ParameterLimits.none(3);
        return Stream.of(
                new Instance("one output", form(ParameterLimits.none(1), 2), 0.3),
                new Instance("alike", form(none, 1, 1, 1), 0.1, -0.2, 1.5, 1, 1),
                new Instance("in other units", form(none, 1e3, 1, 1e-2), 0.1, -0.2, 1.5, -1, 1),
                new Instance(
                        "two tied",
                        form(new ParameterLimits(none.lower(), none.upper(), new int[] {0, 1, 0}), 2, 1, 0.5),
                        0.4,
                        1,
                        -1,
                        -1));
    }

    private static OutputCovariance form(ParameterLimits limits, double... scale) {
        return CovarianceForm.lowRank(1).limited(limits).orElseThrow().standardized(scale, new double[scale.length]);
    }

    private static OutputCovariance free(int size) {
        return new SignedDeviations(new LogDiagonal(new double[size]), size);
    }

    private static Matrix ones() {
        return Matrix.wrap(3, 1, new double[] {1, 1, 1});
    }

    @Test
    void signsAreNoDegreesOfFreedom() {
        assertThat(free(4).parameterCount()).isEqualTo(7);
        assertThat(free(4).freedom()).isEqualTo(4);
    }

    @Test
    void theNearestHasTheSignsOfTheLeadingEigenvector() {
        Matrix near = Matrix.wrap(3, 3, new double[] {1, -0.8, 0.1, -0.8, 4, -0.3, 0.1, -0.3, 1});

        assertThat(free(3).parametersOf(near)).containsExactly(0, Math.log(4), 0, -1, 1);
    }

    @Test
    void theOutputThatGainsMostTurns() {
        assertThat(free(3).escape(new double[] {0, 0, 0, -1, 1}, TOGETHER).orElseThrow())
                .containsExactly(0, 0, 0, 1, 1);
        assertThat(free(3).escape(new double[] {0, 0, 0, -1, -1}, TOGETHER).orElseThrow())
                .containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void noneTurnsThatGainsNothingOrDoesNotPressTowardsZero() {
        assertThat(free(3).escape(new double[] {0, 0, 0, 1, 1}, TOGETHER)).isEmpty();
        assertThat(free(3).escape(new double[] {0, 0, 0, -1, 1}, TOGETHER.plus(2.5, Matrix.identity(3))))
                .isEmpty();
    }

    /** The second output has vanished, since its covariance with the first has the wrong sign. */
    @Test
    void aVarianceThatVanishedIsRaised() {
        double[] vanished = {0, -20, 1};
        Matrix far = adjoint(-4);
        Matrix near = adjoint(-400);

        Matrix farther = free(2).matrix(free(2).escape(vanished, far).orElseThrow());
        Matrix nearer = free(2).matrix(free(2).escape(vanished, near).orElseThrow());

        // Along w_2 the adjoint promises 6w − 4w²: 0.1 of it. Then 6w − 400w²: half of the way to its maximum.
        assertThat(farther.get(0, 1)).isCloseTo(-0.1 / 6, within(1e-9));
        assertThat(nearer.get(0, 1)).isCloseTo(-6.0 / 1600, within(1e-9));
        assertThat(free(2).escape(new double[] {0, -20, -1}, far)).isEmpty();
    }

    /** The slope of the first output is 0 where w_1 = 1, w_2 = e^−10. */
    private static Matrix adjoint(double own) {
        return Matrix.wrap(2, 2, new double[] {3 * Math.exp(-10), -3, -3, own});
    }

    @Test
    void aFixedVarianceTurnsAsItIs() {
        ParameterLimits fixed = new ParameterLimits(new double[] {0, 2}, new double[] {9, 2}, new int[] {0, 1});
        Matrix adjoint = Matrix.wrap(2, 2, new double[] {3 * Math.sqrt(2), -3, -3, 1});

        double[] escaped = form(fixed, 1, 1)
                .escape(new double[] {0, Math.log(2), 1}, adjoint)
                .orElseThrow();

        assertThat(escaped).containsExactly(0, Math.log(2), -1);
    }
}
