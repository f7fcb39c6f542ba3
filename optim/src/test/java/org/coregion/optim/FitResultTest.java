package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpModel;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;

class FitResultTest {
    private final MultiOutputData data =
            new Samples(8).data(20, 2, 1, new Matern52(3), 0.5).withNames(List.of("depth"), List.of("zinc", "cadmium"));
    private final FitResult fit =
            Fitter.fit(data, GpModel.withDefaults(), FitOptions.withDefaults().withGradientTolerance(1e-8));

    @Test
    void agreesWithTheLikelihoodAtItsParameters() {
        ModelEvaluation evaluation = ModelEvaluation.of(data, fit.parameters());

        assertThat(fit.objective()).isCloseTo(evaluation.objective(), within(1e-9));
        assertThat(fit.logMarginalLikelihood()).isCloseTo(evaluation.logMarginalLikelihood(), within(1e-9));
        assertThat(Vectors.maxNorm(evaluation.logVariancesGradient())).isLessThan(1e-5);
        assertThat(Vectors.maxNorm(evaluation.logKernelGradient())).isLessThan(1e-5);
        // K may be singular at the optimum; then the gradient vanishes only within its range.
        Matrix gradient = Matrix.copyOf(evaluation.coregionalizationGradient(), "∂L/∂K");
        assertThat(Products.multiply(gradient, fit.parameters().coregionalization())
                        .maxAbs())
                .isLessThan(1e-4);
    }

    @Test
    void givesCorrelationsWithAUnitDiagonal() {
        double[][] correlations = fit.outputCorrelations();
        double[][] k = fit.coregionalization();

        assertThat(correlations[0][0]).isEqualTo(1);
        assertThat(correlations[1][1]).isEqualTo(1);
        assertThat(correlations[0][1])
                .isCloseTo(k[0][1] / Math.sqrt(k[0][0] * k[1][1]), within(1e-14))
                .isBetween(-1.0, 1.0);
    }

    @Test
    void correlatesAnOutputWithoutSignalWithItselfOnly() {
        double[][] k = {{2, 0}, {0, 0}};
        FitResult half = Fitter.fit(data, GpModel.withDefaults().withFixedCoregionalization(k));

        assertThat(half.outputCorrelations()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
    }

    @Test
    void readsAsAReport() {
        String text = fit.toString();

        assertThat(text)
                .startsWith("20 observations of 2 outputs: converged, the gradient is within the tolerance")
                .contains("zinc", "cadmium", "signal sd", "noise sd", "matern52")
                .contains(String.format(Locale.ROOT, "log marginal likelihood %.6f", fit.logMarginalLikelihood()))
                .contains(String.format(Locale.ROOT, "%.5g", Math.sqrt(fit.noiseVariances()[1])))
                .contains("evaluations " + fit.evaluations() + ", eigendecompositions " + fit.eigendecompositions());
    }

    @Test
    void handsOutCopies() {
        fit.coregionalization()[0][0] = -1;
        fit.noiseVariances()[0] = -1;
        fit.mean()[0] = Double.NaN;

        assertThat(fit.coregionalization()[0][0]).isPositive();
        assertThat(fit.noiseVariances()[0]).isPositive();
        assertThat(fit.mean()[0]).isFinite();
    }

    @Test
    void predictsAtTheInputs() {
        double[][] at = data.inputs().toArray();

        double[][] mean = fit.posterior().predictNoiseFree(at).mean();

        double signal = 0;
        double rest = 0;
        for (int t = 0; t < at.length; t++) {
            signal += Math.pow(data.outputs().get(t, 0) - fit.mean()[0], 2);
            rest += Math.pow(data.outputs().get(t, 0) - mean[t][0], 2);
        }
        assertThat(rest).isLessThan(signal);
    }
}
