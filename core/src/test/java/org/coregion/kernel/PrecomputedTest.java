package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class PrecomputedTest extends KernelLaws {
    private static final double[][] RELATEDNESS = {{1, 0.5}, {0.5, 1}};

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(5);
        return Stream.of(
                new Instance(Precomputed.of(RELATEDNESS), Matrix.zeros(2, 0)),
                new Instance(Precomputed.of(draws.covariance(7).toArray()), draws.gaussian(7, 2)),
                new Instance(Precomputed.of(draws.covariance(7, 2).toArray()), Matrix.zeros(7, 0)));
    }

    @Test
    void isTheGivenMatrix() {
        Precomputed kernel = Precomputed.of(RELATEDNESS);

        assertThat(kernel.matrix(Matrix.zeros(2, 0)).toArray()).isDeepEqualTo(RELATEDNESS);
        assertThat(kernel).hasToString("precomputed[2×2]");
    }

    @Test
    void isACopyOfTheGivenMatrix() {
        double[][] given = {{1, 0.5}, {0.5, 1}};
        Precomputed kernel = Precomputed.of(given);

        given[0][0] = 7;
        kernel.matrix(Matrix.zeros(2, 0)).set(1, 1, 7);

        assertThat(kernel.matrix(Matrix.zeros(2, 0)).toArray()).isDeepEqualTo(RELATEDNESS);
    }

    @Test
    void refusesAMatrixThatIsNotSquare() {
        assertRefused(() -> Precomputed.of(new double[][] {{1, 0}}), "kernel matrix", "1×2", "not square");
    }

    @Test
    void refusesAMatrixThatIsNotSymmetric() {
        assertRefused(
                () -> Precomputed.of(new double[][] {{1, 0.25}, {0.5, 1}}),
                "kernel matrix",
                "row 2, column 1 is 0.5",
                "row 1, column 2 is 0.25");
    }

    @Test
    void refusesAMatrixThatIsNotFinite() {
        assertRefused(
                () -> Precomputed.of(new double[][] {{1, Double.NaN}, {0.5, 1}}),
                "kernel matrix",
                "NaN",
                "row 1, column 2");
    }

    @Test
    void refusesDataWithOtherRows() {
        Kernel kernel = Precomputed.of(RELATEDNESS);
        Matrix inputs = Matrix.zeros(3, 0);
        String[] named = {"kernel matrix", "2×2", "3 observations"};

        assertRefused(() -> kernel.at(inputs), named);
        assertRefused(() -> kernel.matrix(inputs), named);
        assertRefused(() -> kernel.diagonal(inputs), named);
    }

    @Test
    void hasNoValuesAtNewInputs() {
        Kernel kernel = Precomputed.of(RELATEDNESS);

        assertRefused(() -> kernel.crossMatrix(Matrix.zeros(1, 0), Matrix.zeros(2, 0)), "precomputed", "new inputs");
    }
}
