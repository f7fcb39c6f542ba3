package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.Rows;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchPlanTest {
    /** A decomposition costs many evaluations, a filter's set-up less than one. */
    @ParameterizedTest
    @CsvSource({
        "SPECTRAL, 60, 2, profile",
        "SPECTRAL, 1500, 10, profile",
        "LOW_RANK, 300, 4, profile",
        "STATE_SPACE, 256, 1, joint",
        "STATE_SPACE, 300, 4, joint",
        "STATE_SPACE, 1500, 10, joint",
    })
    void takesFewKernelsWhereTheyAreDear(EngineName engine, int rows, int outputs, String expected) {
        Kernel kernel = engine == EngineName.LOW_RANK ? new SquaredExponential(3) : new Matern52(1);

        SearchPlan plan = SearchPlan.of(problem(engine, kernel, rows, outputs, 0), 1);

        assertThat(plan.name()).isEqualTo(expected);
        assertThat(plan.isJoint()).isEqualTo(expected.equals("joint"));
    }

    /** Missing values are solved for with every K and Σ, and the more they are the less another kernel matters. */
    @Test
    void turnsWhereAnEvaluationCostsAsMuchAsAKernel() {
        String before = "profile";
        int turns = 0;
        for (int missing = 0; missing <= 1000; missing += 50) {
            SearchPlan plan =
                    SearchPlan.of(problem(EngineName.SPECTRAL, new Matern52(1, 1), SearchPlan.LARGE, 4, missing), 2);
            double share =
                    plan.cost().evaluation().total() / plan.cost().kernel().total();
            if (!plan.name().equals(before)) {
                turns++;
                before = plan.name();
                assertThat(share).isBetween(0.2, 1.0);
            }
        }
        assertThat(turns).isOne();
        assertThat(before).isEqualTo("joint");
    }

    /** The gradient in a sum's parameters takes several evaluations; few observed values take most of the time. */
    @Test
    void theEngineDecidesWhereTheCountsAreNear() {
        Kernel sum = Sum.of(new Matern12(1), new Matern52(5));

        SearchPlan linear = SearchPlan.of(problem(EngineName.STATE_SPACE, sum, 200, 3, 0), 3);
        SearchPlan dense = SearchPlan.of(problem(EngineName.DENSE, new Matern52(1), 40, 3, 60), 1);

        assertThat(linear.name()).isEqualTo("joint");
        assertThat(linear.reason()).endsWith(", nearly the same");
        assertThat(dense.name()).isEqualTo("profile");
        assertThat(dense.reason()).endsWith(", nearly the same");
    }

    @Test
    void moreThreadsChooseTheSame() {
        FitProblem problem = problem(EngineName.STATE_SPACE, new Matern12(1), 400, 2, 0);
        FitProblem other = problem.solvedBy(BackendChoice.of("ejml", 7).backend());

        SearchPlan one = SearchPlan.of(problem, 1);
        SearchPlan seven = SearchPlan.of(other, 1);

        assertThat(seven.name()).isEqualTo(one.name());
        assertThat(seven.reason()).isEqualTo(one.reason());
        assertThat(seven.operations()).isEqualTo(one.operations());
    }

    @Test
    void saysWhyWithBothCosts() {
        SearchPlan profile = SearchPlan.of(problem(EngineName.SPECTRAL, new Matern52(1), 100, 2, 0), 1);
        SearchPlan joint = SearchPlan.of(problem(EngineName.STATE_SPACE, new Matern52(1), 2000, 2, 0), 1);

        assertThat(profile.reason())
                .matches("K and the noise within each kernel take about (.*) operations, all parameters at once (.*)")
                .contains(String.format("%.1e", profile.operations().total()));
        assertThat(joint.reason())
                .matches("all parameters at once take about (.*) operations, kernel by kernel (.*)")
                .contains(String.format("%.1e", joint.operations().total()));
    }

    @Test
    void aGivenKernelIsDecomposedOnce() {
        SearchPlan plan = SearchPlan.ofCovariances(problem(EngineName.SPECTRAL, new Matern52(1), 100, 2, 0));

        assertThat(plan.name()).isEqualTo("covariances");
        assertThat(plan.isJoint()).isFalse();
        assertThat(plan.reason()).isEqualTo("the kernel is given");
        assertThat(plan.operations().large()).isEqualTo(plan.cost().kernel().large());
    }

    private static FitProblem problem(EngineName engine, Kernel kernel, int rows, int outputs, int missing) {
        int q = engine == EngineName.SPECTRAL ? kernel.logParameters().length : 1;
        Matrix inputs = Draws.seeded(1).uniform(rows, q, 0, 10);
        Matrix values = Matrix.zeros(rows, outputs);
        Arrays.fill(values.data(), 0, missing, Double.NaN);
        double[] floors = new double[outputs];
        Rows seen = Rows.of(inputs).with(MissingPattern.of(values));
        return FitProblem.of(
                inputs,
                values,
                Samples.ones(rows),
                new FullCovariance(floors),
                new LogDiagonal(floors),
                EnginePlan.of(
                        engine,
                        kernel,
                        seen,
                        outputs + 1,
                        BackendChoice.of("ejml", 1).backend()));
    }
}
