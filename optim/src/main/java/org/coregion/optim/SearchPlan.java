package org.coregion.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coregion.engine.EngineCost;
import org.coregion.linalg.Backend;

/**
 * How kernel, K and Σ are searched for on one level, and what that is expected to take: whichever of two searches has
 * fewer operations by count. {@link ProfileFit} takes few kernels, and an inner fit of K and Σ for each;
 * {@link JointFit} takes another kernel for every evaluation, and fewer of these. Where the counts are too near to
 * tell, it is a profile, which is less easily caught in a poor optimum, but for an engine in linear time a joint
 * search, which ends nearer to the optimum.
 *
 * <p>With q parameters of the kernel and p of K and Σ, a profile takes 3 + q kernels and 40 + 3p evaluations, 15 + 2p
 * of them for other starts of K and Σ; a joint search 10 + 2q + p/4 of both, and the other starts as well where rows
 * are few. Counted on the levels of 25 fits with T from 60 to 3000, D from 1 to 8 and q from 1 to 3 by the spectral,
 * low-rank and state-space engines, and on the fits of docs/performance.csv: half to twice as many but where L has
 * saddles.
 *
 * @param problem the level
 * @param name {@code "profile"}, {@code "joint"}, or {@code "covariances"} where the kernel is given
 * @param reason why it is this search, in words
 * @param cost of one kernel and one evaluation
 * @param operations of the search
 */
record SearchPlan(FitProblem problem, String name, String reason, EngineCost cost, EngineCost.Operations operations) {
    /** From this many rows on, a joint search does not try other starts of K and Σ. */
    static final int LARGE = 1000;

    /** Counts that differ by less than this factor do not tell. */
    private static final double CLEAR = 1.5;

    /** Evaluations for each kernel where little is left to find. */
    private static final double CONFIRMING = 10;

    private static final String JOINT = "joint";

    /** Numbers of kernels and evaluations that a search takes. */
    private record Counts(double kernels, double evaluations) {
        EngineCost.Operations at(EngineCost cost) {
            return cost.kernel().times(kernels).plus(cost.evaluation().times(evaluations));
        }
    }

    /**
     * For every level.
     *
     * @param variables q
     */
    static List<SearchPlan> of(List<FitProblem> levels, int variables) {
        List<SearchPlan> plans = new ArrayList<>();
        for (FitProblem level : levels) {
            plans.add(of(level, variables));
        }
        return plans;
    }

    /** For one level. */
    static SearchPlan of(FitProblem problem, int variables) {
        double q = variables;
        double p = covarianceCount(problem);
        double others = otherStarts(p);
        double kernels = 10 + 2 * q + p / 4;
        EngineCost cost = problem.engines().cost(problem.outputs().columns(), variables);
        EngineCost.Operations profile = new Counts(3 + q, 25 + p + others).at(cost);
        EngineCost.Operations joint = new Counts(kernels, kernels + (problem.size() < LARGE ? others : 0)).at(cost);
        double ratio = joint.total() / profile.total();
        boolean isNear = ratio < CLEAR && ratio > 1 / CLEAR;
        boolean isJoint = isNear ? problem.engines().isLinear() : ratio < 1;
        String reason = isJoint
                ? inWords("all parameters at once take", joint, "kernel by kernel", profile, isNear)
                : inWords("K and the noise within each kernel take", profile, "all parameters at once", joint, isNear);
        return new SearchPlan(problem, isJoint ? JOINT : "profile", reason, cost, isJoint ? joint : profile);
    }

    /** For a kernel that is given. */
    static SearchPlan ofCovariances(FitProblem problem) {
        double p = covarianceCount(problem);
        EngineCost cost = problem.engines().cost(problem.outputs().columns(), 0);
        return new SearchPlan(
                problem, "covariances", "the kernel is given", cost, new Counts(1, 25 + p + otherStarts(p)).at(cost));
    }

    private static double covarianceCount(FitProblem problem) {
        return problem.coregionalization().parameterCount() + problem.noise().parameterCount();
    }

    private static double otherStarts(double p) {
        return 15 + 2 * p;
    }

    private static String inWords(
            String what, EngineCost.Operations chosen, String instead, EngineCost.Operations other, boolean isNear) {
        return String.format(
                Locale.ROOT,
                "%s about %.1e operations, %s %.1e%s",
                what,
                chosen.total(),
                instead,
                other.total(),
                isNear ? ", nearly the same" : "");
    }

    /** The same from so near an optimum that so many kernels confirm it. */
    SearchPlan confirming(int kernels) {
        return new SearchPlan(problem, name, reason, cost, new Counts(kernels, kernels * CONFIRMING).at(cost));
    }

    boolean isJoint() {
        return name.equals(JOINT);
    }

    /** The same with the large matrices computed by another backend. */
    SearchPlan solvedBy(Backend backend) {
        return new SearchPlan(problem.solvedBy(backend), name, reason, cost, operations);
    }
}
