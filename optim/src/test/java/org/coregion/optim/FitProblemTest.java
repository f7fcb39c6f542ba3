package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.model.Mean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FitProblemTest {
    private static final double[][] K = {{1.2, 0.4, -0.3}, {0.4, 0.8, 0.1}, {-0.3, 0.1, 0.6}};
    private static final double[][] SIGMA = {{0.3, 0.05, 0}, {0.05, 0.2, 0.02}, {0, 0.02, 0.5}};
    private static final MultiOutputData DATA = new Samples(7).data(12, 3, 2, new Matern52(3), 0.4);

    private record KernelChoice(String name, Kernel kernel, boolean fixed, int parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record FormChoice(String name, CovarianceForm form, int parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final KernelChoice ARD = new KernelChoice("ARD", new Matern52(2, 5), false, 2);
    private static final List<KernelChoice> KERNELS = List.of(
            ARD,
            new KernelChoice("isotropic", new SquaredExponential(3), false, 1),
            new KernelChoice("fixed", new Matern52(2, 5), true, 0),
            new KernelChoice(
                    "precomputed",
                    Precomputed.of(new Matern52(4).matrix(DATA.inputs()).toArray()),
                    false,
                    0));

    private static final FormChoice FULL = new FormChoice("full", CovarianceForm.full(), 6);
    private static final FormChoice DIAGONAL = new FormChoice("diagonal", CovarianceForm.diagonal(), 3);
    private static final FormChoice FIXED_K = new FormChoice("fixed K", CovarianceForm.fixed(K, "K"), 0);
    private static final FormChoice FIXED_NOISE =
            new FormChoice("fixed noise", CovarianceForm.fixed(SIGMA, "noise"), 0);

    private record Combination(KernelChoice kernel, FormChoice k, FormChoice noise, Mean mean) {
        FitProblem problem() {
            double[] one = {1, 1, 1};
            OutputCovariance coregionalization = k.form.standardized(one, new double[3]);
            OutputCovariance sigma = noise.form.standardized(one, new double[] {1e-8, 1e-8, 1e-8});
            Matrix x = DATA.inputs();
            return new FitProblem(
                    x, DATA.outputs(), mean.basis(x), kernel.kernel, kernel.fixed, coregionalization, sigma);
        }

        double[] start() {
            return problem().free(kernel.kernel, Matrix.copyOf(K, "K"), Matrix.copyOf(SIGMA, "noise"));
        }
    }

    static List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (KernelChoice kernel : KERNELS) {
            for (FormChoice k : List.of(FULL, DIAGONAL, FIXED_K)) {
                for (FormChoice noise : List.of(DIAGONAL, FULL, FIXED_NOISE)) {
                    for (Mean mean : Mean.values()) {
                        all.add(new Combination(kernel, k, noise, mean));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void gradientEqualsCentralDifferences(Combination combination) {
        FitProblem problem = combination.problem();
        double[] z = combination.start();
        double[] gradient = problem.evaluate(z).gradient();

        assertThat(gradient)
                .hasSize(combination.kernel.parameters + combination.k.parameters + combination.noise.parameters);
        for (int i = 0; i < z.length; i++) {
            double step = 1e-5 * Math.max(1, Math.abs(z[i]));
            double difference = (valueAt(problem, z, i, step) - valueAt(problem, z, i, -step)) / (2 * step);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void returnsToTheParametersItStartedFrom(Combination combination) {
        FitProblem.Point point = combination.problem().point(combination.start());

        assertThat(point.kernel().logParameters()).hasSameSizeAs(combination.kernel.kernel.logParameters());
        if (combination.k.equals(FULL)) {
            assertThat(point.coregionalization().plus(-1, Matrix.copyOf(K, "K")).maxAbs())
                    .isLessThan(1e-14);
        }
        if (combination.noise.equals(FULL)) {
            assertThat(point.noise().plus(-1, Matrix.copyOf(SIGMA, "noise")).maxAbs())
                    .isLessThan(1e-14);
        }
    }

    @Test
    void decomposesAKernelMatrixOnlyWhenTheKernelChanges() {
        Combination combination = new Combination(ARD, FULL, DIAGONAL, Mean.CONSTANT);
        FitProblem problem = combination.problem();
        double[] z = combination.start();
        problem.evaluate(z);
        z[z.length - 1] += 0.1;
        problem.evaluate(z);
        z[3] += 0.1;
        problem.evaluate(z);
        assertThat(problem.eigendecompositions()).isEqualTo(1);

        z[0] += 0.1;
        problem.evaluate(z);
        assertThat(problem.eigendecompositions()).isEqualTo(2);
    }

    @Test
    void isAWallWhereACovarianceOverflows() {
        Combination combination = new Combination(KERNELS.get(2), FULL, DIAGONAL, Mean.CONSTANT);
        double[] z = combination.start();
        z[0] = 1e60;

        assertThat(combination.problem().evaluate(z).value()).isNaN();
        z[0] = 1;
        z[z.length - 1] = 1e5;
        assertThat(combination.problem().evaluate(z).value()).isNaN();
    }

    private static double valueAt(FitProblem problem, double[] z, int i, double step) {
        double[] moved = z.clone();
        moved[i] += step;
        return problem.evaluate(moved).value();
    }
}
