package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.Product;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which engine serves which data, and why. */
final class EnginePlanTest {
    private static final String STRUCTURE_OF_A_GRID =
            "the inputs are a complete grid and the kernel is a product over its axes";
    private static final String LINEAR_TIME = "one input column and a kernel with a state-space form take linear time";
    private static final String FEW_EIGENVECTORS =
            "few eigenvectors carry the kernel's matrix: it is smooth, or inputs repeat";
    private static final String FEW_ROWS = "so few rows that linear time gains nothing";
    private static final String NOTHING = "nothing in the inputs or the kernel to make use of";

    private record Case(String engine, String reason, Kernel kernel, Matrix inputs) {
        EnginePlan plan() {
            return EnginePlanTest.plan(EngineName.AUTO, kernel, inputs);
        }

        @Override
        public String toString() {
            return engine + ": " + kernel + " at " + inputs.rows() + "×" + inputs.columns();
        }
    }

    static Stream<Case> cases() {
        Kernel sum = Sum.of(new Matern12(0.1), new Matern52(1));
        Matrix grid = shuffledGrid(7, 9);
        Matrix matrixOfFive = Draws.seeded(3).covariance(5);
        return Stream.of(
                new Case("grid", STRUCTURE_OF_A_GRID, new SquaredExponential(1), grid),
                new Case("grid", STRUCTURE_OF_A_GRID, new SquaredExponential(1, 2), grid),
                new Case("grid", STRUCTURE_OF_A_GRID, Product.of(new Matern12(1).on(0), new Matern52(2).on(1)), grid),
                new Case("grid", STRUCTURE_OF_A_GRID, new SquaredExponential(1), shuffledGrid(40, 40)),
                new Case("state-space", LINEAR_TIME, new Matern12(1), line(1000)),
                new Case("state-space", LINEAR_TIME, new Matern32(1), line(1000)),
                new Case("state-space", LINEAR_TIME, new Matern52(1), line(5000)),
                new Case("state-space", LINEAR_TIME, sum, line(1000)),
                new Case("low-rank", FEW_EIGENVECTORS, new SquaredExponential(1), line(100)),
                new Case("low-rank", FEW_EIGENVECTORS, new SquaredExponential(1), line(2000)),
                new Case("low-rank", FEW_EIGENVECTORS, new SquaredExponential(3, 4), scattered(600, 2)),
                new Case("spectral", NOTHING, new SquaredExponential(1), line(99)),
                new Case("spectral", NOTHING, new SquaredExponential(0.001), line(200)),
                new Case("spectral", FEW_ROWS, new Matern52(0.1), line(300)),
                new Case("spectral", NOTHING, new Matern12(1), scattered(300, 2)),
                new Case("spectral", NOTHING, new Matern32(1), grid),
                new Case("spectral", NOTHING, new SquaredExponential(1), withoutACorner(grid)),
                new Case("spectral", NOTHING, Precomputed.of(matrixOfFive.toArray()), Matrix.zeros(5, 0)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStructureOfTheDataDecides(Case of) {
        EnginePlan plan = of.plan();

        assertThat(plan.engine(of.kernel).name()).isEqualTo(of.engine);
        assertThat(plan.reason(of.engine)).isEqualTo(of.reason);
        assertThat(EnginePlan.automatic(of.kernel, of.inputs).name()).isEqualTo(of.engine);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyLinearTimeMakesAnotherKernelAsCheapAsAnotherK(Case of) {
        assertThat(of.plan().isLinear()).isEqualTo(of.engine.equals("state-space"));
    }

    @Test
    void theParametersOfTheKernelDecideWhereItsRankIsLow() {
        Matrix inputs = line(300);
        EnginePlan plan = plan(EngineName.AUTO, new SquaredExponential(1), inputs);

        assertThat(plan.engine(new SquaredExponential(1)).name()).isEqualTo("low-rank");
        assertThat(plan.engine(new SquaredExponential(1e-3)).name()).isEqualTo("spectral");
    }

    @Test
    void onlyAKernelOfLowRankHasAMatrixNearItsOwn() {
        Matrix inputs = line(300);
        Kernel smooth = new SquaredExponential(1);
        EnginePlan plan = plan(EngineName.AUTO, smooth, inputs);

        Engine near = plan.near(smooth).orElseThrow().engine(smooth);

        assertThat(near.name()).isEqualTo("low-rank");
        assertThat(near.rank().orElseThrow())
                .isLessThan(plan.engine(smooth).rank().orElseThrow());
        assertThat(plan.near(smooth)
                        .orElseThrow()
                        .engine(new SquaredExponential(1e-3))
                        .name())
                .isEqualTo("spectral");
        assertThat(plan.near(new SquaredExponential(1e-3))).isEmpty();
        assertThat(plan(EngineName.AUTO, smooth, line(3000)).near(new SquaredExponential(1e-4)))
                .isEmpty();
        assertThat(plan(EngineName.AUTO, smooth, line(99)).near(smooth)).isEmpty();
        assertThat(plan(EngineName.SPECTRAL, smooth, inputs).near(smooth)).isEmpty();
        assertThat(plan(EngineName.LOW_RANK, smooth, inputs).near(smooth)).isPresent();
    }

    @Test
    void aMatrixThroughSomeRowsKeepsThemForEveryKernel() {
        Kernel kernel = new Matern52(0.4);
        EnginePlan plan = plan(EngineName.AUTO, kernel, scattered(300, 2));

        EnginePlan through = plan.throughPivots(kernel, 1e-2).orElseThrow();

        int rank = through.engine(kernel).rank().orElseThrow();
        assertThat(rank).isBetween(10, 99);
        assertThat(through.engine(new Matern52(0.2)).rank()).hasValue(rank);
        assertThat(through.cost(3, 1).rank()).isEqualTo(rank);
        assertThat(through.cost(3, 1).kernel().total())
                .isLessThan(plan.cost(3, 1).kernel().total());
        assertThat(plan.throughPivots(kernel, 1e-3)
                        .orElseThrow()
                        .engine(kernel)
                        .rank()
                        .orElseThrow())
                .isGreaterThan(rank);
    }

    @Test
    void aMatrixThroughSomeRowsIsLeftToFewOfThemAndCompleteData() {
        Kernel kernel = new Matern52(0.4);
        Matrix inputs = scattered(300, 2);

        assertThat(plan(EngineName.AUTO, kernel, inputs).throughPivots(kernel, 1e-6))
                .isEmpty();
        assertThat(plan(EngineName.AUTO, kernel, inputs).throughPivots(new Matern52(1e-3), 1e-2))
                .isEmpty();
        assertThat(plan(EngineName.SPECTRAL, kernel, inputs).throughPivots(kernel, 1e-2))
                .isEmpty();
        assertThat(plan(EngineName.AUTO, kernel, scattered(99, 2)).throughPivots(kernel, 1e-2))
                .isEmpty();
    }

    @Test
    void fewRowsTakeLinearTimeOnlyIfAsked() {
        Matrix inputs = line(999);

        assertThat(plan(EngineName.AUTO, new Matern12(1), inputs).isLinear()).isFalse();
        EnginePlan asked = plan(EngineName.STATE_SPACE, new Matern12(1), inputs);
        assertThat(asked.isLinear()).isTrue();
        assertThat(asked.reason("state-space")).isEqualTo("asked for");
    }

    @Test
    void aPartOfTheRowsIsPlannedAnew() {
        Matrix inputs = line(1000);
        EnginePlan automatic = plan(EngineName.AUTO, new Matern12(1), inputs);
        EnginePlan asked = plan(EngineName.STATE_SPACE, new Matern12(1), inputs);
        int[] part = IntStream.range(0, 200).toArray();

        assertThat(automatic.forPart(part).isLinear()).isFalse();
        assertThat(automatic.forPart(part).engine(new Matern12(1)).name()).isEqualTo("spectral");
        assertThat(asked.forPart(part).engine(new Matern12(1)).name()).isEqualTo("state-space");
        assertThat(asked.forPart(part).reason("state-space")).isEqualTo("asked for");
    }

    @Test
    void aGridThatWasAskedForGivesWayOnAPartOfTheRows() {
        Matrix grid = shuffledGrid(7, 9);
        Kernel kernel = new SquaredExponential(0.3);
        EnginePlan plan = plan(EngineName.GRID, kernel, grid);

        assertThat(plan.engine(kernel).name()).isEqualTo("grid");
        assertThat(plan.reason("grid")).isEqualTo("asked for");
        EnginePlan part = plan.forPart(IntStream.range(1, grid.rows()).toArray());
        assertThat(part.engine(kernel).name()).isEqualTo("spectral");
        assertThat(part.reason("spectral")).isEqualTo(NOTHING);
    }

    @Test
    void aGridGivesWayWhereRowsHaveNoiseOfTheirOwn() {
        Matrix grid = shuffledGrid(7, 9);
        Kernel kernel = new SquaredExponential(0.3);
        double[] variances = new double[grid.rows()];
        Arrays.fill(variances, 1);
        RowNoise equal = RowNoise.of(variances);
        variances[3] = 0.5;
        RowNoise unequal = RowNoise.of(variances);

        assertThat(EnginePlan.automatic(kernel, Rows.of(grid).with(equal), BackendChoice.fastest())
                        .name())
                .isEqualTo("grid");
        assertThat(EnginePlan.automatic(kernel, Rows.of(grid).with(unequal), BackendChoice.fastest())
                        .name())
                .isEqualTo("spectral");
        assertRefused(
                () -> EnginePlan.of(EngineName.GRID, kernel, Rows.of(grid).with(unequal), 2, BackendChoice.fastest()),
                "grid engine",
                "relative noise variances");
    }

    @Test
    void fewMissingOutputsLeaveTheEngineAsItIs() {
        Matrix grid = shuffledGrid(7, 9);
        Kernel kernel = new SquaredExponential(0.3);
        MissingPattern few = new MissingPattern(3 * 63, 9);
        EnginePlan plan = plan(EngineName.AUTO, kernel, grid, few);

        assertThat(plan.engine(kernel).name()).isEqualTo("grid");
        assertThat(plan.reason("grid")).isEqualTo(STRUCTURE_OF_A_GRID + ", and 9 of 189 outputs are missing");
        Matrix inputs = line(200);
        Kernel rough = new SquaredExponential(0.001);
        EnginePlan spectral = plan(EngineName.AUTO, rough, inputs, new MissingPattern(600, 30));
        assertThat(spectral.engine(rough).name()).isEqualTo("spectral");
        assertThat(spectral.reason("spectral")).isEqualTo(NOTHING + ", and 30 of 600 outputs are missing");
        assertThat(EnginePlan.automatic(
                                rough, Rows.of(inputs).with(new MissingPattern(600, 30)), BackendChoice.fastest())
                        .name())
                .isEqualTo("spectral");
    }

    @Test
    void fewObservedOutputsAreFactorised() {
        MissingPattern most = new MissingPattern(3 * 200, 450);
        Kernel kernel = new SquaredExponential(0.001);
        EnginePlan plan = plan(EngineName.AUTO, kernel, line(200), most);

        assertThat(plan.engine(kernel).name()).isEqualTo("dense");
        assertThat(plan.reason("dense"))
                .isEqualTo("the covariance of the observed outputs is the smallest matrix to factorise,"
                        + " and 450 of 600 outputs are missing");
        assertThat(plan.forPart(IntStream.range(0, 100).toArray())
                        .engine(kernel)
                        .name())
                .isEqualTo("dense");
        assertThat(plan(EngineName.AUTO, new SquaredExponential(1), line(200), most)
                        .engine(new SquaredExponential(1))
                        .name())
                .isEqualTo("dense");
        assertThat(plan(EngineName.AUTO, kernel, shuffledGrid(7, 9), new MissingPattern(189, 150))
                        .engine(kernel)
                        .name())
                .isEqualTo("dense");
        assertThat(plan(EngineName.SPECTRAL, kernel, line(200), most)
                        .engine(kernel)
                        .name())
                .isEqualTo("spectral");
    }

    @Test
    void aGivenMatrixIsCheckedWhereItsObservedRowsAreFew() {
        Kernel kernel = Precomputed.of(new double[][] {{1, 2, 0}, {2, 1, 0}, {0, 0, 1}});
        EnginePlan plan = plan(EngineName.AUTO, kernel, Matrix.zeros(3, 0), new MissingPattern(9, 8));

        assertRefused(() -> plan.engine(kernel), "kernel matrix", "not positive semidefinite");
    }

    @Test
    void linearTimeServesMissingOutputsWhereItCostsLess() {
        MissingPattern some = new MissingPattern(3 * 1000, 150);
        Kernel rough = new Matern12(1);
        Kernel wide = Sum.of(new Matern52(1), new Matern52(2), new Matern52(3), new Matern52(4));
        EnginePlan plan = plan(EngineName.AUTO, rough, line(1000), some);

        assertThat(plan.isLinear()).isTrue();
        assertThat(plan.engine(rough).name()).isEqualTo("state-space");
        assertThat(plan.reason("state-space")).isEqualTo(LINEAR_TIME + ", and 150 of 3000 outputs are missing");
        assertThat(plan(EngineName.AUTO, rough, line(999), new MissingPattern(3 * 999, 150))
                        .isLinear())
                .isFalse();
        // 36 states of all outputs beat a decomposition, 72 do not, and a few observed values are less work than both.
        assertThat(plan(EngineName.AUTO, wide, line(1000), some).isLinear()).isTrue();
        assertThat(plan(EngineName.AUTO, wide, line(1000), new MissingPattern(6 * 1000, 20))
                        .isLinear())
                .isFalse();
        assertThat(plan(EngineName.AUTO, wide, line(1000), new MissingPattern(3 * 1000, 2900))
                        .isLinear())
                .isFalse();
    }

    @Test
    void linearTimeServesMissingOutputsThatNothingElseHolds() {
        MissingPattern half = new MissingPattern(200_000, 100_000);

        assertThat(plan(EngineName.AUTO, new Matern12(1), line(999), half).isLinear())
                .isTrue();
        assertThat(plan(EngineName.STATE_SPACE, new Matern12(1), line(20), new MissingPattern(60, 1))
                        .isLinear())
                .isTrue();
    }

    @Test
    void refusesAGridWhereThereIsNone() {
        Matrix grid = shuffledGrid(7, 9);

        assertRefused(
                () -> plan(EngineName.GRID, new SquaredExponential(1), withoutACorner(grid)),
                "The 62 rows are no complete grid of two input columns or more",
                "one of 7×9 rows");
        assertRefused(
                () -> plan(EngineName.GRID, new Matern32(1), grid),
                "The kernel matern32[1.0] is no product of kernels of single columns");
        assertRefused(() -> plan(EngineName.GRID, new Matern32(1), line(20)), "The 20 rows are no complete grid");
    }

    @Test
    void refusesLinearTimeWhereThereIsNoStateSpace() {
        assertRefused(
                () -> plan(EngineName.STATE_SPACE, new SquaredExponential(1), line(20)),
                "se",
                "over 1 input columns has no state-space form");
        assertRefused(
                () -> plan(EngineName.STATE_SPACE, new Matern12(1), scattered(20, 2)),
                "matern12",
                "over 2 input columns has no state-space form");
    }

    @Test
    void refusesTheLowRankOfAGivenMatrix() {
        Kernel kernel = Precomputed.of(Draws.seeded(3).covariance(5).toArray());
        EnginePlan plan = plan(EngineName.LOW_RANK, kernel, Matrix.zeros(5, 0));

        assertRefused(() -> plan.engine(kernel), "over 5 rows is given");
    }

    @Test
    void aLowRankThatWasAskedForMayBeLarge() {
        Matrix inputs = line(150);
        Kernel rough = new Matern12(1e-3);

        Engine engine = plan(EngineName.LOW_RANK, rough, inputs).engine(rough);

        assertThat(engine.name()).isEqualTo("low-rank");
        assertThat(engine.rank()).hasValue(150);
    }

    private static EnginePlan plan(EngineName request, Kernel kernel, Matrix inputs) {
        return EnginePlan.of(request, kernel, inputs, 3, BackendChoice.fastest());
    }

    private static EnginePlan plan(EngineName request, Kernel kernel, Matrix inputs, MissingPattern missing) {
        return EnginePlan.of(request, kernel, Rows.of(inputs).with(missing), 4, BackendChoice.fastest());
    }

    private static Matrix line(int t) {
        return scattered(t, 1);
    }

    private static Matrix scattered(int t, int q) {
        return Draws.seeded(t + q).uniform(t, q, 0, 1);
    }

    private static Matrix shuffledGrid(int... lengths) {
        Draws draws = Draws.seeded(11);
        Matrix grid = EngineProblems.grid(draws, lengths);
        return Dense.reordered(grid, draws.permutation(grid.rows()), new int[] {0, 1});
    }

    /** Without one of its rows. */
    private static Matrix withoutACorner(Matrix grid) {
        return grid.rows(IntStream.range(1, grid.rows()).toArray());
    }
}
