package org.coregion.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.SeriesPrediction;
import org.coregion.engine.SeriesSolver;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Complete data: in whitened coordinates the series are independent, and their noise has the relative variance. */
final class SeriesConditioning implements Conditioning {
    /** Columns solved at once. */
    private static final int COLUMNS = 64;

    private final MultiOutputData data;
    private final GpParameters parameters;
    private final Engine engine;
    private final Batches batches;
    private final Backend backend;
    private final OutputSpectrum spectrum;
    private final SeriesSolver solver;
    private final MeanDesign design;
    /** P×D: what the estimate of each series' mean is beyond that of the parameters. */
    private final Matrix coefficients;

    private final SeriesMeanErrors meanErrors;

    /**
     * Conditions.
     *
     * @param residuals the outputs less the mean, T×D
     * @param design the functions of which coefficients are estimated; none if the mean is known
     */
    SeriesConditioning(
            MultiOutputData data,
            GpParameters parameters,
            Matrix residuals,
            MeanDesign design,
            Engine engine,
            Batches batches,
            Backend backend) {
        this.data = data;
        this.parameters = parameters;
        this.engine = engine;
        this.batches = batches;
        this.backend = backend;
        this.spectrum = OutputSpectrum.of(parameters.coregionalization(), parameters.noise());
        this.solver = engine.solver(residuals, design.basis());
        this.design = design;
        this.coefficients = solver.solve(spectrum.whitening(), spectrum.delta()).coefficients();
        this.meanErrors = SeriesMeanErrors.of(engine, design, spectrum.delta(), solver.normalMatrices());
    }

    @Override
    public Conditioning estimatingMean(GpParameters rough, MeanDesign design) {
        Matrix residuals = rough.residuals(data);
        // What is tied or has a prior in some outputs only makes the whitened series depend on each other.
        return rough.meanFreedom().isPresent()
                ? new HeterotopicConditioning(data, rough, residuals, design, engine, batches.oneByOne(), backend)
                : new SeriesConditioning(data, rough, residuals, design, engine, batches, backend);
    }

    @Override
    public Prediction predict(Matrix newInputs, double[] noise, boolean withNoise) {
        double[] delta = spectrum.delta();
        Matrix mean = Matrix.zeros(newInputs.rows(), delta.length);
        Matrix variance = Matrix.zeros(newInputs.rows(), delta.length);
        batches.forEach(newInputs.rows(), (from, to) -> {
            Matrix part = newInputs.rowsBetween(from, to);
            SeriesPrediction series = solver.predict(part);
            Matrix correction = Products.multiply(design.at(part), coefficients);
            Matrix ofMean = meanErrors.variances(part);
            for (int i = from; i < to; i++) {
                for (int d = 0; d < delta.length; d++) {
                    mean.set(
                            i,
                            d,
                            correction.get(i - from, d)
                                    + delta[d] * series.mean().get(i - from, d));
                    // Rounding may leave a variance that is 0 slightly below it.
                    double unexplained = Math.max(
                            0,
                            series.prior()[i - from]
                                    - delta[d] * series.explained().get(i - from, d));
                    variance.set(i, d, delta[d] * unexplained + ofMean.get(i - from, d) + noise[i]);
                }
            }
        });
        return new Prediction(
                parameters.plusMean(spectrum.unwhiten(mean), newInputs),
                new SeriesLayout(spectrum),
                variance,
                withNoise);
    }

    /** What is not signal is noise: with z_d = B_d⁻¹ỹ_d and b the diagonal of B_d⁻¹, n_t z of variance n_t − n_t² b. */
    @Override
    public Prediction predictRows(int[] rows, double[] noise, boolean withNoise) {
        double[] own = data.relativeNoise();
        Matrix residuals = solver.solution().rows(rows);
        Matrix variance = inverseDiagonal().rows(rows);
        int d = variance.columns();
        for (int i = 0; i < variance.data().length; i++) {
            double n = own[rows[i / d]];
            residuals.data()[i] *= n;
            // Rounding may leave a variance that is 0 slightly below it.
            variance.data()[i] = Math.max(0, n * (1 - n * variance.data()[i])) + noise[i / d];
        }
        Matrix mean = data.outputs().rows(rows).plus(-1, spectrum.unwhiten(residuals));
        return new Prediction(mean, new SeriesLayout(spectrum), variance, withNoise);
    }

    /**
     * With z_d = B_d⁻¹ỹ_d and b the diagonal of B_d⁻¹, what row t adds to its prediction is z/b, of variance 1/b
     * (Rasmussen and Williams 2006, section 5.4.2).
     */
    @Override
    public Prediction leaveOneOut() {
        Matrix residuals = solver.solution();
        Matrix variance = inverseDiagonal();
        for (int i = 0; i < variance.data().length; i++) {
            variance.data()[i] = 1 / variance.data()[i];
            residuals.data()[i] *= variance.data()[i];
        }
        Matrix mean = data.outputs().plus(-1, spectrum.unwhiten(residuals));
        return new Prediction(mean, new SeriesLayout(spectrum), variance, true);
    }

