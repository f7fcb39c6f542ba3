package org.coregion.likelihood;

import java.util.Optional;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.Engine;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.SeriesSolver;
import org.coregion.engine.SeriesStatistics;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * L = −½ log det U − vᵀU⁻¹v and its exact gradients, U = M ⊗ K + I_T ⊗ Σ, in the Kronecker form; U is never formed. The
 * rows of the T×D outputs, less a mean profiled out by generalised least squares, are the blocks of v.
 *
 * <p>An evaluation costs O(TD² + D³) beside the engine and allocates nothing of size T. Where outputs are missing, U is
 * the covariance of the observed ones, and the cost that of the engine's {@link org.coregion.engine.HeterotopicSolver}.
 * Mutable workspace: one per thread.
 */
public final class LogMarginalLikelihood {
    /** That of the series; where outputs are missing, of zeros in their stead, and for the information alone. */
    private final SeriesSolver solver;
    /** Present where outputs are missing. */
    private final Optional<HeterotopicLikelihood> heterotopic;

    private final int observations;
    /** Outputs / v: 1, or √2 where v is the outputs / √2. */
    private final double unit;

    private LogMarginalLikelihood(Engine engine, Matrix v, Matrix basis, double unit) {
        boolean isComplete = MissingPattern.of(v).isComplete();
        this.heterotopic = isComplete
                ? Optional.empty()
                : Optional.of(new HeterotopicLikelihood(engine.heterotopicSolver(v, basis, false)));
        this.solver = engine.solver(isComplete ? v : Matrix.zeros(v.rows(), v.columns()), basis);
        this.observations = v.rows();
        this.unit = unit;
    }

    /**
     * L(v), literally.
     *
     * @param v T×D, whose rows are the blocks of v; NaN where an output is missing
     * @param basis T×P, the mean's basis functions; P = 0 for a zero mean
     */
    public static LogMarginalLikelihood of(Engine engine, Matrix v, Matrix basis) {
        return new LogMarginalLikelihood(engine, v, basis, 1);
    }

    /**
     * L at v = vec(outputs − mean)/√2, the Gaussian log density of the outputs up to a constant.
     *
     * @param outputs T×D, NaN where one is missing
     * @param basis T×P, the mean's basis functions; P = 0 for a zero mean
     */
    public static LogMarginalLikelihood ofObservations(Engine engine, Matrix outputs, Matrix basis) {
        return new LogMarginalLikelihood(engine, outputs.times(Math.sqrt(0.5)), basis, Math.sqrt(2));
    }

    /**
     * L with its gradients in K and Σ.
     *
     * @param coregionalization K, D×D positive semidefinite
     * @param noise Σ, D×D positive definite
     * @throws org.coregion.InvalidInputException if either is not
     */
    public LikelihoodValue evaluate(Matrix coregionalization, Matrix noise) {
        OutputSpectrum spectrum = OutputSpectrum.of(coregionalization, noise);
        if (heterotopic.isPresent()) {
            return heterotopic.get().evaluate(coregionalization, noise, spectrum, unit);
        }
        SeriesStatistics series = solver.solve(spectrum.whitening(), spectrum.delta());
        double logDeterminant = observations * spectrum.logDeterminantOfNoise() + series.logDeterminant();
        return new LikelihoodValue(
                -logDeterminant / 2 - series.quadratic(),
                gradient(spectrum.whitening(), series.gram(), series.inverseTrace()),
                gradient(spectrum.whitening(), series.kernelGram(), series.kernelTrace()),
                spectrum.unwhiten(series.coefficients()).times(unit));
    }

    /**
     * The normalised log density L − (values/2) log 2π that belongs to an objective of {@link #ofObservations}.
     *
     * @param values the number of observed values, T·D if none is missing
     */
    public static double normalized(double objective, long values) {
        return objective - 0.5 * values * Math.log(2 * Math.PI);
    }

    /**
     * The expected information of the parameters of K and Σ, at a K and Σ. Where outputs are missing it is that of the
     * complete data at the same rows, an upper bound.
     *
     * @param ofK parameters of K
     * @param ofNoise parameters of Σ
     * @return n×n, the parameters of K first
     * @throws org.coregion.InvalidInputException if K or Σ is not definite as {@link #evaluate} needs it
     */
    public Matrix information(OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        OutputSpectrum spectrum = OutputSpectrum.of(k.matrix(ofK), noise.matrix(ofNoise));
        solver.solve(spectrum.whitening(), spectrum.delta());
        return new ExpectedInformation(spectrum.whitening(), solver.information()).of(k, ofK, noise, ofNoise);
    }

    /** ∂L/∂ log kernel parameter at the K and Σ last evaluated. */
    public double[] kernelGradient() {
        return heterotopic.map(HeterotopicLikelihood::kernelGradient).orElseGet(solver::kernelGradient);
    }

    /** W [gram − ½ Diag(trace)] Wᵀ. */
    private static Matrix gradient(Matrix w, Matrix gram, double[] trace) {
        Matrix inner = gram.plus(-0.5, Matrix.diagonal(trace));
        return Products.multiplyTranspose(Products.multiply(w, inner), w);
    }
}
