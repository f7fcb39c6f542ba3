package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.coregion.testing.Jacobi;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kernel at any inputs; a kernel's own test lists the instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KernelLaws {
    /** A kernel and inputs that it applies to. */
    record Instance(Kernel kernel, Matrix inputs) {
        @Override
        public String toString() {
            return kernel + " at " + inputs.rows() + "×" + inputs.columns() + " inputs";
        }
    }

    abstract Stream<Instance> instances();

    @ParameterizedTest
    @MethodSource("instances")
    void theMatrixIsSymmetric(Instance instance) {
        Matrix m = instance.kernel.matrix(instance.inputs);

        assertThat(m.rows()).isEqualTo(instance.inputs.rows());
        assertThat(m.transpose().data()).containsExactly(m.data());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theMatrixIsPositiveSemidefinite(Instance instance) {
        double[] eigenvalues = Jacobi.eigenvalues(instance.kernel.matrix(instance.inputs));

        assertThat(eigenvalues[0]).isGreaterThanOrEqualTo(-1e-10 * eigenvalues[eigenvalues.length - 1]);
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theDiagonalAgreesWithTheMatrix(Instance instance) {
        assertThat(instance.kernel.diagonal(instance.inputs))
                .containsExactly(instance.kernel.matrix(instance.inputs).diagonal());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void thePullbackIsTheGradientOfTheInnerProduct(Instance instance) {
        Matrix adjoint = Draws.seeded(11).symmetric(instance.inputs.rows());
        double[] expected = CentralDifferences.gradient(
                p -> Dense.inner(adjoint, instance.kernel.withLogParameters(p).matrix(instance.inputs)),
                instance.kernel.logParameters(),
                1e-3);

        // Absolute, too: the inner product itself is of the order of the size of the adjoint.
        assertAgrees(instance.kernel.pullback(instance.inputs, adjoint), expected, 1e-8, adjoint.maxAbs());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theCrossPullbackIsTheGradientOfTheInnerProduct(Instance instance) {
        Kernel kernel = instance.kernel;
        assumeTrue(kernel.isFunctionOfInputs());
        Draws draws = Draws.seeded(13);
        Matrix others = others(instance.inputs, draws);
        Matrix adjoint = draws.gaussian(instance.inputs.rows(), others.rows());
        double[] expected = CentralDifferences.gradient(
                p -> Dense.inner(adjoint, kernel.withLogParameters(p).crossMatrix(instance.inputs, others)),
                kernel.logParameters(),
                1e-3);

        assertAgrees(kernel.crossPullback(instance.inputs, others, adjoint), expected, 1e-8, adjoint.maxAbs());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theCrossPullbackOfTheInputsIsThePullback(Instance instance) {
        assumeTrue(instance.kernel.isFunctionOfInputs());
        Matrix adjoint = Draws.seeded(17).symmetric(instance.inputs.rows());

        assertAgrees(
                instance.kernel.crossPullback(instance.inputs, instance.inputs, adjoint),
                instance.kernel.pullback(instance.inputs, adjoint),
                1e-13,
                adjoint.maxAbs() * instance.inputs.rows());
    }

    /** The first input, so that a distance of 0 is among them, and some near the others. */
    private static Matrix others(Matrix inputs, Draws draws) {
        Matrix others = draws.gaussian(4, inputs.columns());
        for (int q = 0; q < inputs.columns(); q++) {
            others.set(0, q, inputs.get(0, q));
        }
        return others;
    }

    @ParameterizedTest
    @MethodSource("instances")
    void itsOwnLogParametersGiveTheSameKernel(Instance instance) {
        Kernel again = instance.kernel.withLogParameters(instance.kernel.logParameters());

        assertThat(again.name()).isEqualTo(instance.kernel.name());
        assertAgrees(again.matrix(instance.inputs), instance.kernel.matrix(instance.inputs), 1e-14);
        assertAgrees(again.logParameters(), instance.kernel.logParameters(), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theBoundsContainTheParameters(Instance instance) {
        Bounds bounds = instance.kernel.logBounds(instance.inputs);
        double[] parameters = instance.kernel.logParameters();

        assertThat(bounds.size()).isEqualTo(parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            assertThat(parameters[i]).isBetween(bounds.lower()[i], bounds.upper()[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("instances")
    void everyParameterHasAName(Instance instance) {
        List<String> inputNames = IntStream.range(0, instance.inputs.columns())
                .mapToObj(q -> "x" + q)
                .toList();

        assertThat(instance.kernel.parameterNames(inputNames))
                .hasSameSizeAs(instance.kernel.logParameters())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void aKernelStartsAtItself(Instance instance) {
        assertThat(instance.kernel.at(instance.inputs)).isSameAs(instance.kernel);
    }
}
