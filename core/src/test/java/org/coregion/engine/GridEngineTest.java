package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import java.util.Map;
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
