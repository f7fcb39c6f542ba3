package org.coregion.likelihood;

import java.util.Optional;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.Engine;
import org.coregion.engine.SeriesSolver;
import org.coregion.engine.SeriesStatistics;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * L = −½ log det U − vᵀU⁻¹v and its exact gradients, U = M ⊗ K + I_T ⊗ Σ, in the Kronecker form; U is never formed. The
 * rows of the T×D outputs, less a mean profiled out by generalised least squares, are the blocks of v.
 *
 * <p>An evaluation costs O(TD² + D³) beside the engine and allocates nothing of size T. Mutable workspace: one per
 * thread.
 */
public final class LogMarginalLikelihood {
    private final SeriesSolver solver;
    private final int observations;
    /** Outputs / v: 1, or √2 where v is the outputs / √2. */
    private final double unit;

    private LogMarginalLikelihood(Engine engine, Matrix v, Matrix basis, double unit) {
        this.solver = engine.solver(v, basis);
        this.observations = v.rows();
        this.unit = unit;
    }

    /**
     * L(v), literally.
     *
     * @param v T×D, whose rows are the blocks of v
     * @param basis T×P, the mean's basis functions; P = 0 for a zero mean
     */
    public static LogMarginalLikelihood of(Engine engine, Matrix v, Matrix basis) {
        return new LogMarginalLikelihood(engine, v, basis, 1);
    }

    /**
     * L at v = vec(outputs − mean)/√2, the Gaussian log density of the outputs up to a constant.
     *
     * @param outputs T×D
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
        SeriesStatistics series = solver.solve(spectrum.whitening(), spectrum.delta());
        double logDeterminant = observations * spectrum.logDeterminantOfNoise() + series.logDeterminant();
        return new LikelihoodValue(
                -logDeterminant / 2 - series.quadratic(),
                gradient(spectrum.whitening(), series.gram(), series.inverseTrace()),
                gradient(spectrum.whitening(), series.kernelGram(), series.kernelTrace()),
                spectrum.unwhiten(series.coefficients()).times(unit));
    }

    /**
     * The normalised log density L − (TD/2) log 2π that belongs to an objective of {@link #ofObservations}.
     *
     * @param values T·D, the number of observed values
     */
    public static double normalized(double objective, long values) {
        return objective - 0.5 * values * Math.log(2 * Math.PI);
    }

    /**
     * The expected information of the parameters of K and Σ, at a K and Σ.
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

    /**
     * The expected information of all parameters, at a K and Σ.
     *
     * @param ofK parameters of K
     * @param ofNoise parameters of Σ
     * @return n×n, the kernel's log parameters first, then those of K and of Σ; empty if the engine does not form the
     *     kernel's part
     * @throws org.coregion.InvalidInputException if K or Σ is not definite as {@link #evaluate} needs it
     */
    public Optional<Matrix> informationWithKernel(
            OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        OutputSpectrum spectrum = OutputSpectrum.of(k.matrix(ofK), noise.matrix(ofNoise));
        solver.solve(spectrum.whitening(), spectrum.delta());
        return solver.kernelInformation()
                .map(kernel -> new ExpectedInformation(spectrum.whitening(), solver.information())
                        .withKernel(kernel, k, ofK, noise, ofNoise));
    }

    /** ∂L/∂ log kernel parameter at the K and Σ last evaluated. */
    public double[] kernelGradient() {
        return solver.kernelGradient();
    }

    /** W [gram − ½ Diag(trace)] Wᵀ. */
    private static Matrix gradient(Matrix w, Matrix gram, double[] trace) {
        Matrix inner = gram.plus(-0.5, Matrix.diagonal(trace));
        return Products.multiplyTranspose(Products.multiply(w, inner), w);
    }
}
