package org.coregion.optim;

import java.util.Arrays;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.jspecify.annotations.Nullable;

/**
 * Gives commons-math value and gradient as the two functions it asks for, from one evaluation per point: the last one
 * is kept.
 */
final class SharedObjective {
    /** Computes value and gradient together. */
    @FunctionalInterface
    interface ValueAndGradient {
        Evaluation at(double[] point);
    }

    private final ValueAndGradient function;
    private @Nullable Evaluation last;

    SharedObjective(ValueAndGradient function) {
        this.function = function;
    }

    ObjectiveFunction value() {
        return new ObjectiveFunction(point -> at(point).value());
    }

    ObjectiveFunctionGradient gradient() {
        return new ObjectiveFunctionGradient(point -> at(point).gradient());
    }

    private Evaluation at(double[] point) {
        Evaluation known = last;
        if (known == null || !Arrays.equals(known.point(), point)) {
            known = function.at(point.clone());
            last = known;
        }
        return known;
    }
}
