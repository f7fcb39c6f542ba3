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
