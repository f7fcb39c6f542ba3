package org.coregion.engine;

import java.util.Arrays;
import org.coregion.kernel.StateSpaceForm;

/**
 * ∂L/∂ log kernel parameter from the adjoints of every step; those of steps of the same length are summed up as long as
 * they follow each other. Mutable.
 */
final class StepAdjoints {
    private final StateSpaceForm form;
    private final StepTable table;
    private final double[] transition;
    private final double[] noise;
    private final double[] gradient;
    private double distance;

    /** @param parameters how many there are */
    StepAdjoints(StateSpaceForm form, StepTable table, int parameters) {
        int n = form.dimension();
        this.form = form;
        this.table = table;
        this.transition = new double[n * n];
        this.noise = new double[n * n];
        this.gradient = new double[parameters];
    }

    /**
     * The step to row t &gt; 0.
     *
     * @param ofTransition ∂L/∂Φ of the states times the rows' factors, n×n
     * @param ofNoise ∂L/∂Q of the same, n×n
     */
    void add(int t, double[] ofTransition, double[] ofNoise) {
        if (table.distance(t) != distance) {
            flush();
            distance = table.distance(t);
        }
        double ratio = table.ratio(t);
        double square = table.factor(t) * table.factor(t);
        for (int i = 0; i < noise.length; i++) {
            transition[i] += ratio * ofTransition[i];
            noise[i] += square * ofNoise[i];
        }
    }

    /**
     * The first row.
     *
     * @param ofStationary ∂L/∂P∞ of the states times the row's factor, n×n; overwritten
     */
    void addStart(double[] ofStationary) {
        for (int i = 0; i < ofStationary.length; i++) {
            ofStationary[i] *= table.factor(0) * table.factor(0);
        }
        form.pullbackStationary(ofStationary, gradient);
    }

    private void flush() {
        form.pullback(distance, transition, noise, gradient);
        Arrays.fill(transition, 0);
        Arrays.fill(noise, 0);
    }

    /** The gradient: a copy. */
    double[] gradient() {
        flush();
        return gradient.clone();
    }
}
