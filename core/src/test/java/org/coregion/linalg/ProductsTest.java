package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProductsTest {
    @ParameterizedTest(name = "{0}×{1} by {1}×{2}")
    @CsvSource({"1, 1, 1", "3, 4, 5", "7, 0, 2", "0, 3, 2", "1, 50, 40", "130, 140, 150"})
    void agreeWithTheDefinition(int n, int inner, int m) {
        Draws draws = Draws.seeded(n + m);
        Matrix a = draws.gaussian(n, inner);
        Matrix b = draws.gaussian(inner, m);
        Matrix expected = Dense.multiply(a, b);

        assertAgrees(Products.multiply(a, b), expected, 1e-13);
        assertAgrees(Products.transposeMultiply(a.transpose(), b), expected, 1e-13);
        assertAgrees(Products.multiplyTranspose(a, b.transpose()), expected, 1e-13);
    }

    @ParameterizedTest(name = "{0}×{0}")
    @CsvSource({"20", "140"})
    void aProductWithItsOwnTransposeIsExactlySymmetric(int size) {
        Matrix a = Draws.seeded(size).gaussian(size, size);
        Matrix gram = Products.multiplyTranspose(a, a);

        assertThat(gram.transpose().data()).containsExactly(gram.data());
    }

    @ParameterizedTest(name = "{0}×{0}")
    @CsvSource({"20", "140"})
    void aResultIsOverwritten(int size) {
        Draws draws = Draws.seeded(size);
        Matrix a = draws.gaussian(size, size);
        Matrix b = draws.gaussian(size, size);
        Matrix result = draws.gaussian(size, size);

        Products.multiply(a, b, result);

        assertThat(result.data()).containsExactly(Products.multiply(a, b).data());
    }
}
