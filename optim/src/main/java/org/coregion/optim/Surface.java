package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coregion.Bounds;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpParameters;

/**
 * What a fit maximises, about the point where it ended, in coordinates: the log parameters of the kernel, those that
 * are tied counting once, then the parameters of K and of Σ, for outputs in standard units. The mean's coefficients are
 * profiled out. The kernel matrix is decomposed once, when this is made. Mutable workspace: one per thread.
 */
final class Surface {
    /** Half of a difference in the logarithm of a kernel's parameter. */
    private static final double KERNEL_STEP = 1e-3;

    /** Half of a difference in a parameter of K or Σ, in its expected standard errors. */
    private static final double STEP = 1e-2;

    /** The most for half of a difference in a parameter of K or Σ. */
    private static final double LARGEST_STEP = 1e-3;

    private final FitSetup setup;
    private final FitProblem problem;
    private final GpParameters at;
    private final Kernel kernel;
    /** The coordinate of each of the kernel's parameters, or −1 for one that does not move. */
    private final int[] ofKernel;
    /** The number of coordinates of the kernel. */
    private final int kernels;

    private final Part signal;
    private final Part noise;
    private final Objective here;

    /** K or Σ by the parameters of its form. */
    private record Part(OutputCovariance form, double[] parameters) {
        static Part of(OutputCovariance form, Matrix covariance, double[] units) {
            double[] inverse = Arrays.stream(units).map(unit -> 1 / unit).toArray();
            return new Part(form, form.parametersOf(covariance.scaled(inverse, inverse)));
        }

        int size() {
            return parameters.length;
        }

        Matrix matrix() {
            return form.matrix(parameters);
        }

        Part directed(boolean[] free, Matrix comparison) {
            DirectedCovariance directed = DirectedCovariance.of(form, parameters, free, comparison);
            return new Part(directed, new double[directed.parameterCount()]);
        }
    }

    /** @param at in the units of the data */
    Surface(FitSetup setup, GpParameters at) {
        this(setup, setup.problem(), at);
    }

    /**
     * The same on a part of the rows.
     *
     * @param at in the units of the data
     */
    Surface(FitSetup setup, FitProblem problem, GpParameters at) {
        this(
                setup,
                problem,
                at,
                setup.model().isKernelFixed()
                        ? none(at.kernel().logParameters().length)
                        : problem.kernelSpace(at.kernel()).variables(),
                Part.of(
                        problem.coregionalization(),
                        at.coregionalization(),
                        setup.data().units()),
                Part.of(problem.noise(), at.noise(), setup.data().noiseUnits()),
                new Objective(problem, at.kernel()));
    }

    private Surface(
            FitSetup setup,
            FitProblem problem,
            GpParameters at,
            int[] ofKernel,
            Part signal,
            Part noise,
            Objective here) {
        this.setup = setup;
        this.problem = problem;
        this.at = at;
        this.kernel = at.kernel();
        this.ofKernel = ofKernel;
        this.kernels = Arrays.stream(ofKernel).max().orElse(-1) + 1;
        this.signal = signal;
        this.noise = noise;
        this.here = here;
    }

    /**
     * The same in coordinates that all count, those of K and Σ by {@link DirectedCovariance}: K beside K + Σ, since
     * where it is much the smaller, the data see it no better than that.
     *
     * @param held names of parameters that do not move
     */
    Surface directed(Set<String> held) {
        boolean[] free = free(held);
        int ofNoise = kernels + signal.size();
        int[] number = new int[kernels];
        int next = 0;
        for (int i = 0; i < kernels; i++) {
            number[i] = free[i] ? next++ : -1;
        }
        Matrix sigma = noise.matrix();
        return new Surface(
                setup,
                problem,
                at,
                Arrays.stream(ofKernel).map(i -> i < 0 ? -1 : number[i]).toArray(),
                signal.directed(
                        Arrays.copyOfRange(free, kernels, ofNoise),
                        signal.matrix().plus(1, sigma)),
                noise.directed(Arrays.copyOfRange(free, ofNoise, free.length), sigma),
                here);
    }

    private static int[] none(int parameters) {
        int[] none = new int[parameters];
        Arrays.fill(none, -1);
        return none;
    }

    private int size() {
        return kernels + signal.size() + noise.size();
    }

    /** The parameters as users know them. */
    List<Quantity> quantities() {
        MultiOutputData data = setup.data().data();
        Quantities quantities = new Quantities(size());
        quantities.addKernel(kernel, ofKernel, data.inputNames());
        quantities.addCovariance(
                "signal",
                signal.form(),
                signal.parameters(),
                kernels,
                setup.data().units(),
                data.outputNames());
        quantities.addCovariance(
                "noise",
                noise.form(),
                noise.parameters(),
                kernels + signal.size(),
                setup.data().noiseUnits(),
                data.outputNames());
        return quantities.all();
    }

