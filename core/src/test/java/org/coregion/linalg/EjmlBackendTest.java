package org.coregion.linalg;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import org.coregion.kernel.Matern52;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class EjmlBackendTest extends BackendLaws {
    @Override
    protected Backend backend(int threads) {
        return new EjmlBackend(threads);
    }

    @Test
    void theMethodByBlocksObeysTheSameLaws() {
        int size = 1001;
        Matrix matrix = new Matern52(0.3).matrix(Draws.seeded(5).uniform(size, 1, 0, 10));
        SymmetricEigen eigen = SymmetricEigen.ofSemidefiniteInPlace(matrix.copy(), "matrix", backend(1));
        // The whole products would take a textbook's algebra seconds: a few of the vectors do.
        Matrix some = eigen.vectors().columns(0, 8);
        double[] values = Arrays.copyOf(eigen.values(), 8);

        assertAgrees(
                Dense.multiply(some.transpose(), eigen.vectors()),
                Matrix.identity(size).columns(0, 8).transpose(),
                1e-13);
        assertAgrees(Dense.multiply(matrix, some), Dense.multiply(some, Matrix.diagonal(values)), 1e-12);
    }
}
