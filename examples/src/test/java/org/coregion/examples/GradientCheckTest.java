package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    @Test
    void tellsRightFormulasFromWrongOnes() {
        Output output = new Output();

        assertThat(GradientCheck.run(output.stream()))
                .extracting(GradientCheck.Row::isRight)
                .containsExactly(true, false, true, true, false, true, false);
        assertThat(GradientCheck.run(output.stream()))
                .filteredOn(row -> !row.isRight())
                .allSatisfy(row -> assertThat(row.relativeError()).isGreaterThan(0.1));
        assertThat(output.text())
                .contains("= (1 2 3 4 0 0 0 0 0 0 0 0 1 2 3 4)", "= (1 2 0 0 3 4 0 0 0 0 1 2 0 0 3 4)", "x ≠ z, y = z");
    }

    @Test
    void expandsAnyShape() {
        Matrix change = Matrix.wrap(3, 3, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

        Matrix expanded = Products.multiply(GradientCheck.expansion(4, 3), GradientCheck.vec(change));

        assertThat(expanded.data())
                .isEqualTo(GradientCheck.vec(GradientCheck.kronecker(Matrix.identity(4), change))
                        .data());
    }
}
