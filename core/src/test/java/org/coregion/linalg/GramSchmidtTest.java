package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GramSchmidtTest {
    /** Units of the columns from 1e-90 to 1e90 side by side. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void factorisesInAnyUnits(int p) {
        double[] units = {1, 1e90, 1e-90, 1e6, 1e-6};
        Matrix a = Matrix.zeros(12, p);
        for (int t = 0; t < 12; t++) {
            for (int j = 0; j < p; j++) {
                a.set(t, j, units[j] * Draws.seeded(12L * j + t).uniform(-1, 1));
            }
        }
        GramSchmidt factors = GramSchmidt.of(a);
        Matrix product = Dense.multiply(factors.q(), factors.r());

        assertThat(factors.dependent()).isEmpty();
        assertAgrees(Dense.multiply(factors.q().transpose(), factors.q()), Matrix.identity(p), 1e-15);
        for (int j = 0; j < p; j++) {
            assertAgrees(product.columns(j, j + 1), a.columns(j, j + 1), 1e-15);
            for (int i = j + 1; i < p; i++) {
                assertThat(factors.r().get(i, j)).isZero();
            }
        }
    }

    @Test
    void staysOrthonormalWhereColumnsAreNearlyTheSame() {
        Matrix a = Matrix.zeros(9, 3);
        for (int t = 0; t < 9; t++) {
            a.set(t, 0, 1);
            a.set(t, 1, 1e6 + t);
            a.set(t, 2, (1e3 + t) * (1e3 + t));
        }
        Matrix q = GramSchmidt.of(a).q();

        assertAgrees(Dense.multiply(q.transpose(), q), Matrix.identity(3), 1e-15);
    }

    @Test
    void leavesOutCombinations() {
        Matrix draw = Draws.seeded(3).gaussian(6, 2);
        Matrix a = Matrix.zeros(6, 4);
        for (int t = 0; t < 6; t++) {
            a.set(t, 1, draw.get(t, 0));
            a.set(t, 2, 2 * draw.get(t, 0));
            a.set(t, 3, draw.get(t, 1));
        }
        GramSchmidt factors = GramSchmidt.of(a);

        assertThat(factors.dependent()).containsExactly(0, 2);
        assertThat(factors.q().columns()).isEqualTo(2);
        assertAgrees(Dense.multiply(factors.q(), factors.r()), a, 1e-15);
    }
}
