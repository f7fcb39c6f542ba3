package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

        assertAgrees(
                kernel.crossPullback(instance.inputs, others, adjoint),
                expected,
                1e-8,
                Math.max(adjoint.maxAbs(), largest(expected)));
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

    @ParameterizedTest
    @MethodSource("instances")
    void theCrossMatrixOfTheInputsIsTheMatrix(Instance instance) {
        assumeTrue(instance.kernel.isFunctionOfInputs());

        assertThat(instance.kernel.crossMatrix(instance.inputs, instance.inputs).data())
                .containsExactly(instance.kernel.matrix(instance.inputs).data());
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theExpressionGivesItBackToTheLastDigit(Instance instance) {
        assumeTrue(instance.kernel.isFunctionOfInputs());
        List<String> names = names(instance.inputs.columns());
        String text = instance.kernel.expression(names);

        Kernel again = KernelExpression.parse(text).requireComplete().at(instance.inputs, names);

        assertThat(again.logParameters()).containsExactly(instance.kernel.logParameters());
        assertThat(again.matrix(instance.inputs).data())
                .containsExactly(instance.kernel.matrix(instance.inputs).data());
        assertThat(again.expression(names)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("instances")
    void onSomeOfTheColumnsItSeesNoOthers(Instance instance) {
        int q = instance.inputs.columns();
        int[] columns = IntStream.range(0, q).map(k -> q - k).toArray();
        assumeTrue(q > 0);
        Matrix wider = Draws.seeded(23).gaussian(instance.inputs.rows(), q + 1);
        for (int k = 0; k < q; k++) {
            for (int t = 0; t < wider.rows(); t++) {
                wider.set(t, columns[k], instance.inputs.get(t, k));
            }
        }
        Kernel kernel = instance.kernel.on(columns);
        Matrix adjoint = Draws.seeded(11).symmetric(wider.rows());

        assertThat(kernel.matrix(wider).data())
                .containsExactly(instance.kernel.matrix(instance.inputs).data());
        assertThat(kernel.diagonal(wider)).containsExactly(instance.kernel.diagonal(instance.inputs));
        assertThat(kernel.pullback(wider, adjoint)).containsExactly(instance.kernel.pullback(instance.inputs, adjoint));
        assertThat(kernel.logBounds(wider).lower())
                .containsExactly(instance.kernel.logBounds(instance.inputs).lower());
        assertThat(kernel.isFunctionOfInputs()).isEqualTo(instance.kernel.isFunctionOfInputs());
        assertThat(kernel.at(wider)).isSameAs(kernel);
        assertThat(kernel.parameterNames(names(q + 1)))
                .hasSameSizeAs(kernel.logParameters())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void asAProductOverTheColumnsItIsTheSame(Instance instance) {
        int q = instance.inputs.columns();
        Optional<AxisProduct> product = instance.kernel.axisProduct(q);
        assumeTrue(q > 0 && product.isPresent());
        Kernel[] factors = new Kernel[q];
        for (int k = 0; k < q; k++) {
            factors[k] = product.get().factors().get(k).on(new int[] {k});
        }
        Kernel same = Product.of(factors);
        Matrix adjoint = Draws.seeded(11).symmetric(instance.inputs.rows());
        double[] gradient = same.pullback(instance.inputs, adjoint);
        List<double[]> perFactor = new ArrayList<>();
        int from = 0;
        for (Kernel factor : factors) {
            int to = from + factor.logParameters().length;
            perFactor.add(Arrays.copyOfRange(gradient, from, to));
            from = to;
        }

        assertAgrees(same.matrix(instance.inputs), instance.kernel.matrix(instance.inputs), 1e-14);
        assertAgrees(
                product.get().gradient(perFactor),
                instance.kernel.pullback(instance.inputs, adjoint),
                1e-12,
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
        assertThat(instance.kernel.parameterNames(names(instance.inputs.columns())))
                .hasSameSizeAs(instance.kernel.logParameters())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void aKernelStartsAtItself(Instance instance) {
        assertThat(instance.kernel.at(instance.inputs)).isSameAs(instance.kernel);
        assertThat(instance.kernel.shortened(3)).isSameAs(instance.kernel);
    }

    /** Names of every kind that an expression must tell apart. */
    private static List<String> names(int count) {
        return List.of("x", "isotropic", "soil \"pH\" \\ 2", "Größe_3").subList(0, count);
    }
}
