package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What L-BFGS refuses, by name. */
class LbfgsArgumentsTest {
    private final OptimizationData value = new ObjectiveFunction(x -> x[0] * x[0]);
    private final OptimizationData gradient = new ObjectiveFunctionGradient(x -> new double[] {2 * x[0]});
    private final OptimizationData start = new InitialGuess(new double[] {1});

    @Test
    void refusesBounds() {
        assertRefused("SimpleBounds", value, gradient, start, SimpleBounds.unbounded(1));
    }

    @Test
    void refusesDataOfOtherOptimisers() {
        assertRefused("NonNegativeConstraint", value, gradient, start, new NonNegativeConstraint(true));
    }

    @Test
    void needsObjectiveGradientAndStart() {
        assertRefused("needs an ObjectiveFunction", gradient, start);
        assertRefused("an ObjectiveFunctionGradient", value, start);
        assertRefused("an InitialGuess", value, gradient);
    }

    @Test
    void doesNotTakeThePartsOfAnEarlierProblem() {
        LbfgsOptimizer optimizer = new LbfgsOptimizer(1e-8);
        optimizer.optimize(value, gradient, start);

        assertThatThrownBy(() -> optimizer.optimize(value, start)).hasMessageContaining("ObjectiveFunctionGradient");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAStartWithoutFiniteValue(double bad) {
        assertRefused("not finite at the start: value " + bad, new ObjectiveFunction(x -> bad), gradient, start);
    }

    @Test
    void refusesAStartWithoutFiniteGradient() {
        OptimizationData broken = new ObjectiveFunctionGradient(x -> new double[] {Double.NaN});

        assertRefused("gradient is not finite at the start: value 1.0", value, broken, start);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void refusesMemoryBelowOne(int memory) {
        assertThatThrownBy(() -> new LbfgsOptimizer(memory, 1e-8, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory")
                .hasMessageContaining(String.valueOf(memory));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-8, Double.NaN})
    void refusesToleranceBelowZero(double tolerance) {
        assertThatThrownBy(() -> new LbfgsOptimizer(tolerance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gradient tolerance")
                .hasMessageContaining(String.valueOf(tolerance));
    }

    private static void assertRefused(String message, OptimizationData... data) {
        assertThatThrownBy(() -> new LbfgsOptimizer(1e-8).optimize(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
