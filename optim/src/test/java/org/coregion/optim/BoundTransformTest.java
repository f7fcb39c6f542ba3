package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coregion.Bounds;
import org.junit.jupiter.api.Test;

class BoundTransformTest {
    private final BoundTransform transform = new BoundTransform(
            new Bounds(new double[] {-1, 2}, new double[] {4, 2}), Bounds.none(1), Bounds.atLeast(new double[] {-18}));

    @Test
    void takesThePartsOneAfterAnother() {
        double[] x = {0.5, 2, -1e6, -3};

        double[] returned = transform.bounded(transform.free(x));

        for (int i = 0; i < x.length; i++) {
            assertThat(returned[i]).isCloseTo(x[i], within(1e-12));
        }
    }

    @Test
    void pullsAGradientBack() {
        double[] z = {0.7, 5, -2, 1.5};
        double[] weights = {3, 10, -0.5, 2};
        double[] gradient = transform.pullback(z, weights);

        for (int i = 0; i < z.length; i++) {
            double[] above = z.clone();
            double[] below = z.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            double difference =
                    Vectors.dot(weights, Vectors.plus(transform.bounded(above), -1, transform.bounded(below))) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-8));
        }
    }

    @Test
    void knowsWhatLiesAtABound() {
        assertThat(transform.isAtLower(-0.9995, 0)).isTrue();
        assertThat(transform.isAtLower(-0.99, 0)).isFalse();
        assertThat(transform.isAtUpper(3.9995, 0)).isTrue();
        assertThat(transform.isAtUpper(3.99, 0)).isFalse();
        assertThat(transform.isAtLower(-18, 3)).isTrue();
        assertThat(transform.isAtUpper(1e9, 3)).isFalse();
    }

    @Test
    void doesNotReportAVariableWithoutRoom() {
        assertThat(transform.isAtLower(2, 1)).isFalse();
        assertThat(transform.isAtUpper(2, 1)).isFalse();
    }
}
