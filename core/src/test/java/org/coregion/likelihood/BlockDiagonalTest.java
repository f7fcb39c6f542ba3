package org.coregion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the constructions with ⊗ and vec that the index ranges replace. */
final class BlockDiagonalTest {
    @ParameterizedTest(name = "p = {0}, m = {1}, n = {2}")
    @CsvSource({"1, 1, 1", "1, 3, 2", "4, 1, 1", "5, 3, 3", "3, 2, 4", "4, 5, 2"})
    void aBlockIsCutOutByUnitVectors(int p, int m, int n) {
        Matrix a = Draws.seeded(p).gaussian(p * m, p * n);

        for (int k = 0; k < p; k++) {
            // (e_k ⊗ I_m)ᵀ A (e_k ⊗ I_n)
            Matrix left = Dense.kron(unit(p, k), Matrix.identity(m)).transpose();
            Matrix right = Dense.kron(unit(p, k), Matrix.identity(n));

            assertAgrees(BlockDiagonal.block(a, k, p), Dense.multiply(Dense.multiply(left, a), right), 1e-15);
        }
    }

    @ParameterizedTest(name = "p = {0}, m = {1}, n = {2}")
    @CsvSource({"1, 1, 1", "1, 3, 2", "4, 1, 1", "5, 3, 3", "3, 2, 4", "4, 5, 2"})
    void theSumIsTheAdjointOfRepeatingABlock(int p, int m, int n) {
        Draws draws = Draws.seeded(p + 100);
        Matrix a = draws.gaussian(p * m, p * n);
        Matrix s = draws.gaussian(m, n);

        assertThat(Dense.inner(BlockDiagonal.sum(a, p), s))
                .isCloseTo(Dense.inner(a, Dense.kron(Matrix.identity(p), s)), within(1e-12));
    }

    @ParameterizedTest(name = "p = {0}, m = {1}")
    @CsvSource({"1, 1", "4, 1", "5, 3", "3, 4"})
    void theSumIsTheVectorisedChainRule(int p, int m) {
        Matrix a = Draws.seeded(p + 200).gaussian(p * m, p * m);
        // vec(I_p ⊗ S) = ([I_m ⊗ e_1; …; I_m ⊗ e_p] arranged per block column ⊗ I_m) vec(S), written out as J.
        Matrix jacobian = Matrix.zeros(p * m * p * m, m * m);
        for (int k = 0; k < m * m; k++) {
            Matrix s = Matrix.zeros(m, m);
            s.set(k % m, k / m, 1);
            Matrix column = Dense.vec(Dense.kron(Matrix.identity(p), s));
            for (int i = 0; i < column.rows(); i++) {
                jacobian.set(i, k, column.get(i, 0));
            }
        }

        assertAgrees(Dense.vec(BlockDiagonal.sum(a, p)), Dense.multiply(jacobian.transpose(), Dense.vec(a)), 1e-14);
    }

    @Test
    void theVectorisedFormOfTheDesignHolds() {
        int p = 3;
        int m = 2;
        Matrix s = Draws.seeded(1).gaussian(m, m);
        // [I_m ⊗ e_1; …; I_m ⊗ e_p] ⊗ I_m
        Matrix stacked = Matrix.zeros(p * p * m, m);
        for (int k = 0; k < p; k++) {
            Matrix part = Dense.kron(Matrix.identity(m), unit(p, k));
            System.arraycopy(part.data(), 0, stacked.data(), k * part.data().length, part.data().length);
        }

        assertAgrees(
                Dense.multiply(Dense.kron(stacked, Matrix.identity(m)), Dense.vec(s)),
                Dense.vec(Dense.kron(Matrix.identity(p), s)),
                1e-15);
    }

    @Test
    void refusesSidesThatDoNotDivide() {
        assertThatThrownBy(() -> BlockDiagonal.sum(Matrix.zeros(6, 4), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("6×4", "3×3");
        assertThatThrownBy(() -> BlockDiagonal.sum(Matrix.zeros(4, 6), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4×6", "3×3");
        assertThatThrownBy(() -> BlockDiagonal.sum(Matrix.zeros(4, 4), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4×4", "0×0");
    }

    @ParameterizedTest
    @CsvSource({"-1", "3"})
    void refusesABlockThatIsNotThere(int k) {
        assertThatThrownBy(() -> BlockDiagonal.block(Matrix.zeros(6, 6), k, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("block " + k, "3");
    }

    private static Matrix unit(int size, int k) {
        Matrix unit = Matrix.zeros(size, 1);
        unit.set(k, 0, 1);
        return unit;
    }
}
