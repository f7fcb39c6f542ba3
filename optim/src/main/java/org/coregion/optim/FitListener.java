package org.coregion.optim;

/** Hears how a fit advances, on the thread that runs it. */
@FunctionalInterface
public interface FitListener {
    /** An iteration has ended. */
    void iteration(Progress progress);

    /**
     * Where a fit stands.
     *
     * @param run the run, from 1
     * @param runs how many runs there will be: one more than the restarts
     * @param iteration over all rows of this run, from 1
     * @param evaluations over all rows of this run so far
     * @param objective L, in the units of the data, plus the log prior if the model has any
     * @param gradientNorm the largest absolute element of its gradient
     */
    record Progress(int run, int runs, int iteration, int evaluations, double objective, double gradientNorm) {}
}
