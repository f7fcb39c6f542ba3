package org.coregion.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every parameterised covariance; an implementation's own test lists the instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutputCovarianceLaws {
    /** A covariance at some parameters. */
    record Instance(String name, OutputCovariance covariance, double... parameters) {
        Matrix matrix() {
            return covariance.matrix(parameters);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    abstract Stream<Instance> instances();

    @ParameterizedTest
    @MethodSource("instances")
    void theMatrixIsSymmetric(Instance instance) {
        assertThat(instance.matrix().transpose().data())
                .containsExactly(instance.matrix().data());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theMatrixIsPositiveSemidefinite(Instance instance) {
        double[] eigenvalues = Jacobi.eigenvalues(instance.matrix());

        assertThat(eigenvalues[0]).isGreaterThanOrEqualTo(-1e-10 * eigenvalues[eigenvalues.length - 1]);
    }

    @ParameterizedTest
    @MethodSource("instances")
    void thePullbackIsTheGradientOfTheInnerProduct(Instance instance) {
        Matrix adjoint = Draws.seeded(7).symmetric(instance.matrix().rows());
        double[] expected = CentralDifferences.gradient(
                p -> Dense.inner(adjoint, instance.covariance.matrix(p)), instance.parameters, 1e-3);

        assertAgrees(
                instance.covariance.pullback(instance.parameters, adjoint),
                expected,
                1e-9,
                adjoint.maxAbs() * Math.max(1, instance.matrix().maxAbs()));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theParametersOfItsMatrixGiveTheMatrixBack(Instance instance) {
        double[] parameters = instance.covariance.parametersOf(instance.matrix());

        assertThat(parameters).hasSize(instance.covariance.parameterCount());
        assertAgrees(instance.covariance.matrix(parameters), instance.matrix(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("instances")
    void thereAreBoundsForEveryParameter(Instance instance) {
        assertThat(instance.parameters).hasSize(instance.covariance.parameterCount());
        assertThat(instance.covariance.bounds().size()).isEqualTo(instance.covariance.parameterCount());
    }
}
