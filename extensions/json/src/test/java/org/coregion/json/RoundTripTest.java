package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.Posterior;
import org.coregion.model.Prediction;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded is what was saved, to the last bit. */
class RoundTripTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "se",
                "matern12",
                "matern32(isotropic)",
                "matern52",
                "rq(a)",
                "wendland",
                "cosine(\"b, c\")",
                "linear + constant",
                "polynomial(degree=3) + se",
                "matern32(a) * periodic(\"b, c\") + 0.3 * rq + 0.7 * matern12(a)",
                "(se + 2 * matern12(a))^2"
            })
    void everyKernelPredictsTheSame(String kernel) {
        requireSamePredictions(Fits.of(kernel));
    }

    @Test
    void everyMeanPredictsTheSame() {
        for (Mean mean : List.of(
                Mean.ZERO,
                Mean.CONSTANT,
                Mean.linear(),
                Mean.linear("b, c"),
                Mean.polynomial(2),
                Mean.polynomial(3, "a"),
                Mean.polynomial(2, "b, c", "a"))) {
            requireSamePredictions(Fits.of(Fits.data(), GpModel.withDefaults().withMean(mean)));
        }
    }

    @Test
    void whatIsFreeOfTheMeanTravels() {
        GpModel model =
                GpModel.withDefaults().withFixed("mean of y1", 1001).withPrior("mean of y2", Prior.normal(1e-3, 1e-4));
        FitResult fit = Fits.of(Fits.data(), model);
        double[][] expected =
                fit.posterior().withMeanUncertainty().predict(Fits.NEW_INPUTS).standardDeviation();

        SavedModel loaded = saved(fit);

        assertThat(loaded.posterior()
                        .withMeanUncertainty()
                        .predict(Fits.NEW_INPUTS)
                        .standardDeviation())
                .isDeepEqualTo(expected)
                .isNotEqualTo(fit.posterior().predict(Fits.NEW_INPUTS).standardDeviation());
        assertThat(loaded.parameters().meanFreedom().orElseThrow().variable()).containsExactly(-1, 0);
        assertThat(saved(Fits.any()).parameters().meanFreedom()).isEmpty();
    }

    @Test
    void everyCovarianceAndRelativeNoisePredictTheSame() {
        requireSamePredictions(Fits.of(
                Fits.weighted(),
                GpModel.withDefaults()
                        .withNoise(CovarianceForm.full())
                        .withCoregionalization(CovarianceForm.lowRank(1))));
    }

    @Test
    void aGivenKernelMatrixTravelsWithTheModel() {
        double[][] m = {{1, 0.5, 0.1}, {0.5, 1, 0.3}, {0.1, 0.3, 1}};
        FitResult fit = Fitter.fitNoise(m, new double[][] {{1, 0.2}, {0.2, 2}}, new double[] {1, -1, 0.5, 2, 0, 1});

        SavedModel loaded = saved(fit);

        assertThat(loaded.isKernelMatrix()).isTrue();
        assertThat(loaded.posterior().leaveOneOut().mean())
                .isDeepEqualTo(fit.posterior().leaveOneOut().mean());
    }

    @Test
    void missingOutputsTravel() {
        double[][] y = Fits.data().outputs().toArray();
        y[2][0] = Double.NaN;
        y[5] = new double[] {Double.NaN, Double.NaN};
        MultiOutputData data = MultiOutputData.of(Fits.data().inputs().toArray(), y)
                .withRelativeNoise(Fits.weighted().relativeNoise());

        MultiOutputData back = DataEntry.of(data).data(data.inputNames(), data.outputNames(), null, Folder.of(folder));

        requireSame(back, data);
        assertThat(back.missingCount()).isEqualTo(3);
    }

    @Test
    void resultsAndOptionsTravel() {
        FitOptions options = FitOptions.withDefaults()
                .withRestarts(1)
                .withSeed(-7)
                .withStandardization(false)
                .withRestrictedLikelihood(true)
                .withNoiseFloor(1e-7)
                .withGradientTolerance(1e-3)
                .withMaxEvaluations(30)
                .withEngine(EngineName.SPECTRAL)
                .withBackend("ejml")
                .withThreads(1);
        FitResult fit = Fitter.fit(Fits.data(), GpModel.withDefaults(), options);

        SavedModel loaded = saved(fit);

        FitOptions back = loaded.options().orElseThrow();
        assertThat(back.restarts()).isEqualTo(1);
        assertThat(back.seed()).isEqualTo(-7);
        assertThat(back.isStandardized()).isFalse();
        assertThat(back.isRestricted()).isTrue();
        assertThat(back.noiseFloor()).isEqualTo(1e-7);
        assertThat(back.gradientTolerance()).isEqualTo(1e-3);
        assertThat(back.maxEvaluations()).isEqualTo(30);
        assertThat(back.engine()).isEqualTo(EngineName.SPECTRAL);
        assertThat(back.backend()).isEqualTo("ejml");
        assertThat(back.threads()).isEqualTo(1);
        assertThat(loaded.results()).usingRecursiveComparison().isEqualTo(SavedResults.of(fit, Optional.empty()));
        assertThat(loaded.results().objective()).isEqualTo(fit.objective());
        assertThat(loaded.results().engine()).isEqualTo("spectral");
        assertThat(loaded.results().missing()).isZero();
        assertThat(loaded.schemaVersion()).isEqualTo(1);
        assertThat(loaded.coregionVersion()).isPresent();
    }

    @Test
    void whatIsSavedAgainIsTheSameText() throws Exception {
        FitResult fit = Fits.of("matern32(a) + rq");
        SaveOptions options = SaveOptions.withDefaults().withEmbeddedData();

        assertThat(Json.write(ModelFile.read(file(fit, options)))).isEqualTo(ModelFiles.text(fit, options));
    }

    private void requireSamePredictions(FitResult fit) {
        SavedModel loaded = saved(fit);

        requireSame(loaded.data().orElseThrow(), fit.data());
        assertThat(loaded.parameters().coregionalization().toArray()).isDeepEqualTo(fit.coregionalization());
        assertThat(loaded.parameters().noise().toArray()).isDeepEqualTo(fit.noise());
        assertThat(loaded.parameters().kernel().logParameters())
                .isEqualTo(fit.parameters().kernel().logParameters());
        Posterior before = fit.posterior();
        Posterior after = loaded.posterior();
        Prediction expected = before.predict(Fits.NEW_INPUTS);
        Prediction actual = after.predict(Fits.NEW_INPUTS);
        assertThat(actual.mean()).isDeepEqualTo(expected.mean());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.covariance(i)).isDeepEqualTo(expected.covariance(i));
        }
        assertThat(after.leaveOneOut().mean())
                .isDeepEqualTo(before.leaveOneOut().mean());
        assertThat(after.sample(Fits.NEW_INPUTS, 1, 5)).isEqualTo(before.sample(Fits.NEW_INPUTS, 1, 5));
    }

    private static void requireSame(MultiOutputData actual, MultiOutputData expected) {
        assertThat(actual.inputs().toArray()).isDeepEqualTo(expected.inputs().toArray());
        assertThat(actual.outputs().data()).isEqualTo(expected.outputs().data());
        assertThat(actual.relativeNoise()).isEqualTo(expected.relativeNoise());
        assertThat(actual.inputNames()).isEqualTo(expected.inputNames());
        assertThat(actual.outputNames()).isEqualTo(expected.outputNames());
    }

    private SavedModel saved(FitResult fit) {
        return ModelFiles.load(file(fit, SaveOptions.withDefaults().withEmbeddedData()));
    }

    private Path file(FitResult fit, SaveOptions options) {
        Path file = folder.resolve("m.json");
        ModelFiles.save(file, fit, options);
        return file;
    }

    @Test
    void standardErrorsTravelToo() {
        FitResult fit = Fitter.fit(Fits.data());
        Path file = folder.resolve("errors.json");

        ModelFiles.save(file, fit, SaveOptions.withDefaults().withStandardErrors(fit.standardErrors()));

        List<SavedParameter> errors =
                Objects.requireNonNull(ModelFiles.load(file).results().standardErrors());
        assertThat(errors).hasSize(fit.standardErrors().parameters().size()).anySatisfy(parameter -> {
            assertThat(parameter.parameter()).startsWith("noise variance of");
            assertThat(parameter.estimate()).isEqualTo(fit.noiseVariances()[0]);
            assertThat(parameter.standardError())
                    .isEqualTo(fit.standardErrors().of(parameter.parameter()).standardError());
        });
    }
}
