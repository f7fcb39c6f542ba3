package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UnitRowsTest extends OutputCovarianceLaws {
    private static final double QUARTER = Math.PI / 2;

    @Override
    Stream<Instance> instances() {
        Draws draws = Draws.seeded(41);
        return Stream.of(
                new Instance("one output", UnitRows.ofRank(1, 1)),
                new Instance("any", UnitRows.ofRank(4, 4), draws.gaussian(1, 6).data()),
                new Instance(
                        "rank two", UnitRows.ofRank(5, 2), draws.gaussian(1, 4).data()),
                new Instance(
                        "rank three",
                        UnitRows.ofRank(5, 3),
                        draws.gaussian(1, 7).data()),
                new Instance("at the poles", UnitRows.ofRank(4, 3), new double[5]),
                new Instance("beyond the pole opposite", UnitRows.ofRank(3, 2), 3.5, -7),
                new Instance("singular", UnitRows.ofRank(2, 2), QUARTER),
                new Instance("near a pole", UnitRows.ofRank(4, 3), 1e-9, 1e-5, -1e-3, 0, 1e-160),
                new Instance(
                        "rank one and diagonal",
                        UnitRows.plusDiagonal(4, 1),
                        draws.gaussian(1, 4).data()),
                new Instance(
                        "rank two and diagonal",
                        UnitRows.plusDiagonal(6, 2),
                        draws.gaussian(1, 11).times(0.7).data()),
                new Instance("only the diagonal", UnitRows.plusDiagonal(3, 1), new double[3]),
                new Instance("an output without a part of its own", UnitRows.plusDiagonal(4, 1), 0.7, QUARTER, 1, -0.5),
                new Instance(
                        "no output with a part of its own", UnitRows.plusDiagonal(3, 1), QUARTER, -QUARTER, QUARTER));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theVariancesAreOne(Instance instance) {
        assertThat(instance.matrix().diagonal()).containsOnly(1);
    }

    /** Any number of turns gives the correlations of a walk of half a turn at most. */
    @ParameterizedTest
    @MethodSource("instances")
    void theWalksAreTheShortest(Instance instance) {
        double[] shortest = instance.covariance().parametersOf(instance.matrix());

        for (double u : shortest) {
            assertThat(Math.abs(u)).isLessThanOrEqualTo(Math.PI);
        }
    }

    static Stream<Matrix> singular() {
        return IntStream.range(0, 40).mapToObj(seed -> {
            Draws draws = Draws.seeded(seed);
            int size = draws.integer(2, 8);
            return correlations(draws.covariance(size, draws.integer(1, size)));
        });
    }

    @ParameterizedTest
    @MethodSource("singular")
    void anyCorrelationsHaveParameters(Matrix correlations) {
        UnitRows any = UnitRows.ofRank(correlations.rows(), correlations.rows());

        assertAgrees(any.matrix(any.parametersOf(correlations)), correlations, 1e-12);
    }

    @Test
    void theRankIsKept() {
        UnitRows rows = UnitRows.ofRank(5, 2);

        double[] eigenvalues = Jacobi.eigenvalues(
                rows.matrix(rows.parametersOf(correlations(Draws.seeded(2).covariance(5)))));

        assertAgrees(Arrays.copyOf(eigenvalues, 3), new double[3], 1e-12, 1);
        assertThat(eigenvalues[3]).isGreaterThan(0.1);
    }

    /** Two outputs that are independent cannot be so beside a third one of rank 2; it starts somewhere. */
    @Test
    void aRowWithoutDirectionStartsAtItsPole() {
        UnitRows rows = UnitRows.ofRank(3, 2);

        assertThat(rows.parametersOf(Matrix.identity(3))).hasSize(2).doesNotContain(Double.NaN);
        assertThat(rows.parametersOf(Matrix.zeros(3, 3))).containsOnly(0);
        assertThat(UnitRows.plusDiagonal(3, 1).parametersOf(Matrix.zeros(3, 3))).containsOnly(0);
    }

    /** From a stationary point, along a small part of the escape, ⟨A, C⟩ rises. */
    @Test
    void theEscapesGain() {
        Matrix adjoint = Draws.seeded(8).symmetric(3);
        for (UnitRows form : List.of(UnitRows.plusDiagonal(3, 1), UnitRows.plusDiagonal(3, 2))) {
            double[] saddle = new double[form.parameterCount()];
            double before = Products.inner(adjoint, form.matrix(saddle));

            double[] escaped = form.escape(saddle, adjoint).orElseThrow();

            assertThat(form.pullback(saddle, adjoint)).containsOnly(0);
            assertThat(Products.inner(adjoint, form.matrix(escaped))).isGreaterThan(before);
        }
    }

    /** All outputs alike, where a part of their own for the second would gain. */
    @Test
    void aHeywoodCaseIsLeftWhereThatGains() {
        UnitRows form = UnitRows.plusDiagonal(3, 1);
        double[] heywood = {1, QUARTER, 1};
        Matrix apart = Matrix.zeros(3, 3);
        apart.set(0, 1, -1);
        apart.set(1, 0, -1);

        double[] escaped = form.escape(heywood, apart).orElseThrow();

        assertThat(form.pullback(heywood, apart)[1]).isCloseTo(0, within(1e-15));
        assertThat(escaped[1]).isLessThan(QUARTER - 0.1);
        assertThat(escaped[0]).isCloseTo(1, within(1e-12));
        assertThat(form.escape(heywood, apart.times(-1))).isEmpty();
    }

    @Test
    void aSingularMatrixIsLeftWhereThatGains() {
        UnitRows any = UnitRows.ofRank(2, 2);
        Matrix apart = Matrix.wrap(2, 2, new double[] {0, -1, -1, 0});

        double[] escaped = any.escape(new double[] {QUARTER}, apart).orElseThrow();

        assertThat(any.matrix(escaped).get(0, 1)).isBetween(0.5, 0.999);
        assertThat(any.escape(new double[] {QUARTER}, apart.times(-1))).isEmpty();
        assertThat(any.escape(new double[] {1}, apart)).isEmpty();
    }

    private static Matrix correlations(Matrix covariance) {
        double[] inverse =
                Arrays.stream(covariance.diagonal()).map(v -> 1 / Math.sqrt(v)).toArray();
        return covariance.scaled(inverse, inverse);
    }
}
