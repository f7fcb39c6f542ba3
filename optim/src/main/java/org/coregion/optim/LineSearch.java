package org.coregion.optim;

import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A step along a descent direction that satisfies the strong Wolfe conditions (Moré and Thuente 1994, ACM TOMS 20).
 *
 * <p>Trial steps come from cubic and quadratic interpolation inside an interval that keeps the best step so far at one
 * end. Two things are added. A trial where the objective is not finite is a wall: the search draws back towards the
 * best step and does not go that far again. And where the objective changes by rounding only, the slope alone decides
 * (approximate Wolfe conditions; Hager and Zhang 2005), so that the gradient can still fall.
 */
final class LineSearch {
    /** Sufficient decrease. */
    private static final double DECREASE = 1e-4;
    /** Share of the initial slope that may be left. */
    private static final double CURVATURE = 0.9;
    /**
     * Changes of the objective below this share of it are taken for rounding. The value of an ill-conditioned objective
     * is uncertain long before its gradient is (a likelihood with the noise at its floor: to 1e-9 and worse), and a
     * smaller share would trap the search there; Hager and Zhang take 1e-6.
     */
    static final double ROUNDING = 1e-7;

    private static final double MAX_STEP = 1e20;
    private static final int MAX_TRIALS = 20;
    private static final int MAX_RETREATS = 60;

    /** A point on the line. */
    record Trial(double step, double slope, Evaluation at) {
        double value() {
            return at.value();
        }

        boolean isFinite() {
            return Double.isFinite(slope) && at.isFinite();
        }
    }

    private final DoubleFunction<@Nullable Trial> line;
    private final Trial start;
    private double wall = MAX_STEP;

    /** The end of the interval with the lowest value, and the other end. */
    private Trial best;

    private Trial other;
    private boolean bracketed;

    private LineSearch(DoubleFunction<@Nullable Trial> line, Trial start) {
        this.line = line;
        this.start = start;
        this.best = start;
        this.other = start;
    }

    /**
     * Searches.
     *
     * @param line evaluates a step; null when no more evaluations are allowed
     * @param start step 0, with a negative slope
     * @param firstStep the first step to try
     * @return the accepted step; or, when evaluations or trials run out, the best one found, which may be the start
     */
    static Trial search(DoubleFunction<@Nullable Trial> line, Trial start, double firstStep) {
        return new LineSearch(line, start).run(firstStep);
    }

    private Trial run(double firstStep) {
        double step = firstStep;
        double width = Double.POSITIVE_INFINITY;
        boolean auxiliary = true;
        for (int k = 0; k < MAX_TRIALS; k++) {
            Trial trial = finiteTrial(step);
            if (trial == null) {
                return best;
            }
            if (accepts(trial)) {
                return trial;
            }
            boolean decreased = trial.value() <= decreaseBound(trial.step);
            if (decreased && trial.slope >= 0) {
                auxiliary = false;
            }
            // Until a step has decreased enough, the search runs on φ(t) − φ(0) − c₁φ′(0)t (section 2 of the paper).
            double tilt = auxiliary && !decreased && trial.value() <= best.value() ? DECREASE * start.slope : 0;
            step = next(trial, tilt);
            if (bracketed) {
                double newWidth = Math.abs(other.step - best.step);
                if (newWidth <= 1e-16 * Math.max(best.step, other.step)) {
                    return best;
                }
                if (newWidth > 0.66 * width) {
                    step = best.step + (other.step - best.step) / 2;
                }
                width = newWidth;
            }
        }
        return best;
    }

    /** Both Wolfe conditions, or their approximate form where the value differs by rounding. */
    private boolean accepts(Trial trial) {
        boolean flat = Math.abs(trial.slope) <= -CURVATURE * start.slope;
        boolean decreased = trial.value() <= decreaseBound(trial.step);
        boolean rounding = Math.abs(trial.value() - start.value()) <= ROUNDING * Math.abs(start.value())
                && trial.slope <= (2 * DECREASE - 1) * start.slope;
        return flat && (decreased || rounding);
    }

    private double decreaseBound(double step) {
        return start.value() + DECREASE * step * start.slope;
    }

