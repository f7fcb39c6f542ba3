package org.coregion.optim;

/** What a fit has spent so far. */
final class Tally {
    private int evaluations;
    private int wholeEvaluations;
    private int iterations;
    private int eigendecompositions;
    private int coarseEigendecompositions;

    void addEvaluation(FitProblem problem) {
        evaluations++;
        if (!problem.isCoarse()) {
            wholeEvaluations++;
        }
    }

    void addIteration() {
        iterations++;
    }

    /** Counts the kernel matrix of a problem, unless none is decomposed in linear time. */
    void addKernel(FitProblem problem) {
        if (problem.engines().isLinear()) {
            return;
        }
        if (problem.isWhole()) {
            eigendecompositions++;
        } else {
            coarseEigendecompositions++;
        }
    }

    /** Adds what another has counted. */
    void add(Tally other) {
        evaluations += other.evaluations;
        wholeEvaluations += other.wholeEvaluations;
        iterations += other.iterations;
        eigendecompositions += other.eigendecompositions;
        coarseEigendecompositions += other.coarseEigendecompositions;
    }

    /** Evaluations of the likelihood. */
    int evaluations() {
        return evaluations;
    }

    /** Those on all rows. */
    int wholeEvaluations() {
        return wholeEvaluations;
    }

    /** Iterations of the optimiser over K and Σ, or all parameters. */
    int iterations() {
        return iterations;
    }

    /** Kernel matrices of all rows decomposed. */
    int eigendecompositions() {
        return eigendecompositions;
    }

    /** Kernel matrices decomposed in blocks, near that of all rows, or of a part of them. */
    int coarseEigendecompositions() {
        return coarseEigendecompositions;
    }
}
