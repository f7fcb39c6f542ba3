package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SymmetricProductTest {
    @BeforeAll
    static void load() {
        BackendChoice.of("openblas", 1);
    }

    /** Sizes around those of strips, tiles and the most strips. */
    @ParameterizedTest(name = "{0}×{0} without the first {1}")
    @CsvSource({
        "1, 0", "2, 0", "3, 0", "3, 2", "127, 0", "128, 0", "129, 0", "130, 1", "300, 43", "1023, 0", "1100, 1",
        "2050, 1", "2303, 0"
    })
    void isThatOfTheDefinitionInAnyOrderOfThePieces(int n, int from) {
        Draws draws = Draws.seeded(n);
        Matrix matrix = draws.symmetric(n);
        Matrix x = draws.gaussian(n, 2);
        Matrix rest = matrix.rowsBetween(from, n).columns(from, n);
        Matrix expected = Dense.multiply(rest, x.rowsBetween(from, n).columns(1, 2));

        try (NativeArray a = NativeArray.copyOfTriangle(matrix);
                NativeArray vectors = NativeArray.copyOf(x.transpose());
                NativeArray result = NativeArray.ofZeros(n);
                SymmetricProduct product = new SymmetricProduct(a, n, vectors)) {
            Matrix first = multiply(product, from, n, result, false);
            Matrix second = multiply(product, from, n, result, true);

            assertAgrees(first, expected, 1e-13);
            assertThat(second.data()).containsExactly(first.data());
        }
    }

    private static Matrix multiply(SymmetricProduct product, int from, int n, NativeArray result, boolean backwards) {
        int pieces = product.begin(from, n);
        for (int i = 0; i < pieces; i++) {
            product.multiply(backwards ? pieces - 1 - i : i);
        }
        product.sumTo(result.doubles(0));
        double[] y = new double[n - from];
        result.doubles(0).get(y);
        return Matrix.wrap(n - from, 1, y);
    }
}
