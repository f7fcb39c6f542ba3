package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.covariance.CovarianceForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CovarianceNestingTest {
    @ParameterizedTest
    @CsvSource({
        "isotropic, isotropic, INSIDE",
        "isotropic, diagonal, INSIDE",
        "isotropic, full, INSIDE",
        "isotropic, rank:1, NONE",
        "isotropic, rank:1+diagonal, AT_BOUNDARY",
        "diagonal, isotropic, NONE",
        "diagonal, rank:2, NONE",
        "diagonal, rank:2+diagonal, AT_BOUNDARY",
        "diagonal, full, INSIDE",
        "diagonal, rank:3, INSIDE",
        "rank:1, rank:1, INSIDE",
        "rank:1, rank:2, AT_BOUNDARY",
        "rank:1, rank:1+diagonal, AT_BOUNDARY",
        "rank:1, full, AT_BOUNDARY",
        "rank:1, diagonal, NONE",
        "rank:2, rank:1, NONE",
        "rank:2, rank:1+diagonal, NONE",
        "rank:1+diagonal, rank:2, NONE",
        "rank:1+diagonal, rank:2+diagonal, AT_BOUNDARY",
        "rank:1+diagonal, full, INSIDE",
        "full, rank:3, INSIDE",
        "full, rank:2+diagonal, NONE",
        "full, diagonal, NONE",
    })
    void ordersFormsOfThreeOutputs(String small, String large, Inclusion inclusion) {
        assertThat(CovarianceNesting.of(named(small), named(large), 3)).isEqualTo(inclusion);
    }

    @ParameterizedTest
    @CsvSource({"isotropic, rank:1", "full, isotropic", "rank:1+diagonal, diagonal"})
    void allFormsAreOneForASingleOutput(String small, String large) {
        assertThat(CovarianceNesting.of(named(small), named(large), 1)).isEqualTo(Inclusion.INSIDE);
    }

    @Test
    void aGivenCovarianceHasTheFormOfItsValues() {
        CovarianceForm equal = fixed(new double[][] {{2, 0}, {0, 2}});
        CovarianceForm unequal = fixed(new double[][] {{2, 0}, {0, 3}});
        CovarianceForm singular = fixed(new double[][] {{1, 2}, {2, 4}});
        CovarianceForm zero = fixed(new double[][] {{0, 0}, {0, 0}});

        assertThat(of(equal, "isotropic")).isEqualTo(Inclusion.INSIDE);
        assertThat(of(unequal, "isotropic")).isEqualTo(Inclusion.NONE);
        assertThat(of(unequal, "diagonal")).isEqualTo(Inclusion.INSIDE);
        assertThat(of(singular, "diagonal")).isEqualTo(Inclusion.NONE);
        assertThat(of(singular, "rank:1")).isEqualTo(Inclusion.INSIDE);
        assertThat(of(singular, "full")).isEqualTo(Inclusion.AT_BOUNDARY);
        assertThat(of(zero, "full")).isEqualTo(Inclusion.AT_BOUNDARY);
        assertThat(of(zero, "rank:1")).isEqualTo(Inclusion.AT_BOUNDARY);
        assertThat(of(zero, "diagonal")).isEqualTo(Inclusion.AT_BOUNDARY);
        assertThat(CovarianceNesting.of(equal, fixed(new double[][] {{2, 0}, {0, 2}}), 2))
                .isEqualTo(Inclusion.INSIDE);
        assertThat(CovarianceNesting.of(equal, unequal, 2)).isEqualTo(Inclusion.NONE);
        assertThat(CovarianceNesting.of(CovarianceForm.isotropic(), equal, 2)).isEqualTo(Inclusion.NONE);
    }

    @Test
    void aFormOfAnApplicationsOwnIsWithinItselfAlone() {
        CovarianceForm own = (scale, floor) -> CovarianceForm.full().standardized(scale, floor);

        assertThat(CovarianceNesting.of(own, own, 2)).isEqualTo(Inclusion.INSIDE);
        assertThat(of(own, "full")).isEqualTo(Inclusion.NONE);
        assertThat(CovarianceNesting.of(CovarianceForm.diagonal(), own, 2)).isEqualTo(Inclusion.NONE);
    }

    private static Inclusion of(CovarianceForm small, String large) {
        return CovarianceNesting.of(small, named(large), 2);
    }

    private static CovarianceForm fixed(double[][] matrix) {
        return CovarianceForm.fixed(matrix, "covariance");
    }

    private static CovarianceForm named(String name) {
        return CovarianceForm.named(name).orElseThrow();
    }
}
