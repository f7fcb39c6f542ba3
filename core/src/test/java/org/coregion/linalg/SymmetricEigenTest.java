package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class SymmetricEigenTest extends SymmetricEigenLaws {
    @Override
    protected SymmetricEigen decompose(Matrix matrix, String name) {
        return SymmetricEigen.ofSemidefinite(matrix, name);
    }

    @Test
    void leavesTheMatrixAsItIs() {
        Matrix matrix = Draws.seeded(2).covariance(5);
        double[] before = matrix.data().clone();

        SymmetricEigen.ofSemidefinite(matrix, "matrix");
        SymmetricEigen.ofGradedSemidefinite(matrix, "matrix");

        assertThat(matrix.data()).containsExactly(before);
    }

    @Test
    void worksInPlaceIfAsked() {
        Matrix matrix = Draws.seeded(2).covariance(5);
        Matrix vectors = SymmetricEigen.ofSemidefiniteInPlace(matrix, "matrix", new EjmlBackend(1))
                .vectors();

        assertThat(vectors.data()).isSameAs(matrix.data());
    }
}
