package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.coregion.ParameterLimits;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which parts of the rows a run climbs to all of them. */
class LevelsTest {
    /** Rows and blocks of the levels below all rows. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 0",
        "19, 0, 0, 0, 0",
        "20, 20, 2, 0, 0",
        "199, 199, 2, 0, 0",
        "200, 200, 2, 0, 0",
        "500, 500, 4, 0, 0",
        "768, 768, 4, 0, 0",
        "1000, 1000, 8, 1000, 4",
        "2000, 1000, 8, 2000, 4",
        "5000, 1000, 8, 5000, 4"
    })
    void smallBlocksAndThenQuartersComeFirst(int size, int rows, int blocks, int next, int quarters) {
        List<FitProblem> levels = levels(new SquaredExponential(1), size, 2, EngineName.SPECTRAL);

        assertThat(levels).hasSize(1 + Math.min(1, rows) + Math.min(1, next));
        if (rows > 0) {
            assertIsInBlocks(levels.get(0), rows, blocks);
        }
        if (next > 0) {
            assertIsInBlocks(levels.get(1), next, quarters);
        }
    }

    /** M is 1 within a block for a lengthscale beyond all distances, so that its rank is the number of blocks. */
    private static void assertIsInBlocks(FitProblem level, int rows, int blocks) {
        SquaredExponential flat = new SquaredExponential(1e9);

        assertThat(level.size()).isEqualTo(rows);
        assertThat(level.engines().engine(flat).rank()).hasValue(blocks);
    }

    @ParameterizedTest
    @CsvSource({"GRID, 32, 32, 256", "GRID, 512, 512, 256", "SPECTRAL, 30, 30, 256"})
    void aPartOfTheRowsComesFirstOnAGridOrWhereOutputsAreMissing(EngineName engine, int rows, int columns, int most) {
        FitProblem whole = grid(rows, columns, engine);

        FitProblem first = Levels.of(whole).get(0);

        assertThat(first.size()).isBetween(most / 2, most);
        assertThat(first.isWhole()).isFalse();
    }

    @Test
    void aGivenMatrixHasNoPart() {
        Kernel kernel = Sum.of(Precomputed.of(Matrix.identity(100).toArray()), new SquaredExponential(1));

        assertThat(levels(kernel, 100, 1, EngineName.AUTO)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1000, 2", "8192, 2", "8193, 3", "131072, 3", "131073, 4"})
    void climbsBySixteenWhereTimeIsLinear(int size, int count) {
        List<FitProblem> levels = levels(new Matern12(1), size, 1, EngineName.AUTO);

        assertThat(levels).hasSize(count);
        for (int i = 0; i + 1 < count; i++) {
            assertThat(levels.get(i).size()).isLessThanOrEqualTo(256 << (4 * i));
        }
    }

    @Test
    void onlyTheLastLevelIsWholeAndEachIsLargerThanTheOneBefore() {
        List<FitProblem> levels = levels(new Matern12(1), 20_000, 1, EngineName.AUTO);

        int before = 0;
        for (int i = 0; i < levels.size(); i++) {
            FitProblem level = levels.get(i);
            assertThat(level.isWhole()).isEqualTo(i == levels.size() - 1);
            assertThat(level.size()).isGreaterThan(before);
            before = level.size();
        }
        assertThat(before).isEqualTo(20_000);
    }

    @Test
    void aPartHasTheRowsOfItsInputs() {
        FitProblem whole = problem(new SquaredExponential(1), 100, 2, EngineName.SPECTRAL);
        FitProblem part = whole.thinned(30);

        assertThat(part.size()).isEqualTo(25);
        assertThat(part.valueCount()).isEqualTo(50);
        for (int t = 0; t < part.size(); t++) {
            assertThat(part.outputs().row(t))
                    .isEqualTo(
                            new double[] {part.inputs().get(t, 0), part.inputs().get(t, 1)});
        }
        assertThat(part.basis().rows()).isEqualTo(25);
        assertThat(whole.thinned(100)).isSameAs(whole);
    }

    /** What is demanded of the mean holds at a part of the rows, unless a function has no value there. */
    @Test
    void aPartKeepsTheDemandsOnTheFunctionsThatItHas() {
        FitProblem line = problem(new SquaredExponential(1), 100, 2, EngineName.SPECTRAL);
        double infinity = Double.POSITIVE_INFINITY;
        ParameterLimits limits =
                new ParameterLimits(new double[] {3, -infinity}, new double[] {3, infinity}, new int[] {0, 1});
        ConstrainedMean mean = new ConstrainedMean(
                limits, new TreeMap<>(), Matrix.diagonal(10), new double[] {1, 1}, Matrix.zeros(1, 2));
        FitProblem whole = line.under(Restrictions.none(2).withMean(Optional.of(mean)));
        FitProblem part = whole.thinned(30);
        int[] rows = RowSample.of(whole.inputs(), 30);
        Matrix withoutPart = whole.basis().copy();
        IntStream.of(rows).forEach(row -> withoutPart.set(row, 0, 0));

        MeanOptimum best = part.restrictions().mean().orElseThrow().best(Matrix.zeros(1, 2), Matrix.identity(2));

        // The mean of the first output is 3 times the function 1 = 10 · 0.1 at the rows of either.
        for (int t = 0; t < part.size(); t++) {
            assertThat(part.basis().get(t, 0) * best.ofBasis().get(0, 0)).isCloseTo(3, within(1e-13));
        }
        FitProblem unseen = new FitProblem(
                whole.inputs(),
                whole.outputs(),
                withoutPart,
                false,
                whole.coregionalization(),
                whole.noise(),
                whole.restrictions(),
                whole.engines(),
                Detail.WHOLE);
        assertThat(unseen.thinned(30).basis().columns()).isZero();
        assertThat(unseen.thinned(30).restrictions().mean()).isEmpty();
    }

    private static List<FitProblem> levels(Kernel kernel, int size, int columns, EngineName engine) {
        return Levels.of(problem(kernel, size, columns, engine));
    }

    /** A grid of inputs; for an engine that does not ask for one, some outputs are missing. */
    private static FitProblem grid(int rows, int columns, EngineName engine) {
        Matrix inputs = Matrix.zeros(rows * columns, 2);
        for (int t = 0; t < rows * columns; t++) {
            inputs.set(t, 0, Math.floorDiv(t, columns));
            inputs.set(t, 1, t % columns);
        }
        Matrix outputs = Matrix.zeros(rows * columns, 2);
        for (int t = 0; t < outputs.rows() && engine != EngineName.GRID; t += 3) {
            outputs.set(t, 0, Double.NaN);
        }
        return problem(new SquaredExponential(1), inputs, outputs, engine);
    }

    /** The outputs are the inputs, once or twice. */
    private static FitProblem problem(Kernel kernel, int size, int columns, EngineName engine) {
        Matrix inputs = Draws.seeded(size).uniform(size, columns, 0, 1);
        Matrix outputs = Matrix.zeros(size, 2);
        for (int t = 0; t < size; t++) {
            outputs.set(t, 0, inputs.get(t, 0));
            outputs.set(t, 1, inputs.get(t, columns - 1));
        }
        return problem(kernel, inputs, outputs, engine);
    }

    private static FitProblem problem(Kernel kernel, Matrix inputs, Matrix outputs, EngineName engine) {
        return FitProblem.of(
                inputs,
                outputs,
                Samples.ones(inputs.rows()),
                new FullCovariance(0, 0),
                new LogDiagonal(1e-8, 1e-8),
                EnginePlan.of(engine, kernel, inputs, 3, BackendChoice.fastest()));
    }
}
