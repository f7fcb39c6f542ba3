package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.ParameterLimits;
import org.coregion.prior.Prior;
import org.junit.jupiter.api.Test;

final class ParameterConstraintsTest {
    private static final String A = "lengthscale of a";
    private static final String B = "lengthscale of b";
    private static final String C = "lengthscale of c";
    private static final String NOISE = "noise variance of y";
    private static final String MEAN = "mean of y";
    private static final String SLOPE = "mean of y: a";
    private static final String OTHER_SLOPE = "mean of z: a";

    private final GpModel model = GpModel.withDefaults();

    @Test
    void nothingIsDemandedByDefault() {
        assertThat(model.constraints().limits(List.of(A, B)).isNone()).isTrue();
        assertThat(model.constraints().priors()).isEmpty();
        assertThat(model.constraints().correlations()).isEmpty();
    }

    @Test
    void limitsFollowTheOrderOfTheNames() {
        ParameterLimits limits = model.withFixed(B, 2)
                .withBounds(NOISE, 0.1, 3)
                .withTied(A, C)
                .withBounds(C, 0, 7)
                .constraints()
                .limits(List.of(A, B, C));

        assertThat(limits.lower()).containsExactly(0, 2, 0);
        assertThat(limits.upper()).containsExactly(7, 2, 7);
        assertThat(limits.group()).containsExactly(0, 1, 0);
    }

    @Test
    void demandsAddUp() {
        ParameterLimits limits = model.withBounds(A, 1, 5)
                .withBounds(A, 0, 4)
                .withTied(A, B)
                .withTied(B, C)
                .constraints()
                .limits(List.of(C, B, A));

        assertThat(limits.lower()).containsOnly(1);
        assertThat(limits.upper()).containsOnly(4);
        assertThat(limits.groupCount()).isOne();
    }

    @Test
    void namesMustBeThoseOfParameters() {
        ParameterConstraints constraints =
                model.withPrior(A, Prior.logNormal(0, 1)).withTied(A, B).constraints();

        constraints.requireAmong(List.of(A, B, C));
        assertRefused(() -> constraints.requireAmong(List.of(A, C)), "\"" + B + "\"", "[" + A + ", " + C + "]");
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertRefused(() -> model.withBounds(A, 3, 2), A, "3.0", "2.0");
        assertRefused(() -> model.withBounds(A, -1, 2), A, "-1.0");
        assertRefused(() -> model.withBounds(A, 0, 0), A, "0.0");
        assertRefused(() -> model.withBounds(A, Double.NaN, 1), A, "NaN");
        assertRefused(() -> model.withBounds(A, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), A, "Infinity");
    }

    @Test
    void refusesAFixedValueThatIsNotPositive() {
        assertRefused(() -> model.withFixed(A, 0), A, "0.0");
        assertRefused(() -> model.withFixed(A, -2), A, "-2.0");
        assertRefused(() -> model.withFixed(A, Double.NaN), A, "NaN");
    }

    @Test
    void aCoefficientOfTheMeanMayHaveAnySign() {
        ParameterLimits limits = model.withFixed(MEAN, -3)
                .withBounds(SLOPE, -2, Double.POSITIVE_INFINITY)
                .withTied(SLOPE, OTHER_SLOPE)
                .withBounds(OTHER_SLOPE, Double.NEGATIVE_INFINITY, 0)
                .constraints()
                .limits(List.of(MEAN, SLOPE, OTHER_SLOPE, "mean of free"));

        assertThat(limits.lower()).containsExactly(-3, -2, -2, Double.NEGATIVE_INFINITY);
        assertThat(limits.upper()).containsExactly(-3, 0, 0, Double.POSITIVE_INFINITY);
        assertThat(limits.group()).containsExactly(0, 1, 1, 2);
    }

