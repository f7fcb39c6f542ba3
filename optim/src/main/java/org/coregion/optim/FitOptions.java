package org.coregion.optim;

import org.coregion.InvalidInputException;
import org.coregion.linalg.BackendChoice;

/** How a fit is run. Immutable; the defaults suit most data. */
public final class FitOptions {
    private static final FitOptions DEFAULTS =
            new FitOptions(0, 0, true, 1e-8, 1e-6, 100000, progress -> {}, BackendChoice.AUTO, 0);

    private final int restarts;
    private final long seed;
    private final boolean standardized;
    private final double noiseFloor;
    private final double gradientTolerance;
    private final int maxEvaluations;
    private final FitListener listener;
    private final String backend;
    private final int threads;

    private FitOptions(
            int restarts,
            long seed,
            boolean standardized,
            double noiseFloor,
            double gradientTolerance,
            int maxEvaluations,
            FitListener listener,
            String backend,
            int threads) {
        this.restarts = restarts;
        this.seed = seed;
        this.standardized = standardized;
        this.noiseFloor = noiseFloor;
        this.gradientTolerance = gradientTolerance;
        this.maxEvaluations = maxEvaluations;
        this.listener = listener;
        this.backend = backend;
        this.threads = threads;
    }

    /**
     * One run from a start that the data gives, on standardised outputs, until the gradient in the parameters of K and
     * Σ is below 1e-6 (for each thousand values, if there are more) and the kernel's parameters are within 1e-5
     * standard errors of the optimum, or 100000 evaluations are used up.
     */
    public static FitOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same options with further runs from random starts; the best run is the result.
     *
     * @param count 0 for none
     */
    public FitOptions withRestarts(int count) {
        require(count >= 0, "number of restarts", count, "that is at least 0");
        return new FitOptions(
                count, seed, standardized, noiseFloor, gradientTolerance, maxEvaluations, listener, backend, threads);
    }

    /** The same options with another seed of the random starts. */
    public FitOptions withSeed(long value) {
        return new FitOptions(
                restarts,
                value,
                standardized,
                noiseFloor,
                gradientTolerance,
                maxEvaluations,
                listener,
                backend,
                threads);
    }

    /** The same options, with or without bringing the outputs to a common scale for the optimiser. */
    public FitOptions withStandardization(boolean value) {
        return new FitOptions(
                restarts, seed, value, noiseFloor, gradientTolerance, maxEvaluations, listener, backend, threads);
    }

    /**
     * The same options with another lower bound of the noise: without one, the likelihood of data that the kernel can
     * interpolate may grow without limit.
     *
     * @param share of each output's variance, positive; 1e-8 by default
     */
    public FitOptions withNoiseFloor(double share) {
        require(share > 0 && share < 1, "noise floor", share, "between 0 and 1");
        return new FitOptions(
                restarts, seed, standardized, share, gradientTolerance, maxEvaluations, listener, backend, threads);
    }

    /**
     * The same options with another tolerance.
     *
     * @param tolerance the largest absolute element of the gradient of L in the parameters of K and Σ, in standardised
     *     units, for each thousand values of the data if there are more; the kernel's parameters are found to a small
     *     fraction of their standard errors in any case
     */
    public FitOptions withGradientTolerance(double tolerance) {
        require(tolerance >= 0, "gradient tolerance", tolerance, "that is at least 0");
        return new FitOptions(
                restarts, seed, standardized, noiseFloor, tolerance, maxEvaluations, listener, backend, threads);
    }

    /** The same options with another limit on the evaluations over all rows that each run may take. */
    public FitOptions withMaxEvaluations(int count) {
        require(count > 0, "number of evaluations", count, "that is at least 1");
        return new FitOptions(
                restarts, seed, standardized, noiseFloor, gradientTolerance, count, listener, backend, threads);
    }

    /** The same options with a listener that hears of every iteration. */
    public FitOptions withListener(FitListener hears) {
        return new FitOptions(
                restarts, seed, standardized, noiseFloor, gradientTolerance, maxEvaluations, hears, backend, threads);
    }

    /**
     * The same options with another backend of the large matrices. {@link FitResult#backend()} says which one was used.
     *
     * @param name {@code "auto"}, the default, for the fastest on the class path that loads; or a backend's name, such
     *     as {@code "ejml"}, which a fit refuses if it cannot be loaded
     */
    public FitOptions withBackend(String name) {
        return new FitOptions(
                restarts, seed, standardized, noiseFloor, gradientTolerance, maxEvaluations, listener, name, threads);
    }

    /**
     * The same options with another limit on the threads that a fit takes; the result does not depend on it.
     *
     * @param count 0, the default, for all processors
     */
    public FitOptions withThreads(int count) {
        require(count >= 0, "number of threads", count, "that is at least 1, or 0 for all processors");
        return new FitOptions(
                restarts, seed, standardized, noiseFloor, gradientTolerance, maxEvaluations, listener, backend, count);
    }

    /** Runs after the first. */
    public int restarts() {
        return restarts;
    }

    /** The seed of the random starts. */
    public long seed() {
        return seed;
    }

    /** Whether the optimiser sees standardised outputs. */
    public boolean isStandardized() {
        return standardized;
    }

    /** The smallest noise variance, as a share of each output's variance. */
    public double noiseFloor() {
        return noiseFloor;
    }

    /** The largest absolute element of the gradient at which a run stops. */
    public double gradientTolerance() {
        return gradientTolerance;
    }

    /** The most evaluations over all rows of one run. */
    public int maxEvaluations() {
        return maxEvaluations;
    }

    /** Who hears of iterations. */
    public FitListener listener() {
        return listener;
    }

    /** The backend asked for. */
    public String backend() {
        return backend;
    }

    /** The most threads that a fit takes; 0 for all processors. */
    public int threads() {
        return threads;
    }

    private static void require(boolean holds, String name, Number value, String rule) {
        if (!holds) {
            throw new InvalidInputException("The " + name + " is " + value + ".", "choose one " + rule + ".");
        }
    }
}
