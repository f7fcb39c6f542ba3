package org.coregion.engine;

import java.util.Arrays;
import java.util.function.Supplier;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.MaternForm;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;

/**
 * Series by Kalman filter and smoother: O(T) each, several at once on a multicore machine. Every T-sized array holds
 * one series per row, in ascending order of the input. The results do not depend on the number of threads: a series is
 * the work of one, and sums over rows are taken block by block.
 */
final class StateSpaceSolver implements SeriesSolver {
    /** Values T·D below which starting threads costs more than it saves. */
    private static final int PARALLEL_FROM = 1 << 15;

    /** Rows of a block of the products over rows: its part of all series stays in the cache. */
    private static final int BLOCK = 1 << 10;

    /** Relative step of differences in δ. */
    private static final double STEP = 1e-3;

    private final Kernel kernel;
    private final StateSpaceForm form;
    private final SortedInputs inputs;
    private final Backend backend;
    private final int threads;
    private final int t;
    private final int d;
    private final int p;
    /** D×T. */
    private final Matrix outputs;
    /** P×T. */
    private final Matrix basis;

    private final boolean isRestricted;
    private final Cholesky[] normals;
    /** One per thread; worker i takes the series i, i + workers, ... */
    private final Worker[] workers;

    /** D×T. */
    private final Matrix z;
    /** D×T: the series, then Mz. */
    private final Matrix signal;

    private double[] delta;
    /** ∂L/∂ log kernel parameter of each series, if the filters bring it along. */
    private double[][] gradients;

