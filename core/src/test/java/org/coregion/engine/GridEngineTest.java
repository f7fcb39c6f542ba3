package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class GridEngineTest extends EngineLaws {
    @Override
    protected Engine engine(Kernel kernel, Matrix inputs) {
        return SpectralEngine.grid(kernel, inputs, BackendChoice.fastest()).orElseThrow();
    }

    @Override
    protected boolean appliesTo(EngineProblem problem) {
        return SpectralEngine.grid(problem.kernel(), problem.inputs(), BackendChoice.fastest())
                .isPresent();
    }

    @Test
    void appliesToEveryGridAmongTheProblems() {
        Map<Boolean, List<EngineProblem>> problems = EngineProblems.all()
                .collect(Collectors.partitioningBy(problem -> problem.name().startsWith("grid")));

        assertThat(problems.get(true)).isNotEmpty().allMatch(this::appliesTo);
        assertThat(problems.get(false)).noneMatch(this::appliesTo);
    }

    @Test
    void isCalledGrid() {
        Engine engine = engine(new SquaredExponential(1), EngineProblems.grid(Draws.seeded(1), 3, 4));

        assertThat(engine.name()).isEqualTo("grid");
        assertThat(engine.rank()).hasValue(12);
        assertThat(engine.adjustment()).isEmpty();
    }

    /** As many cells as make each series a block of its own. */
    @Test
    void theGradientOfLongSeriesIsTheSumOfTheirs() {
        Draws draws = Draws.seeded(2);
        Matrix inputs = EngineProblems.grid(draws, 101, 102, 103);
        Kernel kernel = new SquaredExponential(0.5, 0.7, 0.9);
        GridBasis basis = GridBasis.of(kernel, Grid.of(inputs).orElseThrow(), BackendChoice.fastest())
                .orElseThrow();
        Matrix z = draws.gaussian(2, inputs.rows());
        double[] delta = {2, 3};
        double[] weights = draws.uniform(1, inputs.rows(), 0, 1).data();
        double[] none = new double[inputs.rows()];
        BiConsumer<Matrix, Matrix> outside = (target, factors) -> {};

        double[] both = basis.kernelGradient(new KernelAdjoint(z, outside, delta, weights));
        double[] first =
                basis.kernelGradient(new KernelAdjoint(z.rowsBetween(0, 1), outside, new double[] {delta[0]}, weights));
        double[] second =
                basis.kernelGradient(new KernelAdjoint(z.rowsBetween(1, 2), outside, new double[] {delta[1]}, none));

        for (int a = 0; a < both.length; a++) {
            assertThat(both[a]).isCloseTo(first[a] + second[a], withinPercentage(1e-9));
        }
    }

    @Test
    void leavesAKernelThatIsNoProductToTheOthers() {
        assertThat(SpectralEngine.grid(
                        new Matern32(1), EngineProblems.grid(Draws.seeded(1), 3, 4), BackendChoice.fastest()))
                .isEmpty();
    }

    @Test
    void refusesAKernelThatDoesNotApplyToTheInputs() {
        Matrix inputs = EngineProblems.grid(Draws.seeded(1), 3, 4);

        assertRefused(
                () -> SpectralEngine.grid(new SquaredExponential(1, 2, 3), inputs, BackendChoice.fastest()),
                "3 lengthscales",
                "2 input");
    }
}
