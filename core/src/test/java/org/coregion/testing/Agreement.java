package org.coregion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.linalg.Matrix;

/** Agreement of arrays, relative to the largest element expected. */
public final class Agreement {
    private Agreement() {}

    public static void assertAgrees(Matrix actual, Matrix expected, double relative) {
        assertThat(actual.rows()).as("rows").isEqualTo(expected.rows());
        assertThat(actual.columns()).as("columns").isEqualTo(expected.columns());
        assertAgrees(actual.data(), expected.data(), relative);
    }

    public static void assertAgrees(double[] actual, double[] expected, double relative) {
        assertAgrees(actual, expected, relative, largest(expected));
    }

    /** Relative to {@code size}, for quantities whose terms cancel. */
    public static void assertAgrees(double[] actual, double[] expected, double relative, double size) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]);
            assertThat(difference <= relative * size)
                    .as(
                            "element %d: %s where %s is expected, off by %s of %s",
                            i, actual[i], expected[i], difference, size)
                    .isTrue();
        }
    }

    public static void assertAgrees(double actual, double expected, double relative) {
        assertAgrees(new double[] {actual}, new double[] {expected}, relative);
    }

    /** The largest absolute value, 0 if there is none. */
    public static double largest(double... values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
