package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.covariance.OutputCovariance;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.Test;

final class DirectedCovarianceTest {
    private static final boolean[] ALL = {true, true, true, true, true, true};

    /** A third output that is the sum of the others but for a ten-thousandth. */
    private static final Matrix NEARLY_SINGULAR = nearlySingular();

    private static Matrix nearlySingular() {
        Matrix factor = Matrix.wrap(3, 3, new double[] {1, 0, 0, 0.5, 0.8, 0, 1.5, 0.8, 1e-4});
        return Products.multiplyTranspose(factor, factor);
    }

    private static DirectedCovariance directed(OutputCovariance form, boolean... free) {
        return DirectedCovariance.of(form, form.parametersOf(NEARLY_SINGULAR), free, NEARLY_SINGULAR);
    }

    /** R⁻¹CR⁻ᵀ, an element off the diagonal counting as two. */
    private static double[] compared(Matrix covariance) {
        Cholesky factor = Cholesky.of(NEARLY_SINGULAR, "covariance");
        Matrix b = factor.solveLower(factor.solveLower(covariance).transpose());
        return new double[] {
            b.get(0, 0),
            b.get(1, 1),
            b.get(2, 2),
            Math.sqrt(2) * b.get(1, 0),
            Math.sqrt(2) * b.get(2, 0),
            Math.sqrt(2) * b.get(2, 1)
        };
    }

    @Test
    void allCoordinatesChangeANearlySingularCovarianceAlike() {
        DirectedCovariance directed = directed(new FullCovariance(0, 0, 0), ALL);
        Matrix jacobian = Matrix.zeros(6, 6);
        for (int k = 0; k < 6; k++) {
            double[] z = new double[6];
            z[k] = 1e-3;
            double[] above = compared(directed.matrix(z));
            z[k] = -1e-3;
            double[] below = compared(directed.matrix(z));
            for (int i = 0; i < 6; i++) {
                jacobian.set(i, k, (above[i] - below[i]) / 2e-3);
            }
        }

        Matrix sizes = Products.transposeMultiply(jacobian, jacobian);
        double[] eigenvalues = Jacobi.eigenvalues(sizes);
        assertThat(eigenvalues[0]).isGreaterThan(0.1);
        assertThat(eigenvalues[5]).isBetween(0.999, 1 + 1e-4);
    }

    @Test
    void theOriginIsTheCovarianceAndThePullbackItsGradient() {
        DirectedCovariance directed = directed(new FullCovariance(0, 0, 0), ALL);
        Matrix adjoint = Draws.seeded(7).symmetric(3);
        double[] z = {0.1, -0.2, 0.3, -0.1, 0.2, 0.1};

        assertAgrees(directed.matrix(new double[6]), NEARLY_SINGULAR, 1e-12);
        assertAgrees(
                directed.pullback(z, adjoint),
                CentralDifferences.gradient(p -> Dense.inner(adjoint, directed.matrix(p)), z, 1e-3),
                1e-8,
                adjoint.maxAbs() * NEARLY_SINGULAR.maxAbs());
        assertAgrees(directed.matrix(directed.parametersOf(directed.matrix(z))), directed.matrix(z), 1e-9);
    }

    /** A factor without its last column, which changes nothing to first order. */
    @Test
    void directionsThatChangeNothingAreKeptShort() {
        OutputCovariance form = new FullCovariance(0, 0, 0);
        DirectedCovariance directed = DirectedCovariance.of(
                form, new double[] {1, 0.5, 0, 1.5, 0, 0}, ALL, NEARLY_SINGULAR.plus(1, Matrix.identity(3)));

        assertThat(directed.parameterCount()).isEqualTo(6);
        double[] far = new double[6];
        Arrays.fill(far, 1);
        assertThat(directed.matrix(far).maxAbs()).isLessThan(100);
    }

    @Test
    void whatDoesNotMoveStays() {
        OutputCovariance form = new LogDiagonal(0, 0, 0);
        DirectedCovariance one = directed(form, false, true, false);
        DirectedCovariance none = directed(form, false, false, false);
        Matrix moved = one.matrix(new double[] {0.3});

        assertThat(one.parameterCount()).isEqualTo(1);
        assertThat(moved.get(0, 0))
                .isEqualTo(form.matrix(form.parametersOf(NEARLY_SINGULAR)).get(0, 0));
        assertThat(moved.get(1, 1)).isGreaterThan(NEARLY_SINGULAR.get(1, 1));
        assertThat(none.pullback(new double[0], Matrix.identity(3))).isEmpty();
        assertThat(none.parametersOf(NEARLY_SINGULAR)).isEmpty();
        assertAgrees(none.matrix(new double[0]).diagonal(), NEARLY_SINGULAR.diagonal(), 1e-12);
    }
}
