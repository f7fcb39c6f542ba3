package org.coregion.model;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.HeterotopicPrediction;
import org.coregion.engine.HeterotopicSolution;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Data of which outputs are missing: no coordinates make its series independent, so that points have D×D blocks. */
final class HeterotopicConditioning implements Conditioning {
    /** Right-hand sides solved at once. */
    private static final int COLUMNS = 64;

    /** Elements of a matrix between new inputs and rows that is formed at once. */
    private static final int ELEMENTS = 1 << 22;

    private final MultiOutputData data;
    private final GpParameters parameters;
    private final Batches batches;
    private final Backend backend;
    private final OutputSpectrum spectrum;
    /** K. */
    private final Matrix k;
    /** Σ. */
    private final Matrix sigma;

    private final int d;
    private final HeterotopicSolution solution;

    /** @param residuals the outputs less the mean, T×D, NaN where one is missing */
    HeterotopicConditioning(
            MultiOutputData data,
            GpParameters parameters,
            Matrix residuals,
            Engine engine,
            Batches batches,
            Backend backend) {
        this.data = data;
        this.parameters = parameters;
        this.batches = batches;
        this.backend = backend;
        this.k = parameters.coregionalization();
        this.sigma = parameters.noise();
        this.d = sigma.rows();
        this.spectrum = OutputSpectrum.of(k, sigma);
        this.solution = engine.heterotopicSolver(residuals, Matrix.zeros(residuals.rows(), 0), false)
                .solve(k, sigma, spectrum.whitening(), spectrum.delta());
    }

    @Override
    public Prediction predict(Matrix newInputs, double[] noise, boolean withNoise) {
        Matrix mean = Matrix.zeros(newInputs.rows(), d);
        Matrix blocks = Matrix.zeros(newInputs.rows(), d * d);
        batches.forEach(
                newInputs.rows(),
                (from, to) -> addPart(solution.predict(newInputs.rowsBetween(from, to)), noise, from, mean, blocks));
        return new Prediction(parameters.plusMean(mean, newInputs), new BlockLayout(d), blocks, withNoise);
    }

    /** The functions at some rows of the data, which for a given kernel matrix are no new inputs. */
    private Prediction signals(int[] rows) {
        Matrix inputs = data.inputs().rows(rows);
        double[] noise = new double[rows.length];
        if (parameters.kernel().isFunctionOfInputs()) {
            return predict(inputs, noise, false);
        }
        Matrix cross = parameters.kernel().matrix(data.inputs()).rows(rows);
        double[] prior = parameters.kernel().diagonal(data.inputs());
        Matrix mean = Matrix.zeros(rows.length, d);
        Matrix blocks = Matrix.zeros(rows.length, d * d);
        int batch = Math.max(1, COLUMNS / (d * d));
        for (int from = 0; from < rows.length; from += batch) {
            Matrix own = cross.rowsBetween(from, Math.min(rows.length, from + batch));
            Matrix solved = solved(own, Matrix.identity(d));
            Matrix explained = Matrix.zeros(own.rows(), d * d);
            for (int i = 0; i < own.rows(); i++) {
                for (int pair = 0; pair < d * d; pair++) {
                    for (int t = 0; t < own.columns(); t++) {
                        explained.data()[i * d * d + pair] += own.get(i, t) * solved.get(t, i * d * d + pair);
                    }
                }
            }
            double[] diagonal = Arrays.stream(rows, from, from + own.rows())
                    .mapToDouble(t -> prior[t])
                    .toArray();
            addPart(
                    new HeterotopicPrediction(backend.multiply(own, solution.weights()), explained, diagonal),
                    noise,
                    from,
                    mean,
                    blocks);
        }
        return new Prediction(parameters.plusMean(mean, inputs), new BlockLayout(d), blocks, false);
    }

    /** Deviations from the mean function and covariances of the points from {@code from} on. */
    private void addPart(HeterotopicPrediction part, double[] noise, int from, Matrix mean, Matrix blocks) {
        Matrix deviations = Products.multiply(part.mean(), k);
        System.arraycopy(deviations.data(), 0, mean.data(), from * d, deviations.data().length);
        for (int i = 0; i < deviations.rows(); i++) {
            Matrix explained = Matrix.wrap(d, d, part.explained().row(i));
            Matrix block = unexplained(part.prior()[i], explained).plus(noise[from + i], sigma);
            System.arraycopy(block.data(), 0, blocks.data(), (from + i) * d * d, d * d);
        }
    }

    /** m(x*, x*)K − K·explained·K. */
    private Matrix unexplained(double prior, Matrix explained) {
        Matrix block = k.times(prior).plus(-1, Products.multiply(k, Products.multiply(explained, k)));
        block.copyLowerToUpper();
        for (int i = 0; i < d; i++) {
            // Rounding may leave a variance that is 0 slightly below it.
            block.set(i, i, Math.max(0, block.get(i, i)));
        }
        return block;
    }

    @Override
    public Prediction leaveOneOut() {
        Matrix blocks = Matrix.zeros(data.observationCount(), d * d);
        Matrix mean = heldOut(HeldOutRow::mean, row -> row.covariance().data(), blocks);
        return new Prediction(mean, new BlockLayout(d), blocks, true);
    }

