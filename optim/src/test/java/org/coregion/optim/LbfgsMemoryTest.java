package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.junit.jupiter.api.Test;

class LbfgsMemoryTest {
    private static final int N = 6;

    private final Random random = new Random(41);
    private final Matrix hessian = hessian();

    @Test
    void isSteepestDescentWithoutMemory() {
        LbfgsMemory memory = new LbfgsMemory(3);

        assertThat(memory.isEmpty()).isTrue();
        assertThat(memory.direction(new double[] {2, -3})).containsExactly(-2, 3);
    }

    /** BFGS with exact line searches on a quadratic of n variables holds its inverse Hessian after n steps. */
    @Test
    void isNewtonsDirectionOnAQuadratic() {
        LbfgsMemory memory = new LbfgsMemory(N);
        double[] x = gaussian();
        for (int k = 0; k < N; k++) {
            double[] gradient = times(hessian, x);
            double[] direction = memory.direction(gradient);
            double step = -Vectors.dot(gradient, direction) / Vectors.dot(direction, times(hessian, direction));
            double[] s = Vectors.times(step, direction);
            memory.update(s, times(hessian, s));
            x = Vectors.plus(x, 1, s);
        }
        double[] gradient = gaussian();

        double[] newton = Vectors.times(
                -1, Cholesky.of(hessian, "Hessian").solve(column(gradient)).data());

        assertThat(Vectors.maxNorm(Vectors.plus(memory.direction(gradient), -1, newton)))
                .isLessThan(1e-9 * Vectors.maxNorm(newton));
    }

    @Test
    void satisfiesTheSecantEquationOfTheNewestStep() {
        LbfgsMemory memory = new LbfgsMemory(2);
        double[] s = gaussian();
        for (int k = 0; k < 4; k++) {
            s = gaussian();
            memory.update(s, times(hessian, s));
        }

        double[] direction = memory.direction(times(hessian, s));

        for (int i = 0; i < N; i++) {
            assertThat(direction[i]).isCloseTo(-s[i], within(1e-12));
        }
    }

    @Test
    void forgetsTheOldestStep() {
        LbfgsMemory one = new LbfgsMemory(1);
        LbfgsMemory two = new LbfgsMemory(1);
        double[] s = gaussian();
        two.update(gaussian(), gaussian());
        one.update(s, times(hessian, s));
        two.update(s, times(hessian, s));
        double[] gradient = gaussian();

        assertThat(two.direction(gradient)).isEqualTo(one.direction(gradient));
    }

    @Test
    void skipsAStepWithoutPositiveCurvature() {
        LbfgsMemory memory = new LbfgsMemory(3);

        memory.update(new double[] {1, 0}, new double[] {-1, 0});
        memory.update(new double[] {1, 0}, new double[] {0, 1});
        memory.update(new double[] {0, 0}, new double[] {0, 0});
        memory.update(new double[] {1, 0}, new double[] {Double.NaN, 0});

        assertThat(memory.isEmpty()).isTrue();
    }

    @Test
    void isEmptyAfterClearing() {
        LbfgsMemory memory = new LbfgsMemory(3);
        memory.update(new double[] {1}, new double[] {2});
        memory.clear();

        assertThat(memory.isEmpty()).isTrue();
        assertThat(memory.direction(new double[] {5})).containsExactly(-5);
    }

    private Matrix hessian() {
        Matrix factor = Matrix.wrap(N, N, random.doubles(N * N, -1, 1).toArray());
        return Products.multiplyTranspose(factor, factor).plus(0.5, Matrix.identity(N));
    }

    private double[] gaussian() {
        return random.ints(N).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static Matrix column(double[] values) {
        return Matrix.wrap(values.length, 1, values);
    }

    private static double[] times(Matrix a, double[] x) {
        return Products.multiply(a, column(x)).data();
    }
}