    StateSpaceSolver(
            Kernel kernel,
            StateSpaceForm form,
            SortedInputs inputs,
            Matrix outputs,
            Matrix basis,
            boolean isRestricted,
            Backend backend) {
        this.kernel = kernel;
        this.form = form;
        this.inputs = inputs;
        this.t = outputs.rows();
        this.d = outputs.columns();
        this.p = basis.columns();
        this.outputs = inputs.sortedRows(outputs);
        this.basis = inputs.sortedRows(basis);
        this.isRestricted = isRestricted;
        this.normals = new Cholesky[d];
        Arrays.fill(normals, Cholesky.ofLower(Matrix.zeros(0, 0)));
        this.z = Matrix.zeros(d, t);
        this.signal = Matrix.zeros(d, t);
        this.delta = new double[d];
        this.gradients = new double[0][];
        this.backend = backend;
        this.threads = isParallel() ? backend.threads() : 1;
        Supplier<SeriesFilter> filters = filters(form, inputs, threads);
        this.workers = new Worker[Math.min(d, this.threads)];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(filters.get());
        }
    }

    @Override
    public SeriesStatistics solve(Matrix w, double[] delta, SeriesMeanRule rule) {
        this.delta = delta.clone();
        overRows((block, from, to) -> whiten(w, from, to));
        double[] logDeterminant = new double[d];
        double[] inverseTrace = new double[d];
        double[] kernelTrace = new double[d];
        gradients = new double[d][kernel.logParameters().length];
        boolean isLeastSquares = rule == SeriesMeanRule.LEAST_SQUARES;
        Matrix coefficients = isLeastSquares ? Matrix.zeros(p, d) : chosen(rule);
        overSeries((worker, i) -> {
            logDeterminant[i] = isLeastSquares ? worker.estimateMean(i, coefficients) : worker.filter.factor(delta[i]);
            worker.subtractMean(i, coefficients);
            worker.filter.filter(signal.data(), z.data(), i * t);
            worker.filter.smooth(z.data(), signal.data(), i * t);
            SeriesTraces traces = worker.filter.traces(worker.diagonal, 0);
            boolean isGradientKnown = worker.filter.bringsGradient();
            if (isGradientKnown) {
                worker.filter.addGradient(z.data(), signal.data(), i * t, true, gradients[i]);
            }
            SeriesTraces contrasts = traces.minus(worker.projection(i, isGradientKnown, gradients[i]));
            inverseTrace[i] = contrasts.inverse();
            kernelTrace[i] = contrasts.kernel();
        });
        Matrix gram = Matrix.zeros(d, d);
        Matrix kernelGram = Matrix.zeros(d, d);
        grams(gram, kernelGram);
        double quadratic = 0;
        for (int i = 0; i < d; i++) {
            // Residual = z + δMz.
            quadratic += gram.get(i, i) + delta[i] * kernelGram.get(i, i);
        }
        return new SeriesStatistics(
                sum(logDeterminant), quadratic, gram, kernelGram, inverseTrace, kernelTrace, coefficients);
    }

    /** The coefficients that a rule says: a filter more of every series, whose least squares it may look at. */
    private Matrix chosen(SeriesMeanRule rule) {
        Matrix leastSquares = Matrix.zeros(p, d);
        overSeries((worker, i) -> worker.estimateMean(i, leastSquares));
        return rule.coefficients(leastSquares, normals);
    }

    @Override
    public Cholesky[] normalMatrices() {
        return normals;
    }

    @Override
    public Matrix solution() {
        return inputs.originalColumns(z);
    }

    /** Known since the series were solved, or by as many passes more: O(T). */
    @Override
    public double[] kernelGradient() {
        double[] gradient = new double[kernel.logParameters().length];
        for (double[] own : workers[0].filter.bringsGradient() ? gradients : separateGradients()) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += own[k];
            }
        }
        return gradient;
    }

    /** By a filter that does not bring it along. */
    private double[][] separateGradients() {
        double[][] perSeries = new double[d][kernel.logParameters().length];
        overSeries((worker, i) -> {
            worker.filter.factor(delta[i]);
            worker.filter.addGradient(z.data(), signal.data(), i * t, true, perSeries[i]);
            worker.projection(i, true, perSeries[i]);
        });
        return perSeries;
    }

    @Override
    public Matrix inverseDiagonal() {
        Matrix diagonal = Matrix.zeros(d, t);
        overSeries((worker, i) -> {
            worker.filter.factor(delta[i]);
            worker.filter.traces(diagonal.data(), i * t);
        });
        return inputs.originalColumns(diagonal);
    }

    /**
     * Divided differences in δ of tr B⁻¹ and tr MB⁻¹, since B_i⁻¹ − B_j⁻¹ = −(δ_i − δ_j) B_i⁻¹ M B_j⁻¹. Where δ is
     * small, what changes tr B⁻¹ is lost beside it, and B_i⁻¹MB_j⁻¹ = MB_i⁻¹ − δ_j MB_i⁻¹MB_j⁻¹ serves instead.
     * Accurate to about 1e-6, tr(MB_i⁻¹MB_j⁻¹) where δ vanishes to 1e-9 of M's largest eigenvalue. O(T), twice the cost
     * of a factorisation.
     */
    @Override
    public SeriesInformation information() {
        // Series i just below and just above its δ: rows i and d + i.
        double[] points = new double[2 * d];
        double[] inverse = new double[2 * d];
        double[] kernelTrace = new double[2 * d];
        for (int i = 0; i < d; i++) {
            points[i] = delta[i] * (1 - STEP);
            points[d + i] = delta[i] * (1 + STEP) + STEP * STEP * STEP;
        }
        overSeries((worker, i) -> {
            for (int k = i; k < 2 * d; k += d) {
                worker.filter.factor(points[k]);
                SeriesTraces traces = worker.filter.traces(worker.diagonal, 0);
                inverse[k] = traces.inverse();
                kernelTrace[k] = traces.kernel();
            }
        });
        Matrix noise = Matrix.zeros(d, d);
        Matrix mixed = Matrix.zeros(d, d);
        Matrix signal = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double twice = -dividedDifference(kernelTrace, points, i, j);
                boolean isWeak = delta[i] * kernelTrace[i] + delta[j] * kernelTrace[j] < inverse[i] + inverse[j];
                double once = isWeak
                        ? between(kernelTrace, points, i) - delta[j] * twice
                        : -dividedDifference(inverse, points, i, j);
                signal.set(i, j, twice);
                mixed.set(i, j, once);
                noise.set(i, j, between(inverse, points, i) - delta[j] * once);
            }
        }
        return new SeriesInformation(noise, mixed, signal);
    }

    /** f(δ_i) from its values just below and just above. */
    private double between(double[] f, double[] points, int i) {
        return f[i] + (f[d + i] - f[i]) * (delta[i] - points[i]) / (points[d + i] - points[i]);
    }

    /** By the eigenvectors of M, O(T³): the traces do not depend on the outputs. */
    @Override
    public KernelInformation kernelInformation() {
        SpectralEngine.heapNeed(backend).require(t, "take the observed information");
        KernelDerivative.requireHeap(kernel, t);
        SeriesSolver spectral = SpectralEngine.of(kernel, inputs.rows(), backend)
                .solver(Matrix.zeros(t, d), basis.transpose(), isRestricted);
        spectral.solve(Matrix.identity(d), delta);
        return spectral.kernelInformation();
    }

    /**
     * (f(δ_i) − f(δ_j))/(δ_i − δ_j), or the derivative where the two are so close that rounding would show. The means
     * about either δ differ from f by almost the same, so their difference holds at distances below the step.
     */
    private double dividedDifference(double[] f, double[] points, int i, int j) {
        double distance = delta[i] - delta[j];
        if (Math.abs(distance) > STEP / 10 * Math.max(delta[i], delta[j]) + STEP * STEP * STEP) {
            return (f[i] + f[d + i] - f[j] - f[d + j]) / (2 * distance);
        }
        return ((f[d + i] - f[i]) / (points[d + i] - points[i]) + (f[d + j] - f[j]) / (points[d + j] - points[j])) / 2;
    }

    @Override
    public SeriesPrediction predict(Matrix newInputs) {
        // Rows with factors bring a second column.
        SortedInputs points = SortedInputs.of(newInputs.columns(0, 1));
        int n = points.size();
        StepTable table = new StepTable(form, inputs);
        Matrix mean = Matrix.zeros(d, n);
        Matrix explained = Matrix.zeros(d, n);
        overSeries((worker, i) -> new GapPredictor(form, inputs, table, points.values())
                .predict(delta[i], z.data(), signal.data(), i * t, mean.data(), explained.data(), i * n));
        return new SeriesPrediction(
                points.originalColumns(mean), points.originalColumns(explained), kernel.diagonal(newInputs));
    }

    /** Rows {@code from} to {@code to} − 1 of every series: outputs·W. */
    private void whiten(Matrix w, int from, int to) {
        double[] y = outputs.data();
        double[] series = signal.data();
        for (int i = 0; i < d; i++) {
            int target = i * t;
            Arrays.fill(series, target + from, target + to, 0);
            for (int k = 0; k < d; k++) {
                int source = k * t;
                double factor = w.get(k, i);
                for (int u = from; u < to; u++) {
                    series[target + u] += factor * y[source + u];
                }
            }
        }
    }

    private void grams(Matrix gram, Matrix kernelGram) {
        int blocks = blocks();
        double[][] sums = new double[blocks][2 * d * d];
        overRows((block, from, to) -> {
            double[] own = sums[block];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    if (j <= i) {
                        own[i * d + j] = dot(z.data(), i * t + from, z.data(), j * t + from, to - from);
                    }
                    own[(d + i) * d + j] = dot(z.data(), i * t + from, signal.data(), j * t + from, to - from);
                }
            }
        });
        for (double[] own : sums) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double product = gram.get(i, j) + own[i * d + j];
                    gram.set(i, j, product);
                    gram.set(j, i, product);
                    double weighted = kernelGram.get(i, j) + (own[(d + i) * d + j] + own[(d + j) * d + i]) / 2;
                    kernelGram.set(i, j, weighted);
                    kernelGram.set(j, i, weighted);
                }
            }
        }
    }

    /** The filters of one kind share their steps; only the general one knows of factors. */
    private static Supplier<SeriesFilter> filters(StateSpaceForm form, SortedInputs inputs, int threads) {
        if (form instanceof MaternForm matern && !inputs.isScaled()) {
            MaternSteps steps = new MaternSteps(matern, inputs, threads);
            return switch (form.dimension()) {
                case 1 -> () -> new Matern12Filter(steps);
                case 2 -> () -> new Matern32Filter(steps);
                default -> () -> new Matern52Filter(steps);
            };
        }
        StepTable table = new StepTable(form, inputs);
        return () -> new GeneralFilter(form, table);
    }

    private boolean isParallel() {
        return (long) t * d >= PARALLEL_FROM;
    }

    private int blocks() {
        return (t + BLOCK - 1) / BLOCK;
    }

    private interface SeriesTask {
        void run(Worker worker, int series);
    }

    private interface RowTask {
        void run(int block, int from, int to);
    }

    private void overSeries(SeriesTask task) {
        Parallel.forEach(threads, workers.length, first -> {
            for (int i = first; i < d; i += workers.length) {
                task.run(workers[first], i);
            }
        });
    }

    private void overRows(RowTask task) {
        Parallel.forEach(threads, blocks(), block -> task.run(block, block * BLOCK, Math.min(t, (block + 1) * BLOCK)));
    }

    /** Four sums side by side, which the processor adds at the same time. */
    private static double dot(double[] a, int i, double[] b, int j, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < count; k += 4) {
            s0 += a[i + k] * b[j + k];
            s1 += a[i + k + 1] * b[j + k + 1];
            s2 += a[i + k + 2] * b[j + k + 2];
            s3 += a[i + k + 3] * b[j + k + 3];
        }
        for (; k < count; k++) {
            s0 += a[i + k] * b[j + k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The workspace of one thread. */
    private final class Worker {
        final SeriesFilter filter;
        final double[] diagonal;
        private final MeanEquations equations;
        /** For the restricted likelihood, a column of F and of MF. */
        private final double[] column;

        private final double[] columnSignal;

        Worker(SeriesFilter filter) {
            this.filter = filter;
            this.diagonal = new double[t];
            this.equations = new MeanEquations(basis);
            this.column = new double[isRestricted ? t : 0];
            this.columnSignal = new double[isRestricted ? t : 0];
        }

        /** Filters the covariances, and on the way generalised least squares of series i; returns log det B. */
        double estimateMean(int i, Matrix coefficients) {
            double logDeterminant = filter.factor(delta[i], equations.of(signal.data(), i * t));
            if (p > 0) {
                normals[i] = Cholesky.of(equations.normal(), "normal matrix of the mean");
                Matrix beta = normals[i].solve(equations.right());
                for (int a = 0; a < p; a++) {
                    coefficients.set(a, i, beta.get(a, 0));
                }
            }
            return logDeterminant;
        }

        /** Leaves the residuals in the place of series i. */
        void subtractMean(int i, Matrix coefficients) {
            for (int a = 0; a < p; a++) {
                addBasis(a, -coefficients.get(a, i), signal.data(), i * t);
            }
        }

        private void addBasis(int a, double factor, double[] target, int from) {
            double[] values = basis.data();
            for (int u = 0; u < t; u++) {
                target[from + u] += factor * values[a * t + u];
            }
        }

        /**
         * What the mean takes from series i, whose covariances are filtered, in the restricted likelihood: tr FᵀF and
         * tr FᵀMF with F = B⁻¹ΦL⁻ᵀ for the normal matrix LLᵀ.
         *
         * @param gradient to which ½δ tr(Fᵀ dM F) is added if {@code withGradient}
         */
        SeriesTraces projection(int i, boolean withGradient, double[] gradient) {
            double inverse = 0;
            double kernel = 0;
            if (isRestricted) {
                Matrix combinations = normals[i].solveLower(Matrix.identity(p));
                double[] twice = new double[gradient.length];
                for (int a = 0; a < p; a++) {
                    Arrays.fill(column, 0);
                    for (int b = 0; b <= a; b++) {
                        addBasis(b, combinations.get(a, b), column, 0);
                    }
                    filter.filter(column, column, 0);
                    filter.smooth(column, columnSignal, 0);
                    inverse += dot(column, 0, column, 0, t);
                    kernel += dot(column, 0, columnSignal, 0, t);
                    if (withGradient) {
                        filter.addGradient(column, columnSignal, 0, false, twice);
                    }
                }
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] += twice[k] / 2;
                }
            }
            return new SeriesTraces(inverse, kernel);
        }
    }
}
