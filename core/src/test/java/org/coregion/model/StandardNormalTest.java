package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardNormalTest {
    /** Reference values: √2 erf⁻¹(2p − 1), or the root of log Φ(z) = log p, with 60 digits by mpmath 1.3 (Python). */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.253347103135799741",
        "0.2, -0.841621233572914166",
        "0.9, 1.28155156554460059",
        "0.925, 1.43953147093845623",
        "0.075, -1.43953147093845593",
        "0.0750001, -1.43953076450172969",
        "0.025, -1.95996398454005421",
        "0.975, 1.95996398454005386",
        "0.99, 2.32634787404084077",
        "0.001, -3.09023230616781354",
        "1e-5, -4.26489079392282461",
        "1e-10, -6.3613409024040562",
        "1.4e-11, -6.65672309151818364",
        "1.3e-11, -6.66761145651074083",
        "1e-20, -9.26234008979840758",
        "1e-100, -21.2734535609653243",
        "1e-300, -37.0470962993611992",
        "0.9999999999999999, 8.20953615160138686"
    })
    void agreesWithReferenceValues(double probability, double expected) {
        assertAgrees(StandardNormal.quantile(probability), expected, 1e-15);
    }

    @Test
    void theMedianIsZero() {
        assertThat(StandardNormal.quantile(0.5)).isZero();
    }
}
