package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Sum;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loaded model can be fitted again, with the same result to the last bit. */
class ModelTravelsTest {
    private static final List<CovarianceForm> OF_K = List.of(
            CovarianceForm.full(),
            CovarianceForm.diagonal(),
            CovarianceForm.isotropic(),
            CovarianceForm.lowRank(1),
            CovarianceForm.lowRankPlusDiagonal(1),
            CovarianceForm.fixed(new double[][] {{2, 1e-3}, {1e-3, 1 / 3.0}}, "coregionalization matrix"));

    private static final List<CovarianceForm> OF_NOISE = List.of(
            CovarianceForm.diagonal(),
            CovarianceForm.isotropic(),
            CovarianceForm.full(),
            CovarianceForm.lowRankPlusDiagonal(1),
            CovarianceForm.fixed(new double[][] {{0.1, 0}, {0, 1e-7 / 3}}, "noise covariance"));

    private static final List<KernelStart> KERNELS = List.of(
            Matern52.ard(),
            Matern52.isotropic(),
            new Matern32(0.3, 1 / 3.0),
            Sum.of(Matern32.ard().on("a"), Matern52.isotropic()),
            KernelExpression.parse("rq(\"b, c\") * se + 0.3 * linear(a)"));

    private static final List<Mean> MEANS = List.of(
            Mean.ZERO, Mean.CONSTANT, Mean.polynomial(0, "a"), Mean.linear(), Mean.linear("b, c"), Mean.polynomial(2));

    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void randomModelsAreFittedAgainToTheLastBit() throws IOException {
        for (int i = 0; i < 60; i++) {
            GpModel model = random();
            MultiOutputData data = random.nextBoolean() ? Fits.data() : Fits.weighted();
            FitResult fit = Fitter.fit(
                    data,
                    model,
                    FitOptions.withDefaults()
                            .withMaxEvaluations(4)
                            .withRestarts(i % 10 == 0 ? 1 : 0)
                            .withSeed(i));

            requireSameAgain(fit);
        }
    }