    @Override
    public Prediction leaveOneOutEntries() {
        Matrix variances = Matrix.zeros(data.observationCount(), d);
        Matrix mean = heldOut(HeldOutRow::entryMeans, HeldOutRow::entryVariances, variances);
        return new Prediction(mean, SeriesLayout.separate(d), variances, true);
    }

    /** Means, T×D, and in place what else is asked of every row. */
    private Matrix heldOut(
            Function<HeldOutRow, double[]> mean, Function<HeldOutRow, double[]> covariance, Matrix covariances) {
        int[] incomplete = IntStream.range(0, data.observationCount())
                .filter(t -> IntStream.range(0, d).anyMatch(i -> !data.isObserved(t, i)))
                .toArray();
        Prediction signals = signals(incomplete);
        Matrix signalMeans = Matrix.copyOf(signals.mean(), "means");
        Matrix outputs = data.outputs();
        Matrix inverse = solution.inverseBlocks();
        Matrix weights = solution.weights();
        double[] noise = data.relativeNoise();
        Matrix none = Matrix.zeros(d, d);
        int next = 0;
        for (int t = 0; t < outputs.rows(); t++) {
            boolean isIncomplete = next < incomplete.length && incomplete[next] == t;
            HeldOutRow row = new HeldOutRow(
                    outputs.row(t),
                    Matrix.wrap(d, d, inverse.row(t)),
                    Matrix.wrap(d, 1, weights.row(t)),
                    Matrix.wrap(d, 1, isIncomplete ? signalMeans.row(next) : new double[d]),
                    isIncomplete ? Matrix.copyOf(signals.covariance(next), "covariance") : none,
                    sigma.times(noise[t]));
            next += isIncomplete ? 1 : 0;
            double[] own = covariance.apply(row);
            System.arraycopy(own, 0, covariances.data(), t * own.length, own.length);
            System.arraycopy(mean.apply(row), 0, outputs.data(), t * d, d);
        }
        return outputs;
    }

    @Override
    public Matrix covariance(Matrix newInputs, int[] outputs) {
        Kernel kernel = parameters.kernel();
        Matrix cross = kernel.crossMatrix(newInputs, data.inputs());
        Matrix prior = kernel.matrix(newInputs);
        Matrix factors = k.rows(outputs);
        int g = outputs.length;
        Matrix result = Matrix.zeros(prior.rows() * g, prior.rows() * g);
        int batch = Math.max(1, COLUMNS / (g * d));
        for (int from = 0; from < prior.rows(); from += batch) {
            int to = Math.min(prior.rows(), from + batch);
            Matrix explained = backend.multiply(cross, solved(cross.rowsBetween(from, to), factors));
            for (int row = 0; row < result.rows(); row++) {
                for (int column = from * g; column < to * g; column++) {
                    double value = prior.get(row / g, column / g) * factors.get(row % g, outputs[column % g]);
                    for (int i = 0; i < d; i++) {
                        value -= factors.get(row % g, i) * explained.get(row / g, (column - from * g) * d + i);
                    }
                    result.set(row, column, value);
                }
            }
        }
        result.copyLowerToUpper();
        return result;
    }

    /**
     * Ũ⁻¹(k* ⊗ f) for every k* and every f, side by side in this order.
     *
     * @param cross b×T: k* as rows
     * @param factors g×D: f as rows
     * @return T×bgD
     */
    private Matrix solved(Matrix cross, Matrix factors) {
        int width = factors.data().length;
        Matrix right = Matrix.zeros(cross.columns(), cross.rows() * width);
        for (int t = 0; t < right.rows(); t++) {
            for (int j = 0; j < right.columns(); j++) {
                right.data()[t * right.columns() + j] = cross.get(j / width, t) * factors.data()[j % width];
            }
        }
        return solution.apply(right);
    }

    @Override
    public Matrix expected(Matrix newInputs, Matrix series) {
        Matrix outputs = spectrum.unwhiten(Matrix.wrap(series.data().length / d, d, series.data()));
        Matrix weights = solution.apply(Matrix.wrap(series.rows(), series.columns(), outputs.data()));
        Matrix inputs = data.inputs();
        Matrix result = Matrix.zeros(newInputs.rows(), series.columns());
        int batch = Math.max(1, ELEMENTS / inputs.rows());
        for (int from = 0; from < newInputs.rows(); from += batch) {
            int to = Math.min(newInputs.rows(), from + batch);
            Matrix cross = parameters.kernel().crossMatrix(newInputs.rowsBetween(from, to), inputs);
            Matrix part = backend.multiply(cross, weights);
            System.arraycopy(part.data(), 0, result.data(), from * part.columns(), part.data().length);
        }
        // K = W⁻ᵀΔW⁻¹, whitened.
        Matrix factor = spectrum.unwhitening().scaledColumns(spectrum.delta());
        Matrix blocks = Matrix.wrap(result.data().length / d, d, result.data());
        return Matrix.wrap(
                result.rows(),
                result.columns(),
                Products.multiply(blocks, factor).data());
    }
}