    /** Evaluates a step, drawing back towards the best one while the objective is not finite. */
    private @Nullable Trial finiteTrial(double wanted) {
        double step = Math.min(wanted, best.step + 0.9 * (wall - best.step));
        for (int k = 0; k < MAX_RETREATS; k++) {
            Trial trial = line.apply(step);
            if (trial == null || trial.isFinite()) {
                return trial;
            }
            if (step > best.step) {
                wall = Math.min(wall, step);
            }
            step = best.step + (step - best.step) / 4;
        }
        return null;
    }

    /** Chooses the next step and updates the interval; {@code tilt} is the slope taken off every value. */
    private double next(Trial trial, double tilt) {
        double value = trial.value() - tilt * trial.step;
        double slope = trial.slope - tilt;
        double bestValue = best.value() - tilt * best.step;
        double bestSlope = best.slope - tilt;
        double otherValue = other.value() - tilt * other.step;
        double otherSlope = other.slope - tilt;
        boolean higher = value > bestValue;
        boolean opposite = slope * Math.signum(bestSlope) < 0;
        double step;
        if (higher) {
            double cubic = cubic(best.step, bestValue, bestSlope, trial.step, value, slope);
            double quadratic = quadratic(best.step, bestValue, bestSlope, trial.step, value);
            step = Math.abs(cubic - best.step) < Math.abs(quadratic - best.step)
                    ? cubic
                    : cubic + (quadratic - cubic) / 2;
            bracketed = true;
        } else if (opposite) {
            double cubic = cubic(best.step, bestValue, bestSlope, trial.step, value, slope);
            double secant = secant(best.step, bestSlope, trial.step, slope);
            step = Math.abs(cubic - trial.step) > Math.abs(secant - trial.step) ? cubic : secant;
            bracketed = true;
        } else if (bracketed) {
            step = Math.abs(slope) < Math.abs(bestSlope)
                    ? closer(
                            trial.step,
                            cubic(best.step, bestValue, bestSlope, trial.step, value, slope),
                            secant(best.step, bestSlope, trial.step, slope))
                    : cubic(trial.step, value, slope, other.step, otherValue, otherSlope);
            double limit = trial.step + 0.66 * (other.step - trial.step);
            step = trial.step > best.step ? Math.min(limit, step) : Math.max(limit, step);
        } else {
            // Still going down: extrapolate, between 1.1 and 4 times the last stride.
            double stride = trial.step - best.step;
            double secant = Math.abs(slope) < Math.abs(bestSlope)
                    ? secant(best.step, bestSlope, trial.step, slope)
                    : Double.POSITIVE_INFINITY;
            step = Math.max(trial.step + 1.1 * stride, Math.min(secant, trial.step + 4 * stride));
        }
        if (higher) {
            other = trial;
        } else {
            if (opposite) {
                other = best;
            }
            best = trial;
        }
        if (!bracketed) {
            return Math.min(step, MAX_STEP);
        }
        double low = Math.min(best.step, other.step);
        double high = Math.max(best.step, other.step);
        boolean inside = step > low && step < high;
        return inside ? step : low + (high - low) / 2;
    }

    private static double closer(double to, double a, double b) {
        return Math.abs(a - to) < Math.abs(b - to) ? a : b;
    }

    /** Minimiser of the cubic through two values and slopes; NaN if it has none. */
    static double cubic(double a, double fa, double da, double b, double fb, double db) {
        double theta = 3 * (fa - fb) / (b - a) + da + db;
        double scale = Math.max(Math.abs(theta), Math.max(Math.abs(da), Math.abs(db)));
        double root = (theta / scale) * (theta / scale) - (da / scale) * (db / scale);
        double gamma = Math.copySign(scale * Math.sqrt(Math.max(0, root)), b - a);
        return a + (gamma - da + theta) / (2 * gamma - da + db) * (b - a);
    }

    /** Minimiser of the parabola through two values and the slope at the first. */
    private static double quadratic(double a, double fa, double da, double b, double fb) {
        return a + da / ((fa - fb) / (b - a) + da) / 2 * (b - a);
    }

    /** Zero of the line through two slopes. */
    private static double secant(double a, double da, double b, double db) {
        return a + da / (da - db) * (b - a);
    }
}
