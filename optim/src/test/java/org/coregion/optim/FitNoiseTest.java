package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.coregion.InvalidInputException;
import org.coregion.kernel.SquaredExponential;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

class FitNoiseTest {
    private static final int T = 30;
    private static final int D = 3;
    private static final double[][] K = {{1, 0.5, 0}, {0.5, 2, -0.3}, {0, -0.3, 0.5}};

    private final double[][] inputs = new Samples(3).inputs(T, 1);
    private final Matrix m = new SquaredExponential(1.5).matrix(Matrix.copyOf(inputs, "inputs"));
    private final Matrix v = Matrix.copyOf(new Samples(4).outputs(inputs, D, new SquaredExponential(1.5), D, 0.5), "v");

    @Test
    void endsWhereTheDenseGradientVanishes() {
        FitResult fit = Fitter.fitNoise(m.toArray(), K, v.data());

        DenseLikelihood dense = DenseLikelihood.evaluate(m, Matrix.copyOf(K, "K"), Matrix.copyOf(fit.noise(), "Σ"), v);
        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.objective()).isCloseTo(dense.objective(), within(1e-9));
        for (int d = 0; d < D; d++) {
            double slope = fit.noiseVariances()[d] * dense.noiseGradient().get(d, d);
            assertThat(slope).as("∂L/∂s of output %d", d + 1).isCloseTo(0, within(2e-6));
        }
    }

    @Test
    void isHigherThanAnyNeighbour() {
        FitResult fit = Fitter.fitNoise(m.toArray(), K, v.data());

        for (int d = 0; d < D; d++) {
            for (double factor : new double[] {0.9, 1.1}) {
                Matrix noise = Matrix.copyOf(fit.noise(), "Σ");
                noise.set(d, d, factor * noise.get(d, d));
                assertThat(DenseLikelihood.evaluate(m, Matrix.copyOf(K, "K"), noise, v)
                                .objective())
                        .isLessThan(fit.objective());
            }
        }
    }

    /** Programs print relatedness matrices with six digits, which makes a singular one slightly indefinite. */
    @Test
    void warnsOfAnEigenvalueThatRoundingMadeNegative() {
        double[][] rounded = m.toArray();
        for (double[] row : rounded) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.rint(row[j] * 1e6) / 1e6;
            }
        }

        FitResult fit = Fitter.fitNoise(rounded, K, v.data());

        assertThat(fit.warnings())
                .singleElement()
                .asString()
                .contains("kernel matrix has the eigenvalue -", "taken as 0");
        assertThat(fit.toString()).contains("warning: the kernel matrix has the eigenvalue");
        assertThat(Fitter.fitNoise(m.toArray(), K, v.data()).warnings()).isEmpty();
    }

    @Test
    void leavesMAndKAsTheyAre() {
        FitResult fit = Fitter.fitNoise(m.toArray(), K, v.data());

        Matrix difference = Matrix.copyOf(fit.coregionalization(), "K").plus(-1, Matrix.copyOf(K, "K"));
        assertThat(difference.maxAbs()).isLessThan(1e-12);
        assertThat(fit.mean()).containsOnly(0);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(fit.noise()[i][j]).isZero();
            }
        }
    }

    @Test
    void refusesAVectorOfAnotherLength() {
        assertThatThrownBy(() -> Fitter.fitNoise(m.toArray(), K, new double[T * D - 1]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The vector v has 89 values")
                .hasMessageContaining("30·3 = 90");
    }

    @Test
    void refusesAVectorWithAHoleByItsPlace() {
        double[] holed = v.data().clone();
        holed[7] = Double.NaN;

        assertThatThrownBy(() -> Fitter.fitNoise(m.toArray(), K, holed))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The vector v has no number at index 7, output 2 of row 3")
                .hasMessageContaining("missing outputs by Fitter.fit");
    }

    @Test
    void refusesMatricesThatAreNoCovariances() {
        double[][] indefinite = {{1, 2, 0}, {2, 1, 0}, {0, 0, 1}};

        assertThatThrownBy(() -> Fitter.fitNoise(m.toArray(), indefinite, v.data()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("coregionalization matrix is not positive semidefinite");
        assertThatThrownBy(() -> Fitter.fitNoise(indefinite, new double[][] {{1}}, new double[] {1, 2, 3}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("kernel matrix is not positive semidefinite");
        assertThatThrownBy(() -> Fitter.fitNoise(new double[][] {{1, 0}}, new double[][] {{1}}, new double[] {1}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("kernel matrix is 1×2, not square");
    }
}