    @Test
    void refusesWhatNoCoefficientOfTheMeanCanBe() {
        assertRefused(() -> model.withFixed(MEAN, Double.NaN), MEAN, "NaN", "not finite");
        assertRefused(() -> model.withFixed(MEAN, Double.NEGATIVE_INFINITY), MEAN, "-Infinity");
        assertRefused(() -> model.withBounds(MEAN, 1, -1), MEAN, "1.0", "-1.0");
        assertRefused(() -> model.withBounds(MEAN, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY), MEAN);
        assertRefused(() -> model.withBounds(MEAN, Double.NaN, 1), MEAN, "NaN");
        assertRefused(() -> model.withTied(MEAN, NOISE), MEAN, NOISE, "unlike");
        assertRefused(() -> model.withFixed(MEAN, -3).withPrior(MEAN, Prior.normal(0, 1)), MEAN, "fixed at -3.0");
    }

    @Test
    void onlyACoefficientOfTheMeanHasANormalPrior() {
        assertThat(model.withPrior(MEAN, Prior.normal(-1, 2)).constraints().priors())
                .containsEntry(MEAN, Prior.normal(-1, 2));
        assertRefused(() -> model.withPrior(MEAN, Prior.logNormal(0, 1)), MEAN, "LogNormal", "positive");
        assertRefused(() -> model.withPrior(SLOPE, Prior.gamma(2, 1)), SLOPE, "Gamma", "positive");
        assertRefused(() -> model.withPrior(NOISE, Prior.normal(1, 1)), NOISE, "Normal", "negative");
        assertRefused(() -> model.withPrior(A, Prior.normal(1, 1)), A, "Normal", "negative");
    }

    @Test
    void minusInfinityIsNoLowerBoundOfAnything() {
        assertThat(model.withBounds(A, Double.NEGATIVE_INFINITY, 2)
                        .constraints()
                        .limits(List.of(A))
                        .lower())
                .containsExactly(0);
    }

    @Test
    void theCoefficientsOfTheMeanAreNamedByOutputAndFunction() {
        List<String> outputs = List.of("zinc", "lead");

        assertThat(ParameterNames.means(Mean.CONSTANT.over(List.of("x")), outputs))
                .containsExactly("mean of zinc", "mean of lead");
        assertThat(ParameterNames.means(Mean.linear().over(List.of("x")), outputs))
                .containsExactly("mean of zinc: 1", "mean of lead: 1", "mean of zinc: x", "mean of lead: x");
        assertThat(ParameterNames.means(Mean.ZERO.over(List.of("x")), outputs)).isEmpty();
    }

    @Test
    void refusesContradictionsInEitherOrder() {
        assertRefused(() -> model.withBounds(A, 1, 2).withFixed(A, 3), A, "fixed at 3.0", "from 1.0 to 2.0");
        assertRefused(() -> model.withFixed(A, 3).withBounds(A, 1, 2), A, "fixed at 3.0", "from 1.0 to 2.0");
        assertRefused(() -> model.withFixed(A, 3).withFixed(A, 4), A, "3.0", "4.0");
        assertRefused(() -> model.withFixed(A, 3).withFixed(B, 4).withTied(A, B), B, "3.0", "4.0");
        assertRefused(() -> model.withTied(A, B).withFixed(A, 3).withBounds(B, 4, 5), B, "3.0", "4.0");
    }

    @Test
    void refusesAPriorOfWhatIsFixed() {
        Prior prior = Prior.gamma(2, 1);

        assertRefused(() -> model.withPrior(A, prior).withFixed(A, 3), A, "fixed at 3.0", "prior");
        assertRefused(() -> model.withFixed(A, 3).withPrior(A, prior), A, "fixed at 3.0", "prior");
        assertRefused(() -> model.withFixed(A, 3).withTied(A, B).withPrior(B, prior), B, "fixed at 3.0", "prior");
    }

    @Test
    void refusesATieOfUnlikeThingsOrOfOne() {
        assertRefused(() -> model.withTied(A, NOISE), A, NOISE, "unlike");
        assertRefused(() -> model.withTied(NOISE, "signal variance of y"), NOISE, "signal variance of y");
        assertRefused(() -> model.withTied(A), A);
        assertRefused(() -> model.withTied(A, A), A);
    }
}
