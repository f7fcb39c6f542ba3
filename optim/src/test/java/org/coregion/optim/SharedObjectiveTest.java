package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.analysis.MultivariateVectorFunction;
import org.junit.jupiter.api.Test;

class SharedObjectiveTest {
    private final List<Double> evaluated = new ArrayList<>();
    private final SharedObjective objective = new SharedObjective(point -> {
        evaluated.add(point[0]);
        return new Evaluation(point, point[0] * point[0], new double[] {2 * point[0]});
    });
    private final MultivariateFunction value = objective.value().getObjectiveFunction();
    private final MultivariateVectorFunction gradient = objective.gradient().getObjectiveFunctionGradient();

    @Test
    void evaluatesOncePerPoint() {
        assertThat(value.value(new double[] {3})).isEqualTo(9);
        assertThat(gradient.value(new double[] {3})).containsExactly(6);
        assertThat(gradient.value(new double[] {4})).containsExactly(8);
        assertThat(value.value(new double[] {4})).isEqualTo(16);

        assertThat(evaluated).containsExactly(3.0, 4.0);
    }

    @Test
    void noticesThatThePointWasOverwritten() {
        double[] point = {3};
        value.value(point);
        point[0] = 5;

        assertThat(gradient.value(point)).containsExactly(10);
        assertThat(evaluated).containsExactly(3.0, 5.0);
    }
}
