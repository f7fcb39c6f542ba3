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
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which parts of the rows a run climbs to all of them. */
class ClimbTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "19, 0, 0",
        "20, 10, 0",
        "300, 150, 0",
        "512, 256, 0",
        "999, 256, 0",
        "1000, 256, 500",
        "2000, 256, 1000",
        "2999, 256, 1500",
        "5000, 256, 1500"
    })
    void decomposesOneOrTwoPartsOfTheRowsFirst(int size, int coarsest, int next) {
        List<FitProblem> levels = levels(new SquaredExponential(1), size, 2, EngineName.SPECTRAL);

        assertThat(levels).hasSize(1 + Math.min(1, coarsest) + Math.min(1, next));
        if (coarsest > 0) {
            assertThat(levels.get(0).size()).isBetween(coarsest / 2, coarsest);
        }
        if (next > 0) {
            assertThat(levels.get(1).size()).isBetween(next / 2, next);
        }
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
            assertThat(level.whole()).isEqualTo(i == levels.size() - 1);
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
                true);
        assertThat(unseen.thinned(30).basis().columns()).isZero();
        assertThat(unseen.thinned(30).restrictions().mean()).isEmpty();
    }

    private static List<FitProblem> levels(Kernel kernel, int size, int columns, EngineName engine) {
        return Climb.levels(problem(kernel, size, columns, engine));
    }

    /** The outputs are the inputs, once or twice. */
    private static FitProblem problem(Kernel kernel, int size, int columns, EngineName engine) {
        Matrix inputs = Draws.seeded(size).uniform(size, columns, 0, 1);
        Matrix outputs = Matrix.zeros(size, 2);
        for (int t = 0; t < size; t++) {
            outputs.set(t, 0, inputs.get(t, 0));
            outputs.set(t, 1, inputs.get(t, columns - 1));
        }
        return FitProblem.of(
                inputs,
                outputs,
                Samples.ones(size),
                new FullCovariance(0, 0),
                new LogDiagonal(1e-8, 1e-8),
                EnginePlan.of(engine, kernel, inputs, 3, BackendChoice.fastest()));
    }
}
