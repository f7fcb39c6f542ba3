package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Sum;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a fit warns of what the data hardly determine, and when not. */
class DeterminacyTest {
    private static final String WARNING = "the data hardly determine";

    private static List<String> warnings(FitResult fit) {
        return fit.warnings().stream().filter(text -> text.startsWith(WARNING)).toList();
    }

    private static String warning(MultiOutputData data, GpModel model, GpParameters at) {
        return Determinacy.warning(new FitSetup(data, model, FitOptions.withDefaults()), at, Set.of())
                .orElse("");
    }

    private static MultiOutputData sample(int seed) {
        int t = 40 + 40 * (seed % 4);
        return new Samples(seed)
                .data(t, 1 + seed % 3, 1 + seed % 2, seed % 2 == 0 ? new Matern52(2) : new Matern32(3), 0.1);
    }

    @Test
    void fitsOfOrdinaryDataAreDetermined() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(warnings(Fitter.fit(sample(seed)))).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"synthetic,1", "soil-metals,2", "us-unemployment,1"})
    void soAreThoseOfTheDataSets(String name, int inputs) throws IOException {
        double[][] rows = Files.readAllLines(Path.of("..", "datasets", name, "data.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(field -> field.isEmpty() ? Double.NaN : Double.parseDouble(field))
                        .toArray())
                .toArray(double[][]::new);
        double[][] x =
                Arrays.stream(rows).map(row -> Arrays.copyOf(row, inputs)).toArray(double[][]::new);
        double[][] y = Arrays.stream(rows)
                .map(row -> Arrays.copyOfRange(row, inputs, row.length))
                .toArray(double[][]::new);

        assertThat(warnings(Fitter.fit(MultiOutputData.of(x, y)))).isEmpty();
    }

    @Test
    void aSingularKAndNoiseAtItsFloorAreNoLack() {
        double[][] x = new Samples(1).inputs(90, 1);
        double[][] shared = new Samples(2).outputs(x, 3, new Matern52(2), 1, 0.1);
        double[][] exact = new Samples(3).outputs(x, 2, new Matern12(3), 2, 1e-7);

        assertThat(warnings(Fitter.fit(MultiOutputData.of(x, shared)))).isEmpty();
        assertThat(warnings(Fitter.fit(
                        MultiOutputData.of(x, exact), GpModel.withDefaults().withKernel(Matern12.ard()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whiteNoiseHasNoLengthscaleOrNoSignal(int seed) {
        MultiOutputData data =
                MultiOutputData.of(new Samples(seed).inputs(80, 1), new Samples(100 + seed).noise(80, 2));

        assertThat(Fitter.fit(data).warnings())
                .anyMatch(text -> text.contains("lengthscale (") || text.startsWith("no signal: "));
    }

    @Test
    void equalTermsOfASumAreOne() {
        GpModel model = GpModel.withDefaults().withKernel(Sum.of(new Matern52(1), new Matern52(1)));

        assertThat(warnings(Fitter.fit(new Samples(1).data(80, 2, 1, new Matern52(2), 0.3), model)))
                .singleElement()
                .asString()
                .contains("weight of term 2", "lengthscale of term 1 (not at all)");
    }

    /** Also where a fit takes a part of the rows, or linear time, or outputs are missing. */
    @ParameterizedTest
    @CsvSource({"60,false", "400,false", "400,true"})
    void signalWithoutCorrelationsIsNoise(int t, boolean isIncomplete) {
        double[][] outputs = new Samples(t).noise(t, 2);
        for (int i = 0; isIncomplete && i < t; i += 3) {
            outputs[i][1] = Double.NaN;
        }
        MultiOutputData data = MultiOutputData.of(new Samples(1).inputs(t, 1), outputs);
        double[][] half = {{0.5, 0}, {0, 0.5}};
        GpParameters at = GpParameters.of(new Matern12(1e-5), half, half, new double[2]);

        assertThat(warning(data, GpModel.withDefaults().withKernel(Matern12.ard()), at))
                .contains("noise variance of y1 (not at all)", "signal variance of y2 (not at all)", "and 1 more");
    }

    /** A short lengthscale is seen in a part of many rows, by both kinds of engine. */
    @ParameterizedTest
    @CsvSource({"STATE_SPACE,1", "SPECTRAL,2"})
    void theWholeMayDetermineWhatAPartDoesNot(EngineName engine, int inputs) {
        int t = 4000;
        double[][] x = new Samples(1).inputs(t, inputs);
        double[][] one = {{1}};
        GpParameters at =
                GpParameters.of(new Matern32(inputs == 1 ? 0.02 : 0.3), one, new double[][] {{0.3}}, new double[1]);
        MultiOutputData data = MultiOutputData.of(x, new Samples(2).noise(t, 1));
        FitSetup setup = new FitSetup(
                data,
                GpModel.withDefaults().withKernel(at.kernel()),
                FitOptions.withDefaults().withEngine(engine));

        assertThat(Determinacy.warning(setup, at, Set.of())).isEmpty();
    }

    @Test
    void aColumnThatHardlyVariesHasNoLengthscaleUnlessItIsHeld() {
        double[][] x = new Samples(1).inputs(80, 2);
        for (double[] row : x) {
            row[1] = 1e-3 * row[1];
        }
        MultiOutputData data = MultiOutputData.of(x, new Samples(2).noise(80, 1));
        double[][] one = {{1}};
        GpParameters at = GpParameters.of(new Matern52(2, 2), one, new double[][] {{0.1}}, new double[1]);
        GpModel model = GpModel.withDefaults().withKernel(at.kernel());

        assertThat(warning(data, model, at))
                .contains("hardly determine lengthscale of x2 (")
                .doesNotContain("x1");
        assertThat(warning(data, model.withFixed("lengthscale of x2", 2), at)).isEmpty();
        assertThat(warning(data, model.withPrior("lengthscale of x2", Prior.logNormal(1, 1)), at))
                .isEmpty();
        FitSetup setup = new FitSetup(data, model, FitOptions.withDefaults());
        assertThat(Determinacy.warning(setup, at, Set.of("lengthscale of x2"))).isEmpty();
    }

    /** With 5 rows for 4 coefficients, what is left says nothing; with a known mean it says something. */
    @Test
    void anUnknownMeanTakesFromFewRows() {
        double[][] x = {{0}, {1}, {2}, {3}, {4}};
        MultiOutputData data = MultiOutputData.of(x, new Samples(2).noise(5, 1));
        GpModel model = GpModel.withDefaults().withNoise(CovarianceForm.diagonal());
        GpParameters at = GpParameters.of(new Matern32(2), new double[][] {{1}}, new double[][] {{0.1}}, new double[1]);

        assertThat(warning(data, model.withMean(Mean.polynomial(3)), at)).contains("lengthscale (not at all)");
        assertThat(warning(data, model.withMean(Mean.ZERO), at)).doesNotContain("not at all");
    }

    @Test
    void givenMatricesAndFitsOfNothingAreLeftAlone() {
        double[][] identity = {{1, 0}, {0, 1}};
        double[][] one = {{1}};

        assertThat(warnings(Fitter.fitNoise(identity, one, new double[] {1, -2})))
                .isEmpty();
        MultiOutputData data = new Samples(1).data(20, 1, 1, new Matern32(2), 0.1);
        GpModel given = GpModel.withDefaults()
                .withFixedKernel(new Matern32(1))
                .withFixedCoregionalization(one)
                .withFixedNoise(one);
        assertThat(warnings(Fitter.fit(data, given))).isEmpty();
    }
}
