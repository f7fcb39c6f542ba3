package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.junit.jupiter.api.Test;

final class ModelComparisonTest {
    /** Two outputs that share one function. */
    private static final MultiOutputData SHARED = drawn(new double[][] {{1, 1}, {1, 1}});

    private static final GpModel FULL = GpModel.withDefaults();

    private static final GpModel RANK_ONE = FULL.withCoregionalization(CovarianceForm.lowRank(1));

    private static final GpModel INDEPENDENT = FULL.withCoregionalization(CovarianceForm.diagonal());

    private static MultiOutputData drawn(double[][] k) {
        double[][] x = new Samples(2).inputs(80, 1);
        GpParameters truth = GpParameters.of(new Matern52(1), k, new double[][] {{0.1, 0}, {0, 0.1}}, new double[2]);
        return MultiOutputData.of(x, truth.simulate(x, 3));
    }

    private static Map<String, GpModel> models() {
        Map<String, GpModel> models = new LinkedHashMap<>();
        models.put("independent", INDEPENDENT);
        models.put("full", FULL);
        models.put("rank one", RANK_ONE);
        return models;
    }

    @Test
    void theModelThatDrewTheDataComesFirst() {
        ModelComparison comparison = ModelComparison.of(SHARED, models());

        assertThat(comparison.entries().stream().map(ModelComparison.Entry::name))
                .containsExactly("rank one", "full", "independent");
        assertThat(comparison.best().fit().aic())
                .isLessThan(comparison.entries().get(1).fit().aic());
        double[] weights = comparison.weights();
        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(1, within(1e-12));
        assertThat(weights[0]).isGreaterThan(weights[1]);
        assertThat(comparison.toString().lines().skip(1).findFirst().orElseThrow())
                .startsWith("rank one")
                .contains(" 7 ");
    }

    @Test
    void criteriaAreThoseOfTheDefinition() {
        FitResult fit = Fitter.fit(SHARED, INDEPENDENT);

        // A lengthscale, two signal and two noise variances, two means.
        assertThat(fit.parameterCount()).isEqualTo(7);
        assertThat(fit.aic()).isCloseTo(14 - 2 * fit.logMarginalLikelihood(), within(1e-9));
        assertThat(fit.bic()).isCloseTo(7 * Math.log(160) - 2 * fit.logMarginalLikelihood(), within(1e-9));
        ModelComparison byBic = ModelComparison.of(SHARED, models()).by(ModelComparison.Criterion.BIC);
        assertThat(byBic.criterion()).isEqualTo(ModelComparison.Criterion.BIC);
        assertThat(byBic.best().name()).isEqualTo("rank one");
    }

    @Test
    void constraintsCountAsTheyBind() {
        GpModel tied = INDEPENDENT.withTied("noise variance of y1", "noise variance of y2");
        GpModel fixed = tied.withFixed("lengthscale", 1).withMean(Mean.linear());

        assertThat(Fitter.fit(SHARED, tied).parameterCount()).isEqualTo(6);
        assertThat(Fitter.fit(SHARED, fixed).parameterCount()).isEqualTo(7);
        assertThat(Fitter.fit(SHARED, INDEPENDENT.withFixedKernel(new Matern52(1)))
                        .parameterCount())
                .isEqualTo(6);
    }

    @Test
    void aFitIsThatOfItsModelAlone() {
        ModelComparison comparison = ModelComparison.of(SHARED, models());

        assertThat(comparison.best().fit().objective())
                .isEqualTo(Fitter.fit(SHARED, RANK_ONE).objective());
    }

    @Test
    void noModelsAndModelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> ModelComparison.of(SHARED, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no models");
        Map<String, GpModel> wrong = Map.of("of rank 3", FULL.withCoregionalization(CovarianceForm.lowRank(3)));
        assertThatThrownBy(() -> ModelComparison.of(SHARED, wrong))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The model \"of rank 3\": ");
    }

    @Test
    void restrictedLikelihoodsOfDifferentMeansAreNotCompared() {
        FitOptions restricted = FitOptions.withDefaults().withRestrictedLikelihood(true);
        Map<String, GpModel> models = Map.of("a", INDEPENDENT, "b", INDEPENDENT.withMean(Mean.linear()));

        assertThatThrownBy(() -> ModelComparison.of(SHARED, models, restricted))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("different contrasts");
        assertThat(ModelComparison.of(SHARED, Map.of("a", INDEPENDENT, "c", FULL), restricted)
                        .entries())
                .hasSize(2);
    }
}
