package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.engine.EngineCost.Operations;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EngineCostTest {
    private static final Backend BACKEND = BackendChoice.of("ejml", 1).backend();

    private static final int D = 3;

    /** A plan for a kernel as a function of a size. */
    private record Case(String name, Kernel kernel, IntFunction<EnginePlan> plan) {
        EngineCost at(int size) {
            return plan.apply(size).cost(D, 2);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Kernel rough = new Matern52(2, 2);
        // Of full rank: that of a smoother one would not grow with the rows.
        Kernel smooth = new SquaredExponential(0.02);
        Kernel product = new SquaredExponential(2, 2);
        Kernel sum = Sum.of(new Matern12(1), new Matern52(5));
        return Stream.of(
                scattered("spectral", EngineName.SPECTRAL, rough, false),
                scattered("low rank", EngineName.LOW_RANK, smooth, false),
                scattered("state space", EngineName.STATE_SPACE, new Matern52(1), false),
                scattered("sum", EngineName.STATE_SPACE, sum, false),
                scattered("dense", EngineName.DENSE, rough, false),
                scattered("automatic", EngineName.AUTO, rough, false),
                scattered("dense with gaps", EngineName.DENSE, rough, true),
                scattered("spectral with gaps", EngineName.SPECTRAL, rough, true),
                scattered("state space with gaps", EngineName.STATE_SPACE, sum, true),
                new Case("grid", product, side -> plan(EngineName.GRID, product, onGrid(side), 0)),
                new Case(
                        "blocks",
                        rough,
                        t -> plan(EngineName.SPECTRAL, rough, inputs(t, 2), 0).inBlocks(16)));
    }

    private static Case scattered(String name, EngineName engine, Kernel kernel, boolean isMissing) {
        int columns = engine == EngineName.LOW_RANK || engine == EngineName.STATE_SPACE ? 1 : 2;
        return new Case(name, kernel, t -> plan(engine, kernel, inputs(t, columns), isMissing ? t : 0));
    }

    /** All but blocks, which a row more may halve. */
    static Stream<Case> monotone() {
        return cases().filter(of -> !of.name.equals("blocks"));
    }

    @ParameterizedTest
    @MethodSource("monotone")
    void moreRowsNeverCostLess(Case of) {
        for (int t : new int[] {4, 5, 20, 31, 32, 33, 60}) {
            EngineCost few = of.at(t);
            EngineCost more = of.at(t + 1);

            assertThat(more.kernel().total()).isGreaterThan(few.kernel().total());
            assertThat(more.evaluation().total())
                    .isGreaterThanOrEqualTo(few.evaluation().total());
            assertThat(more.bytes()).isGreaterThan(few.bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfTheEngineThatServes(Case of) {
        assertThat(of.at(9).engine().label())
                .isEqualTo(of.plan.apply(9).engine(of.kernel).name());
    }

    @Test
    void aDecompositionGrowsWithTheThirdPowerAndAFilterWithTheFirst() {
        double spectral = ratio("spectral", 60, 120);
        double filter = ratio("state space", 600, 1200);

        assertThat(spectral).isBetween(4.0, 8.0);
        assertThat(filter).isBetween(1.9, 2.0);
    }

    private static double ratio(String name, int one, int other) {
        Case of = cases().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
        return of.at(other).kernel().total() / of.at(one).kernel().total();
    }

    @Test
    void blocksCostWhatTheirOwnMatricesDo() {
        EnginePlan whole = plan(EngineName.SPECTRAL, new Matern52(2, 2), inputs(400, 2), 0);
        EngineCost quarters = whole.inBlocks(100).cost(D, 2);
        EngineCost all = whole.cost(D, 2);

        assertThat(quarters.kernel().large())
                .isBetween(all.kernel().large() / 16, all.kernel().large() / 15);
        assertThat(quarters.evaluation()).isEqualTo(all.evaluation());
        assertThat(quarters.bytes()).isCloseTo(all.bytes() / 4, within(1.0));
    }

    @Test
    void blocksOfLowRankGrowWithTheRows() {
        Kernel smooth = new SquaredExponential(5);
        EngineCost few =
                plan(EngineName.AUTO, smooth, inputs(1600, 1), 0).inBlocks(400).cost(D, 1);
        EngineCost many =
                plan(EngineName.AUTO, smooth, inputs(3200, 1), 0).inBlocks(800).cost(D, 1);

        assertThat(many.kernel().total() / few.kernel().total()).isBetween(1.9, 2.3);
        assertThat(many.evaluation()).isEqualTo(few.evaluation());
    }

    @Test
    void missingOutputsCostWithEveryEvaluation() {
        Matrix inputs = inputs(50, 2);
        EngineCost complete =
                plan(EngineName.SPECTRAL, new Matern52(2, 2), inputs, 0).cost(D, 2);
        EngineCost some =
                plan(EngineName.SPECTRAL, new Matern52(2, 2), inputs, 10).cost(D, 2);

        assertThat(some.kernel()).isEqualTo(complete.kernel());
        assertThat(some.evaluation().plain()).isEqualTo(complete.evaluation().plain());
        assertThat(some.evaluation().large()).isEqualTo(2 * (1000 + 100 * 50 * D));
        assertThat(some.bytes()).isGreaterThan(complete.bytes());
    }

    /** Where the engine depends on the kernel, a sample of the rows tells. */
    @Test
    void theRankIsFourTimesThatOfSomeRowsAtTheFamilysParameters() {
        Matrix inputs = inputs(3000, 1);
        EngineCost smooth =
                plan(EngineName.AUTO, new SquaredExponential(3), inputs, 0).cost(D, 1);
        EngineCost rough =
                plan(EngineName.AUTO, new SquaredExponential(1e-3), inputs, 0).cost(D, 1);
        int rank = SpectralEngine.lowRank(new SquaredExponential(3), inputs, 100, BACKEND)
                .flatMap(engine -> engine.rank().stream().boxed().findFirst())
                .orElseThrow();

        assertThat(smooth.engine()).isEqualTo(EngineName.LOW_RANK);
        assertThat(smooth.rank()).isBetween(4 * (rank - 2), 4 * rank);
        assertThat(rough.engine()).isEqualTo(EngineName.SPECTRAL);
        assertThat(rough.rank()).isEqualTo(3000);
    }

    @Test
    void fewObservedValuesAreTakenAtOnce() {
        Matrix inputs = inputs(60, 2);

        EngineCost few = plan(EngineName.AUTO, new Matern52(2, 2), inputs, 150).cost(D, 2);
        EngineCost many = plan(EngineName.AUTO, new Matern52(2, 2), inputs, 10).cost(D, 2);

        assertThat(few.engine()).isEqualTo(EngineName.DENSE);
        assertThat(few.evaluation()).isEqualTo(new Operations(2 * 4.5 * 30 * 30 * 30, 0));
        assertThat(many.engine()).isEqualTo(EngineName.SPECTRAL);
    }

    @Test
    void operationsAddUp() {
        Operations some = new Operations(1, 2);

        assertThat(some.plus(new Operations(10, 20))).isEqualTo(new Operations(11, 22));
        assertThat(some.times(3)).isEqualTo(new Operations(3, 6));
        assertThat(some.total()).isEqualTo(3);
    }

    private static EnginePlan plan(EngineName engine, Kernel kernel, Matrix inputs, long missing) {
        MissingPattern pattern =
                missing == 0 ? MissingPattern.none() : new MissingPattern((long) inputs.rows() * D, missing);
        return EnginePlan.of(engine, kernel, Rows.of(inputs).with(pattern), D + 1, BACKEND);
    }

    private static Matrix inputs(int rows, int columns) {
        return Draws.seeded(1).uniform(rows, columns, 0, 10);
    }

    /** Of so many points along each axis. */
    private static Matrix onGrid(int side) {
        return Matrix.copyOf(
                IntStream.range(0, side * side)
                        .mapToObj(i -> new double[] {i % side, Math.floorDiv(i, side)})
                        .toArray(double[][]::new),
                "inputs");
    }
}