    private GpModel random() {
        GpModel model = GpModel.withDefaults()
                .withCoregionalization(any(OF_K))
                .withNoise(any(OF_NOISE))
                .withMean(any(MEANS));
        KernelStart kernel = any(KERNELS);
        boolean isPlain = kernel == KERNELS.get(0);
        model = random.nextInt(4) == 0 ? model.withFixedKernel(kernel) : model.withKernel(kernel);
        if (isPlain && !model.isKernelFixed()) {
            model = switch (random.nextInt(4)) {
                case 0 -> model.withTied("lengthscale of a", "lengthscale of b, c");
                case 1 -> model.withFixed("lengthscale of a", 1 / 3.0);
                case 2 ->
                    model.withPrior("lengthscale of a", Prior.inverseGamma(3, 0.1))
                            .withBounds("lengthscale of b, c", 0.1, Double.POSITIVE_INFINITY);
                default -> model.withPrior("lengthscale of b, c", Prior.gamma(2, 1 / 7.0));
            };
        }
        if (model.noise() == OF_NOISE.get(0)) {
            model = switch (random.nextInt(4)) {
                case 0 -> model.withFixed("noise variance of y1", 0.1);
                case 1 -> model.withBounds("noise variance of y2", 0, 1e-5 / 3);
                case 2 -> model.withTied("noise variance of y1", "noise variance of y2");
                default -> model.withPrior("noise variance of y1", Prior.logNormal(-1, 0.7));
            };
        }
        if (model.coregionalization() == OF_K.get(0) && random.nextBoolean()) {
            model = model.withCorrelationPrior(new Lkj(1 + random.nextDouble()));
        }
        if (model.mean() == Mean.CONSTANT) {
            model = random.nextBoolean()
                    ? model.withBounds("mean of y1", Double.NEGATIVE_INFINITY, 999.9)
                    : model.withPrior("mean of y1", Prior.normal(1000, 1e-3));
        }
        return model;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void requireSameAgain(FitResult fit) throws IOException {
        SaveOptions options = SaveOptions.withDefaults().withEmbeddedData();
        Path file = folder.resolve("m.json");
        ModelFiles.save(file, fit, options);
        String text = Files.readString(file);
        SavedModel loaded = ModelFiles.load(file);

        FitResult again = Fitter.fit(
                loaded.data().orElseThrow(), loaded.model(), loaded.options().orElseThrow());

        // The text is the model, everything that was found, and how: only the time differs.
        assertThat(withoutTime(ModelFiles.text(again, options, file))).isEqualTo(withoutTime(text));
        assertThat(again.parameters().kernel().logParameters())
                .isEqualTo(fit.parameters().kernel().logParameters());
        assertThat(again.objective()).isEqualTo(fit.objective());
    }

    private static String withoutTime(String text) {
        return text.replaceAll("\"seconds\" : [^,\\n]*", "");
    }

    @Test
    void aReaderSeesWhatWasDemanded() throws IOException {
        GpModel model = GpModel.withDefaults()
                .withCoregionalization(CovarianceForm.lowRank(1))
                .withFixedNoise(new double[][] {{0.1, 0}, {0, 0.2}})
                .withBounds("lengthscale of a", 0.1, 3)
                .withPrior("lengthscale of b, c", Prior.logNormal(0, 1))
                .withPrior("mean of y1", Prior.normal(1000, 2));

        String text = ModelFiles.text(Fits.of(Fits.data(), model), SaveOptions.withDefaults());

        assertThat(text.replaceAll("\\s+", ""))
                .contains(
                        "\"model\":{\"kernel\":\"matern52(a,\\\"b,c\\\")\",\"coregionalization\":{\"form\":\"rank:1\"},"
                                + "\"noise\":{\"fixed\":[[0.1,0.0],[0.0,0.2]]},\"mean\":\"constant\",\"constraints\":{"
                                + "\"bounds\":{\"lengthscaleofa\":{\"lower\":0.1,\"upper\":3.0}},\"priors\":{"
                                + "\"lengthscaleofb,c\":{\"lognormal\":{\"mu\":0.0,\"sigma\":1.0}},"
                                + "\"meanofy1\":{\"normal\":{\"mean\":1000.0,\"standardDeviation\":2.0}}}}}");
    }

    @Test
    void aGivenKernelMatrixIsFittedAgain() throws IOException {
        double[][] m = {{1, 0.5, 0.1}, {0.5, 1, 0.3}, {0.1, 0.3, 1}};
        requireSameAgain(Fitter.fitNoise(m, new double[][] {{1, 0.2}, {0.2, 2}}, new double[] {1, -1, 0.5, 2, 0, 1}));
    }

    @Test
    void whatIsJavaOfTheUsersOwnIsNotInTheFileWhichSaysSo() {
        requireAbsent(GpModel.withDefaults().withKernel((inputs, names) -> new Matern52(1)), "start of the kernel");
        requireAbsent(
                GpModel.withDefaults()
                        .withNoise((scale, floor) -> CovarianceForm.diagonal().standardized(scale, floor)),
                "form of the noise");
    }

    private void requireAbsent(GpModel model, String reason) {
        FitResult fit = Fits.of(Fits.data(), model);
        Path file = folder.resolve("own.json");
        ModelFiles.save(file, fit, SaveOptions.withDefaults().withEmbeddedData());

        SavedModel loaded = ModelFiles.load(file);

        assertThat(loaded.posterior().predict(Fits.NEW_INPUTS).mean())
                .isDeepEqualTo(fit.posterior().predict(Fits.NEW_INPUTS).mean());
        assertThat(file).content().contains("\"absent\"");
        assertThatThrownBy(loaded::model)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("own.json", "does not hold the model", reason, "Maybe");
    }
}
