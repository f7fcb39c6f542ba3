package org.coregion.linalg;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradedEigenTest extends SymmetricEigenLaws {
    @Override
    protected SymmetricEigen decompose(Matrix matrix, String name) {
        return SymmetricEigen.ofGradedSemidefinite(matrix, name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void smallElementsAreKept(int rank) {
        double[] units = {1e-8, 1e6, 1, 1e-3, 1e8, 1e-12};
        double[] inverse = Arrays.stream(units).map(unit -> 1 / unit).toArray();
        Matrix correlated = Draws.seeded(rank).covariance(6, rank);
        SymmetricEigen eigen = decompose(correlated.scaled(units, units), "graded");

        assertAgrees(product(eigen).scaled(inverse, inverse), correlated, 1e-13);
    }
}
