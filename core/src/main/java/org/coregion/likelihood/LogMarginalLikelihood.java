package org.coregion.likelihood;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.Engine;
import org.coregion.engine.HeterotopicInformation;
import org.coregion.engine.KernelInformation;
import org.coregion.engine.MeanRule;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.SeriesMeanRule;
import org.coregion.engine.SeriesSolver;
import org.coregion.engine.SeriesStatistics;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.jspecify.annotations.Nullable;

/**
 * L = −½ log det U − vᵀU⁻¹v and its exact gradients, U = M ⊗ K + I_T ⊗ Σ, in the Kronecker form; U is never formed. The
 * rows of the T×D outputs, less a mean profiled out by generalised least squares or by another rule, are the blocks of
 * v.
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
    /** T×P. */
    private final Matrix basis;
    /** Outputs / v: 1, or √2 where v is the outputs / √2. */
    private final double unit;

    private final boolean isRestricted;
    private final MeanRule rule;
    /** T×D. */
    private final Matrix v;
    /** What the series were last solved for. */
    private @Nullable Solved last;

    /** K and Σ with their spectrum. */
    private record Solved(Matrix coregionalization, Matrix noise, OutputSpectrum spectrum) {
        boolean isAt(Matrix k, Matrix sigma) {
            return Arrays.equals(coregionalization.data(), k.data()) && Arrays.equals(noise.data(), sigma.data());
        }
    }

    private LogMarginalLikelihood(
            Engine engine, Matrix v, Matrix basis, double unit, boolean isRestricted, MeanRule rule) {
        boolean isComplete = MissingPattern.of(v).isComplete();
        this.heterotopic = isComplete
                ? Optional.empty()
                : Optional.of(new HeterotopicLikelihood(
                        engine.heterotopicSolver(v, basis, isRestricted), inUnits(rule, unit)));
        this.solver = engine.solver(isComplete ? v : Matrix.zeros(v.rows(), v.columns()), basis, isRestricted);
        this.observations = v.rows();
        this.basis = basis;
        this.unit = unit;
        this.isRestricted = isRestricted;
        this.rule = rule;
        this.v = v;
    }

    /** log det X_oᵀX_o, of the observed outputs. */
    private double basisLogDeterminant() {
        if (heterotopic.isEmpty()) {
            return v.columns() * gramLogDeterminant(basis);
        }
        double sum = 0;
        for (int d = 0; d < v.columns(); d++) {
            int output = d;
            int[] rows = IntStream.range(0, v.rows())
                    .filter(t -> !Double.isNaN(v.get(t, output)))
                    .toArray();
            if (rows.length > 0) {
                sum += gramLogDeterminant(basis.rows(rows));
            }
        }
        return sum;
    }

    private static double gramLogDeterminant(Matrix functions) {
        return Cholesky.of(Products.transposeMultiply(functions, functions), "Gram matrix of the mean")
                .logDeterminant();
    }

    /**
     * L(v), literally.
     *
     * @param v T×D, whose rows are the blocks of v; NaN where an output is missing
     * @param basis T×P, the mean's basis functions; P = 0 for a zero mean
     */
    public static LogMarginalLikelihood of(Engine engine, Matrix v, Matrix basis) {
        return new LogMarginalLikelihood(engine, v, basis, 1, false, MeanRule.LEAST_SQUARES);
    }

    /**
     * L at v = vec(outputs − mean)/√2, the Gaussian log density of the outputs up to a constant.
     *
     * @param outputs T×D, NaN where one is missing
     * @param basis T×P, the mean's basis functions; P = 0 for a zero mean
     */
    public static LogMarginalLikelihood ofObservations(Engine engine, Matrix outputs, Matrix basis) {
        return ofObservations(engine, outputs, basis, MeanRule.LEAST_SQUARES);
    }

    /**
     * The same at coefficients of the mean that a rule says, in the units of the outputs. Where they maximise something
     * with L, that of a constraint or a prior, the gradients are those of the maximum.
     *
     * @param outputs T×D, NaN where one is missing
     * @param basis T×P, the mean's basis functions
     */
    public static LogMarginalLikelihood ofObservations(Engine engine, Matrix outputs, Matrix basis, MeanRule rule) {
        return new LogMarginalLikelihood(engine, outputs.times(Math.sqrt(0.5)), basis, Math.sqrt(2), false, rule);
    }

    /**
     * The restricted likelihood of the outputs (REML: Patterson and Thompson 1971): L_R = L − ½ log det XᵀU⁻¹X + ½ log
     * det XᵀX with X = Φ ⊗ I_D. It is the Gaussian log density of (T − P)D orthonormal contrasts of the outputs that
     * are free of the mean's coefficients, up to −((T − P)D/2) log 2π; the last term makes it the same for every basis
     * of the same functions (Harville 1974).
     *
     * @param outputs T×D, NaN where one is missing
     * @param basis T×P, the mean's basis functions
     */
    public static LogMarginalLikelihood ofErrorContrasts(Engine engine, Matrix outputs, Matrix basis) {
        return new LogMarginalLikelihood(
                engine, outputs.times(Math.sqrt(0.5)), basis, Math.sqrt(2), true, MeanRule.LEAST_SQUARES);
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
            LikelihoodValue value = heterotopic.get().evaluate(coregionalization, noise, spectrum, unit);
            return isRestricted ? value.plus(restriction()) : value;
        }
        SeriesStatistics series = solve(coregionalization, noise, spectrum);
        double logDeterminant = observations * spectrum.logDeterminantOfNoise() + series.logDeterminant();
        double logDensity = -logDeterminant / 2 - series.quadratic();
        return new LikelihoodValue(
                isRestricted ? logDensity + restriction() : logDensity,
                gradient(spectrum.whitening(), series.gram(), series.inverseTrace()),
                gradient(spectrum.whitening(), series.kernelGram(), series.kernelTrace()),
                spectrum.unwhiten(series.coefficients()).times(unit));
    }

    private SeriesStatistics solve(Matrix coregionalization, Matrix noise, OutputSpectrum spectrum) {
        last = null;
        // Zeros in the stead of outputs have no mean of interest.
        SeriesMeanRule ofSeries = rule == MeanRule.LEAST_SQUARES || heterotopic.isPresent()
                ? SeriesMeanRule.LEAST_SQUARES
                : (leastSquares, normals) -> Products.multiply(
                        inUnits(rule, unit).coefficients(spectrum.unwhiten(leastSquares), precision(spectrum, normals)),
                        spectrum.whitening());
        SeriesStatistics series = solver.solve(spectrum.whitening(), spectrum.delta(), ofSeries);
        last = new Solved(coregionalization.copy(), noise.copy(), spectrum);
        return series;
    }

    /** A rule for the mean of the outputs, as one for that of v; log densities are the same. */
    private static MeanRule inUnits(MeanRule rule, double unit) {
        return rule == MeanRule.LEAST_SQUARES
                ? rule
                : (leastSquares, precision) ->
                        rule.coefficients(leastSquares.times(unit), precision).times(1 / unit);
    }

    /** XᵀU⁻¹X = Σ_d ΦᵀB_d⁻¹Φ ⊗ w_d w_dᵀ with w_d column d of W: PD×PD. */
    private static Matrix precision(OutputSpectrum spectrum, Cholesky[] normals) {
        return overSeries(
                d -> Products.multiplyTranspose(normals[d].lower(), normals[d].lower()), spectrum.whitening());
    }

    /**
     * Σ_d A_d ⊗ c_d c_dᵀ.
     *
     * @param ofSeries A_d, P×P
     * @param columns D×D, c_d column d
     * @return PD×PD, the D outputs of a basis function side by side
     */
    private static Matrix overSeries(IntFunction<Matrix> ofSeries, Matrix columns) {
        int d = columns.rows();
        Matrix[] blocks = new Matrix[d];
        Arrays.setAll(blocks, ofSeries);
        int size = blocks[0].rows() * d;
        Matrix sum = Matrix.zeros(size, size);
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum.data()[i * size + j] +=
                            blocks[k].get(i / d, j / d) * columns.get(i % d, k) * columns.get(j % d, k);
                }
            }
        }
        return sum;
    }

    /**
     * L_R − L at the K and Σ last evaluated: −½ log det XᵀU⁻¹X + ½ log det XᵀX. Since XᵀU⁻¹X = (I_P ⊗ W) N (I_P ⊗ Wᵀ)
     * with the ΦᵀB_d⁻¹Φ as blocks of N, its determinant has no matrix of size PD where every output is observed.
     */
    public double restriction() {
        return (basisLogDeterminant() - meanLogDeterminant()) / 2;
    }

    /** log det XᵀU⁻¹X. */
    private double meanLogDeterminant() {
        if (heterotopic.isPresent()) {
            return heterotopic.get().meanLogDeterminant();
        }
        double sum = -basis.columns() * evaluated().logDeterminantOfNoise();
        for (Cholesky normal : solver.normalMatrices()) {
            sum += normal.logDeterminant();
        }
        return sum;
    }

    /**
     * The covariance of the mean's coefficients by least squares at the K and Σ last evaluated, (XᵀU⁻¹X)⁻¹; for
     * complete data Σ_d (ΦᵀB_d⁻¹Φ)⁻¹ ⊗ r_d r_dᵀ with r_d column d of W⁻ᵀ.
     *
     * @return PD×PD, the D outputs of a basis function side by side; NaN for an output without any value
     */
    public Matrix meanCovariance() {
        if (heterotopic.isPresent()) {
            return heterotopic.get().meanCovariance();
        }
        Cholesky[] normals = solver.normalMatrices();
        return overSeries(
                d -> normals[d].solve(Matrix.identity(basis.columns())),
                evaluated().unwhitening());
    }

    private OutputSpectrum evaluated() {
        if (last == null) {
            throw new IllegalStateException("The likelihood has not been evaluated yet.");
        }
        return last.spectrum;
    }

    /**
     * The normalised log density L − (n/2) log 2π that belongs to an objective of {@link #ofObservations}, or to one of
     * {@link #ofErrorContrasts}.
     *
     * @param values n, the number of observed values, or of the contrasts: PD less
     */
    public static double normalized(double objective, long values) {
        return objective - 0.5 * values * Math.log(2 * Math.PI);
    }

    /**
     * About the expected information of the parameters of K and Σ, in the time of an evaluation: that of all
     * observations at the same rows, none missing, with a known mean. It is an upper bound of what
     * {@link #expectedInformation} gives, by the order of P/T for the restricted likelihood.
     *
     * @param ofK parameters of K
     * @param ofNoise parameters of Σ
     * @return n×n, the parameters of K first
     * @throws org.coregion.InvalidInputException if K or Σ is not definite as {@link #evaluate} needs it
     */
    public Matrix information(OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        OutputSpectrum spectrum = solved(k.matrix(ofK), noise.matrix(ofNoise));
        return new ExpectedInformation(spectrum.whitening(), solver.information()).of(k, ofK, noise, ofNoise);
    }

    /**
     * The expected information of all parameters, I_ab = ½ tr(P ∂U/∂a P ∂U/∂b), with U the covariance of the observed
     * outputs and P = U⁻¹, or for the restricted likelihood P = U⁻¹ − U⁻¹X(XᵀU⁻¹X)⁻¹XᵀU⁻¹. With the eigenvectors of M
     * it costs O(T²) for each pair of parameters of the kernel, on a grid of axes n_a O(TΣn_a); where outputs are
     * missing, O(n³) of the n observed values for each parameter.
     *
     * @param ofK parameters of K
     * @param ofNoise parameters of Σ
     * @return n×n, the kernel's log parameters first, then those of K and of Σ
     * @throws org.coregion.InvalidInputException if K or Σ is not definite as {@link #evaluate} needs it, or the
     *     matrices do not fit in the heap
     */
    public Matrix expectedInformation(OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        if (heterotopic.isPresent()) {
            HeterotopicInformation elements = heterotopic.get().information(k.matrix(ofK), noise.matrix(ofNoise));
            return new HeterotopicExpectation(k, ofK, noise, ofNoise).of(elements);
        }
        OutputSpectrum spectrum = solved(k.matrix(ofK), noise.matrix(ofNoise));
        KernelInformation traces = solver.kernelInformation();
        return new ExpectedInformation(spectrum.whitening(), traces.covariances())
                .withKernel(traces, k, ofK, noise, ofNoise);
    }

    /** Solves the series for K and Σ, unless they are solved for these. */
    private OutputSpectrum solved(Matrix coregionalization, Matrix noise) {
        if (last != null && last.isAt(coregionalization, noise)) {
            return last.spectrum;
        }
        OutputSpectrum spectrum = OutputSpectrum.of(coregionalization, noise);
        solve(coregionalization, noise, spectrum);
        return spectrum;
    }

    /** ∂L/∂ log kernel parameter at the K and Σ last evaluated. */
    public double[] kernelGradient() {
        return heterotopic.map(HeterotopicLikelihood::kernelGradient).orElseGet(solver::kernelGradient);
    }

    /** W [gram − ½ Diag(trace)] Wᵀ. */
    private static Matrix gradient(Matrix w, Matrix gram, double[] trace) {
        Matrix inner = gram.copy();
        for (int i = 0; i < trace.length; i++) {
            inner.set(i, i, inner.get(i, i) - trace[i] / 2);
        }
        return Products.multiplyTranspose(Products.multiply(w, inner), w);
    }
}
