package org.coregion.optim;

import org.coregion.InvalidInputException;
import org.coregion.engine.EngineName;
import org.coregion.linalg.BackendChoice;

/** How a fit is run. Immutable; the defaults suit most data. */
public final class FitOptions {
    /** More than any machine has use for, and than a fit has work for. */
    private static final int MOST_THREADS = 1024;

    private static final FitOptions DEFAULTS = new FitOptions();

    private int restarts;
    private long seed;
    private boolean standardized = true;
    private boolean restricted;
    private double noiseFloor = 1e-8;
    private double gradientTolerance = 1e-6;
    private int maxEvaluations = 100_000;
    private FitListener listener = progress -> {};
    private EngineName engine = EngineName.AUTO;
    private String backend = BackendChoice.AUTO;
    private int threads;

    private FitOptions() {}

    /** A copy, of which the caller changes one value before it hands it out. */
    private FitOptions copy() {
        FitOptions copy = new FitOptions();
        copy.restarts = restarts;
        copy.seed = seed;
        copy.standardized = standardized;
        copy.restricted = restricted;
        copy.noiseFloor = noiseFloor;
        copy.gradientTolerance = gradientTolerance;
        copy.maxEvaluations = maxEvaluations;
        copy.listener = listener;
        copy.engine = engine;
        copy.backend = backend;
        copy.threads = threads;
        return copy;
    }

    /**
     * One run from a start that the data gives, on standardised outputs, until the gradient in the parameters of K and
     * Σ is below 1e-6 (for each thousand values, if there are more) and the kernel's parameters are within a thousandth
     * of their standard errors of the optimum, or 100000 evaluations are used up. Where all parameters are searched for
     * at once, the gradient in the kernel's logarithms is below 1e-6 as well.
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
        FitOptions copy = copy();
        copy.restarts = count;
        return copy;
    }

    /** The same options with another seed of the random starts. */
    public FitOptions withSeed(long value) {
        FitOptions copy = copy();
        copy.seed = value;
        return copy;
    }

    /** The same options, with or without bringing the outputs to a common scale for the optimiser. */
    public FitOptions withStandardization(boolean value) {
        FitOptions copy = copy();
        copy.standardized = value;
        return copy;
    }

    /**
     * The same options, with or without the restricted likelihood (REML: Patterson and Thompson 1971): that of the T −
     * P contrasts of each output which do not depend on the mean's coefficients, so that variances are not
     * underestimated for their being estimated. Without a mean it is the same. False by default.
     */
    public FitOptions withRestrictedLikelihood(boolean value) {
        FitOptions copy = copy();
        copy.restricted = value;
        return copy;
    }

    /**
     * The same options with another lower bound of the noise: without one, the likelihood of data that the kernel can
     * interpolate may grow without limit.
     *
     * @param share of each output's variance about its mean, positive, at a row of typical relative noise; 1e-8 by
     *     default
     */
    public FitOptions withNoiseFloor(double share) {
        require(share > 0 && share < 1, "noise floor", share, "between 0 and 1");
        FitOptions copy = copy();
        copy.noiseFloor = share;
        return copy;
    }

    /**
     * The same options with another tolerance.
     *
     * @param tolerance the largest absolute element of the gradient of L in the parameters of K and Σ, in standardised
     *     units, for each thousand values of the data if there are more. The kernel's parameters are found to a
     *     thousandth of their standard errors, or to a smaller part by the factor that this is below the default, or
     *     with all others by the gradient where all are searched for at once
     */
    public FitOptions withGradientTolerance(double tolerance) {
        require(tolerance >= 0, "gradient tolerance", tolerance, "that is at least 0");
        FitOptions copy = copy();
        copy.gradientTolerance = tolerance;
        return copy;
    }

    /** The same options with another limit on the evaluations over all rows that each run may take. */
    public FitOptions withMaxEvaluations(int count) {
        require(count > 0, "number of evaluations", count, "that is at least 1");
        FitOptions copy = copy();
        copy.maxEvaluations = count;
        return copy;
    }

    /** The same options with a listener that hears of every iteration. */
    public FitOptions withListener(FitListener hears) {
        FitOptions copy = copy();
        copy.listener = hears;
        return copy;
    }

    /**
     * The same options with another engine, the part that deals with the T observations: {@link EngineName#AUTO}, the
     * default, chooses by the structure of the data, and {@link FitResult#engine()} says which one was used. A fit
     * refuses an engine that does not apply to its data or its kernel.
     */
    public FitOptions withEngine(EngineName name) {
        FitOptions copy = copy();
        copy.engine = name;
        return copy;
    }

    /**
     * The same options with another backend of the large matrices. {@link FitResult#backend()} says which one was used.
     *
     * @param name {@code "auto"}, the default, for the fastest on the class path that loads; or a backend's name, such
     *     as {@code "ejml"}, which a fit refuses if it cannot be loaded
     */
    public FitOptions withBackend(String name) {
        FitOptions copy = copy();
        copy.backend = name;
        return copy;
    }

    /**
     * The same options with another limit on the threads that a fit takes; the result does not depend on it.
     *
     * @param count 0, the default, for all processors; 1024 at most
     */
    public FitOptions withThreads(int count) {
        require(
                count >= 0 && count <= MOST_THREADS,
                "number of threads",
                count,
                "that is at least 1 and at most " + MOST_THREADS + ", or 0 for all processors");
        FitOptions copy = copy();
        copy.threads = count;
        return copy;
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

    /** Whether the restricted likelihood is maximised. */
    public boolean isRestricted() {
        return restricted;
    }

    /** The smallest noise variance, as a share of each output's variance. */
    public double noiseFloor() {
        return noiseFloor;
    }

    /** The largest absolute element of the gradient at which a run stops. */
    public double gradientTolerance() {
        return gradientTolerance;
    }

    /** The same for data of so many values: the gradient is a sum over all of them, and so is its rounding. */
    double gradientTolerance(long values) {
        return gradientTolerance * Math.max(1, values / 1000.0);
    }

    /** The most evaluations over all rows of one run. */
    public int maxEvaluations() {
        return maxEvaluations;
    }

    /** Who hears of iterations. */
    public FitListener listener() {
        return listener;
    }

    /** The engine asked for. */
    public EngineName engine() {
        return engine;
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
