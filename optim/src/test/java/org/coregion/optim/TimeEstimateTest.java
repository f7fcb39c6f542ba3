package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.engine.EngineCost.Operations;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeEstimateTest {
    private static final Backend ONE = BackendChoice.of("ejml", 1).backend();
    private static final Backend TWO = BackendChoice.of("ejml", 2).backend();

    @Test
    void secondsAreOperationsByTheRateOfTheirKind() {
        assertThat(TimeEstimate.seconds(new Operations(9e9, 0), ONE)).isEqualTo(1);
        assertThat(TimeEstimate.seconds(new Operations(0, 4e9), ONE)).isEqualTo(1);
        assertThat(TimeEstimate.seconds(new Operations(9e9, 4e9), ONE)).isEqualTo(2);
    }

    @Test
    void threadsShareWhatIsNotADecompositionByEjml() {
        assertThat(TimeEstimate.seconds(new Operations(9e9, 4e9), TWO)).isEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 100, 255, 511, 999})
    void aFourthMoreRowsNeverTakesLess(int rows) {
        TimeEstimate few = estimate(levels(new Matern52(1, 1), rows));
        TimeEstimate more = estimate(levels(new Matern52(1, 1), rows + rows / 4));

        assertThat(more.seconds()).isGreaterThan(few.seconds());
        assertThat(more.bytes()).isGreaterThan(few.bytes());
    }

    @Test
    void everyRunAndTheSearchForAStartCount() {
        List<SearchPlan> levels = levels(new Matern52(1, 1), 600);
        double one = TimeEstimate.of(levels, false, 1).seconds();

        assertThat(one)
                .isCloseTo(levels.stream().mapToDouble(TimeEstimate::seconds).sum(), within(1e-12 * one));
        assertThat(TimeEstimate.of(levels, false, 3).seconds()).isCloseTo(3 * one, within(1e-12 * one));
        assertThat(TimeEstimate.of(levels, true, 1).seconds()).isBetween(one, 2 * one);
    }

    @Test
    void theHeapIsThatOfTheLargestLevel() {
        List<SearchPlan> levels = levels(new Matern52(1, 1), 600);

        assertThat(estimate(levels).bytes()).isEqualTo(4 * 8 * 600.0 * 600);
    }

    @Test
    void saysRowsOutputsEngineSearchTimeAndHeap() {
        SearchPlan whole = last(levels(new Matern52(1, 1), 600));

        assertThat(new TimeEstimate(41.2, 5.8e8).announcement(whole))
                .isEqualTo("600 rows, 2 outputs, spectral engine, profile search: about 41 s and 0.6 GB of heap");
        assertThat(new TimeEstimate(1.23, 2e6).announcement(whole)).endsWith(": about 1.2 s and 2 MB of heap");
        assertThat(new TimeEstimate(1800, 2e6).announcement(whole)).endsWith(": about 30 min and 2 MB of heap");
        assertThat(new TimeEstimate(18e3, 2e6).announcement(whole)).endsWith(": about 5 h and 2 MB of heap");
    }

    @Test
    void saysARankThatIsAssumed() {
        SearchPlan whole = last(levels(new SquaredExponential(1), 600));

        assertThat(new TimeEstimate(20, 2e9).announcement(whole))
                .matches("600 rows, 2 outputs, low-rank engine of rank [1-9][0-9]+ or so, profile search: .*");
    }

    @Test
    void onlyLongTimesAreWorthTelling() {
        assertThat(new TimeEstimate(9.9, 0).isLong()).isFalse();
        assertThat(new TimeEstimate(10, 0).isLong()).isTrue();
    }

    /** Ten seconds more than expected for the first level make the rest that much longer. */
    @Test
    void aLevelCorrectsTheRest() {
        List<SearchPlan> levels = levels(new Matern52(1, 1), 800);
        double first = TimeEstimate.seconds(levels.get(0));
        double rest = levels.stream().skip(1).mapToDouble(TimeEstimate::seconds).sum();
        double factor = 1e3;
        double took = factor * (first + 1) - 1;

        Optional<String> correction = TimeEstimate.correction(levels, 0, took);

        assertThat(levels).hasSize(3);
        assertThat(correction.orElseThrow())
                .startsWith("Level 1 of 3 took ")
                .contains(String.format("where %.1f s were expected; the rest will take about ", first))
                .endsWith(words(factor * rest));
        assertThat(TimeEstimate.correction(levels, 0, first)).isEmpty();
    }

    private static String words(double seconds) {
        String words = new TimeEstimate(seconds, 0).announcement(last(levels(new Matern52(1, 1), 30)));
        return words.replaceAll(".*: about (.*) and .*", "$1");
    }

    private static TimeEstimate estimate(List<SearchPlan> levels) {
        return TimeEstimate.of(levels, true, 1);
    }

    private static SearchPlan last(List<SearchPlan> levels) {
        return levels.get(levels.size() - 1);
    }

    private static List<SearchPlan> levels(Kernel kernel, int rows) {
        Matrix inputs = Draws.seeded(1).uniform(rows, kernel.logParameters().length, 0, 10);
        FitProblem problem = FitProblem.of(
                inputs,
                Matrix.zeros(rows, 2),
                Samples.ones(rows),
                new FullCovariance(0, 0),
                new LogDiagonal(1e-8, 1e-8),
                EnginePlan.of(EngineName.AUTO, kernel, inputs, 3, ONE));
        return SearchPlan.of(Levels.of(problem), kernel.logParameters().length);
    }
}