    /** The same with A = U⁻¹ in place of every B_d⁻¹, whose diagonal block at row t is W Diag(b) Wᵀ: O(TD²) more. */
    @Override
    public Prediction leaveOneOutEntries() {
        Matrix w = spectrum.whitening();
        Matrix residuals = Products.multiplyTranspose(solver.solution(), w);
        Matrix squares = Matrix.wrap(
                w.rows(), w.columns(), Arrays.stream(w.data()).map(x -> x * x).toArray());
        Matrix variance = Products.multiplyTranspose(inverseDiagonal(), squares);
        for (int i = 0; i < variance.data().length; i++) {
            variance.data()[i] = 1 / variance.data()[i];
            residuals.data()[i] *= variance.data()[i];
        }
        return new Prediction(
                data.outputs().plus(-1, residuals), SeriesLayout.separate(data.outputCount()), variance, true);
    }

    /** The diagonals of every B_d⁻¹, less what an estimated mean takes from them: T×D. */
    private Matrix inverseDiagonal() {
        Matrix diagonal;
        // Unlike the solver's other answers, this one may write to its workspace.
        synchronized (solver) {
            diagonal = solver.inverseDiagonal();
        }
        double[] prior = parameters.kernel().diagonal(data.inputs());
        double[] noise = data.relativeNoise();
        double[] delta = spectrum.delta();
        for (int t = 0; t < prior.length; t++) {
            for (int d = 0; d < delta.length; d++) {
                // No prediction is wider than the prior, but for rounding.
                diagonal.set(t, d, Math.max(diagonal.get(t, d), 1 / (noise[t] + delta[d] * prior[t])));
            }
        }
        return diagonal.plus(-1, meanErrors.inverseDiagonal());
    }

    /** δ_d m(x, x′) − δ_d² k*ᵀB_d⁻¹k* of every series, the columns k* solved as outputs are; plus the mean's part. */
    @Override
    public Matrix covariance(Matrix newInputs, int[] outputs) {
        Kernel kernel = parameters.kernel();
        Matrix cross = kernel.crossMatrix(newInputs, data.inputs());
        Matrix prior = kernel.matrix(newInputs);
        Matrix result = Matrix.zeros(outputs.length * prior.rows(), outputs.length * prior.rows());
        Matrix ofMean = meanErrors.at(newInputs);
        double[] ones = new double[design.size()];
        Arrays.fill(ones, 1);
        for (int k = 0; k < spectrum.delta().length; k++) {
            double delta = spectrum.delta()[k];
            Matrix own = delta == 0 ? Matrix.zeros(prior.rows(), prior.rows()) : prior.times(delta);
            for (int from = 0; delta > 0 && from < cross.rows(); from += COLUMNS) {
                subtractExplained(cross, delta, from, Math.min(cross.rows(), from + COLUMNS), own);
            }
            own.copyLowerToUpper();
            if (ones.length > 0) {
                backend.addGram(ofMean.columns(k * ones.length, (k + 1) * ones.length), ones, own);
            }
            add(own, k, outputs, result);
        }
        return result;
    }

    /** Columns {@code from} to {@code to} − 1 of one series. */
    private void subtractExplained(Matrix cross, double delta, int from, int to, Matrix target) {
        Matrix columns = cross.rowsBetween(from, to).transpose();
        double[] repeated = new double[to - from];
        Arrays.fill(repeated, delta);
        SeriesSolver own = engine.solver(columns, Matrix.zeros(columns.rows(), 0));
        own.solve(Matrix.identity(to - from), repeated);
        Matrix explained = backend.multiply(cross, own.solution());
        for (int i = 0; i < target.rows(); i++) {
            for (int j = from; j < to; j++) {
                target.set(i, j, target.get(i, j) - delta * delta * explained.get(i, j - from));
            }
        }
    }

    /** Adds one series' part of the covariance of the outputs. */
    private void add(Matrix own, int series, int[] outputs, Matrix target) {
        Matrix unwhitening = spectrum.unwhitening();
        int k = outputs.length;
        for (int i = 0; i < target.rows(); i++) {
            double left = unwhitening.get(outputs[i % k], series);
            for (int j = 0; j < target.columns(); j++) {
                target.data()[i * target.columns() + j] +=
                        left * unwhitening.get(outputs[j % k], series) * own.get(i / k, j / k);
            }
        }
    }

    @Override
    public Matrix expected(Matrix newInputs, Matrix series, RandomGenerator random) {
        double[] repeated = new double[series.columns()];
        Arrays.setAll(repeated, column -> spectrum.delta()[column % spectrum.delta().length]);
        SeriesSolver own = engine.solver(series, design.basis());
        Matrix ofMean = own.solve(Matrix.identity(series.columns()), repeated).coefficients();
        Matrix mean = Matrix.zeros(newInputs.rows(), series.columns());
        batches.forEach(newInputs.rows(), (from, to) -> {
            Matrix part = newInputs.rowsBetween(from, to);
            Matrix signals = Products.multiply(design.at(part), ofMean)
                    .plus(1, own.predict(part).mean().scaledColumns(repeated));
            System.arraycopy(signals.data(), 0, mean.data(), from * signals.columns(), signals.data().length);
        });
        return mean;
    }
}
