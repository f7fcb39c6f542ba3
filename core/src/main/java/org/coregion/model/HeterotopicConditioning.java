package org.coregion.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.Engine;
import org.coregion.engine.HeterotopicPrediction;
import org.coregion.engine.HeterotopicSolution;
import org.coregion.engine.MeanRule;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/** Data of which outputs are missing: no coordinates make its series independent, so that points have D×D blocks. */
final class HeterotopicConditioning implements Conditioning {
    /** Right-hand sides solved at once. */
    private static final int COLUMNS = 64;

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
    private final Engine engine;
    private final HeterotopicSolution solution;
    private final MeanDesign design;
    /** P×D: what the estimate of the mean is beyond that of the parameters. */
    private final Matrix coefficients;

    private final BlockMeanErrors meanErrors;

    /**
     * Conditions.
     *
     * @param residuals the outputs less the mean, T×D, NaN where one is missing
     * @param design the functions of which coefficients are estimated; none if the mean is known
     */
    HeterotopicConditioning(
            MultiOutputData data,
            GpParameters parameters,
            Matrix residuals,
            MeanDesign design,
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
        this.engine = engine;
        this.design = design;
        Optional<VariableEstimate> constrained = parameters
                .meanFreedom()
                .filter(freedom -> design.size() > 0)
                .map(freedom -> new VariableEstimate(freedom, design, parameters.meanCoefficients()));
        MeanRule rule = constrained.isPresent() ? constrained.get() : MeanRule.LEAST_SQUARES;
        this.solution = engine.heterotopicSolver(residuals, design.basis(), false)
                .solve(k, sigma, spectrum.whitening(), spectrum.delta(), rule);
        this.coefficients = solution.statistics().coefficients();
        this.meanErrors = constrained
                .map(estimate -> BlockMeanErrors.of(engine, design, k, solution, estimate))
                .orElseGet(() -> BlockMeanErrors.of(engine, design, k, solution));
    }

    @Override
    public Conditioning estimatingMean(GpParameters rough, MeanDesign design) {
        return new HeterotopicConditioning(data, rough, rough.residuals(data), design, engine, batches, backend);
    }

    @Override
    public Prediction predict(Matrix newInputs, double[] noise, boolean withNoise) {
        Matrix mean = Matrix.zeros(newInputs.rows(), d);
        Matrix blocks = Matrix.zeros(newInputs.rows(), d * d);
        batches.forEach(newInputs.rows(), (from, to) -> {
            Matrix part = newInputs.rowsBetween(from, to);
            addPart(part, solution.predict(part), meanErrors.at(part), noise, from, mean, blocks);
        });
        return new Prediction(parameters.plusMean(mean, newInputs), new BlockLayout(d), blocks, withNoise);
    }

    /** Of a given kernel matrix they are no new inputs. */
    @Override
    public Prediction predictRows(int[] rows, double[] noise, boolean withNoise) {
        Matrix inputs = data.inputs().rows(rows);
        if (parameters.kernel().isFunctionOfInputs()) {
            return predict(inputs, noise, withNoise);
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
            Matrix part = inputs.rowsBetween(from, from + own.rows());
            addPart(
                    part,
                    new HeterotopicPrediction(backend.multiply(own, solution.weights()), explained, diagonal),
                    meanErrors.at(part, own, backend),
                    noise,
                    from,
                    mean,
                    blocks);
        }
        return new Prediction(parameters.plusMean(mean, inputs), new BlockLayout(d), blocks, withNoise);
    }

    /** What the mean's errors leave at some rows of the data. */
    private Matrix shares(int[] rows) {
        Matrix inputs = data.inputs().rows(rows);
        Kernel kernel = parameters.kernel();
        return kernel.isFunctionOfInputs()
                ? meanErrors.at(inputs)
                : meanErrors.at(inputs, kernel.matrix(data.inputs()).rows(rows), backend);
    }

    /** Deviations from the mean function and covariances of the points from {@code from} on. */
    private void addPart(
            Matrix inputs,
            HeterotopicPrediction part,
            Matrix ofMean,
            double[] noise,
            int from,
            Matrix mean,
            Matrix blocks) {
        Matrix deviations =
                Products.multiply(design.at(inputs), coefficients).plus(1, Products.multiply(part.mean(), k));
        System.arraycopy(deviations.data(), 0, mean.data(), from * d, deviations.data().length);
        for (int i = 0; i < deviations.rows(); i++) {
            Matrix explained = Matrix.wrap(d, d, part.explained().row(i));
            Matrix block = unexplained(part.prior()[i], explained).plus(noise[from + i], sigma);
            System.arraycopy(block.data(), 0, blocks.data(), (from + i) * d * d, d * d);
        }
        meanErrors.addTo(blocks, from, ofMean);
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
        Prediction signals = predictRows(incomplete, new double[incomplete.length], false);
        Matrix signalMeans = Matrix.copyOf(signals.mean(), "means");
        Matrix outputs = data.outputs();
        Matrix inverse = solution.inverseBlocks();
        meanErrors.subtractFrom(inverse);
        Matrix slopes = solution.slopes();
        meanErrors.addToSlopes(slopes, incomplete, shares(incomplete), sigma, data.relativeNoise());
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
                    sigma.times(noise[t]),
                    Matrix.wrap(d, d, slopes.row(t)));
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
        meanErrors.addCovariance(newInputs, outputs, result, backend);
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
    public Matrix expected(Matrix newInputs, Matrix series, RandomGenerator random) {
        Matrix outputs = blockwise(series, spectrum.unwhitening().transpose());
        Matrix sums = engine.kernelSums(newInputs, solution.apply(outputs));
        // K = W⁻ᵀΔW⁻¹, whitened.
        Matrix factor = spectrum.unwhitening().scaledColumns(spectrum.delta());
        Matrix ofMean = meanErrors.expected(newInputs, outputs, random);
        return blockwise(sums, factor).plus(1, blockwise(ofMean, spectrum.whitening()));
    }

    /** n×cD values times a D×D matrix, D at a time. */
    private static Matrix blockwise(Matrix values, Matrix factor) {
        int d = factor.rows();
        Matrix blocks = Matrix.wrap(values.data().length / d, d, values.data());
        return Matrix.wrap(
                values.rows(),
                values.columns(),
                Products.multiply(blocks, factor).data());
    }
}