    /**
     * The mean's coefficients, by generalised least squares at this point.
     *
     * @param held the parameters that ended at a bound, by name, with the reason
     */
    List<ParameterEstimate> meanEstimates(Map<String, String> held) {
        Objective.Value value = here.evaluate(signal.matrix(), noise.matrix());
        double[] variances = setup.data()
                .meanCovariance(here.likelihood().meanCovariance(), value.constrainedMean())
                .diagonal();
        double[] coefficients = at.meanCoefficients().data();
        List<String> names = setup.data().meanNames();
        List<ParameterEstimate> estimates = new ArrayList<>();
        for (int i = 0; i < variances.length; i++) {
            String reason = held.getOrDefault(names.get(i), "fixed");
            boolean isKnown = variances[i] == 0 || held.containsKey(names.get(i));
            estimates.add(
                    isKnown
                            ? ParameterEstimate.unavailable(names.get(i), coefficients[i], reason)
                            : ParameterEstimate.of(
                                    names.get(i), coefficients[i], Math.sqrt(variances[i]), ParameterScale.IDENTITY));
        }
        return estimates;
    }

    /**
     * The expected information of the likelihood, or the restricted one, priors left aside.
     *
     * @throws org.coregion.InvalidInputException if its matrices do not fit in the heap
     */
    Matrix expected() {
        return inCoordinates(here.likelihood()
                .expectedInformation(signal.form(), signal.parameters(), noise.form(), noise.parameters()));
    }

    /** From one row and column per parameter of the kernel to one per coordinate. */
    private Matrix inCoordinates(Matrix all) {
        int raw = ofKernel.length;
        Matrix result = Matrix.zeros(size(), size());
        for (int i = 0; i < all.rows(); i++) {
            int row = i < raw ? ofKernel[i] : kernels + i - raw;
            for (int j = 0; j < all.rows(); j++) {
                int column = j < raw ? ofKernel[j] : kernels + j - raw;
                if (row >= 0 && column >= 0) {
                    result.set(row, column, result.get(row, column) + all.get(i, j));
                }
            }
        }
        return result;
    }

    /** The observed information, that of the priors included. */
    Matrix observed() {
        int n = size();
        Matrix information = Matrix.zeros(n, n);
        double[] step = steps();
        for (int i = 0; i < n; i++) {
            double[] below = i < kernels ? movedKernel(i, -step[i]) : covarianceGradient(here, i - kernels, -step[i]);
            double[] above = i < kernels ? movedKernel(i, step[i]) : covarianceGradient(here, i - kernels, step[i]);
            // A move of K or Σ tells of K and Σ alone; the border comes from the moves of the kernel.
            int from = n - above.length;
            for (int j = from; j < n; j++) {
                double fall = (below[j - from] - above[j - from]) / (2 * step[i]);
                double share = i < kernels && j >= kernels ? fall : fall / 2;
                information.set(i, j, information.get(i, j) + share);
                information.set(j, i, information.get(j, i) + share);
            }
        }
        return information;
    }

    /** Half of the difference in each coordinate. */
    private double[] steps() {
        double[] expected = here.likelihood()
                .information(signal.form(), signal.parameters(), noise.form(), noise.parameters())
                .diagonal();
        double[] steps = new double[size()];
        Arrays.fill(steps, 0, kernels, KERNEL_STEP);
        for (int i = 0; i < expected.length; i++) {
            steps[kernels + i] = Math.min(LARGEST_STEP, STEP / Math.sqrt(Math.max(expected[i], Double.MIN_NORMAL)));
        }
        return steps;
    }

    /** The gradient in all coordinates, at another kernel. */
    private double[] movedKernel(int coordinate, double step) {
        double[] log = kernel.logParameters();
        for (int i = 0; i < log.length; i++) {
            log[i] += ofKernel[i] == coordinate ? step : 0;
        }
        Objective there = new Objective(problem, kernel.withLogParameters(log));
        double[] ofCovariances = covarianceGradient(there, 0, 0);
        double[] gradient = new double[kernels];
        double[] raw = there.kernelGradient();
        for (int i = 0; i < raw.length; i++) {
            if (ofKernel[i] >= 0) {
                gradient[ofKernel[i]] += raw[i];
            }
        }
        return Vectors.concat(gradient, ofCovariances);
    }

    /** The gradient in the coordinates of K and Σ, after a step in one of them. */
    private double[] covarianceGradient(Objective objective, int coordinate, double step) {
        double[] moved = Vectors.concat(signal.parameters(), noise.parameters());
        if (step != 0) {
            moved[coordinate] += step;
        }
        double[] k = Arrays.copyOf(moved, signal.size());
        double[] s = Arrays.copyOfRange(moved, k.length, moved.length);
        Objective.Value value =
                objective.evaluate(signal.form().matrix(k), noise.form().matrix(s));
        return Vectors.concat(
                signal.form().pullback(k, value.coregionalization()),
                noise.form().pullback(s, value.noise()));
    }

    /**
     * Which coordinates count: none without room, and none that alone moves a parameter that is held.
     *
     * @param held names of parameters
     */
    boolean[] free(Set<String> held) {
        boolean[] free = new boolean[size()];
        Arrays.fill(free, true);
        markFixed(signal.form().bounds(), kernels, free);
        markFixed(noise.form().bounds(), kernels + signal.size(), free);
        for (Quantity quantity : quantities()) {
            int[] moving = quantity.moving();
            if (held.contains(quantity.name()) && moving.length == 1) {
                free[moving[0]] = false;
            }
        }
        return free;
    }

    private static void markFixed(Bounds bounds, int from, boolean[] free) {
        for (int i = 0; i < bounds.size(); i++) {
            free[from + i] &= bounds.lower()[i] < bounds.upper()[i];
        }
    }
}
