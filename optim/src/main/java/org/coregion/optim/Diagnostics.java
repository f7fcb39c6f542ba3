package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coregion.Bounds;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.linalg.SymmetricEigen;

/** What a user should know of a fit before trusting it, each in a sentence with advice. */
final class Diagnostics {
    /** A row whose nearest other row correlates less tells nothing of it. */
    private static final double INDEPENDENT = 0.1;

    /** Where the most distant rows correlate more, a function is the same at all inputs. */
    private static final double CONSTANT = 0.9999;

    /** An output of whose variance less is its own is nearly a combination of others, as rounded data have it. */
    private static final double DEPENDENT = 1e-5;

    /** A share of a variance that is rounding of the arithmetic. */
    private static final double EXACT = 1e-12;

    /** An output of a smaller part in a combination, its largest being 1, has none. */
    private static final double PART = 0.01;

    /** So many ranges of the rows beyond which a lengthscale is that of a straight line. */
    private static final double FAR = 10;

    /** The upper bound of a lengthscale is so many ranges. */
    private static final double LONGEST = 1000;

    /** Values for each parameter, below which estimates are hardly more than the data themselves. */
    private static final int FEW = 5;

    /** Rows whose correlation with all the others is looked at. */
    private static final int LEAST_ROWS = 8;

    private static final int MOST_ROWS = 64;

    private static final int MOST_CORRELATIONS = 2_000_000;

    private Diagnostics() {}

    /** Whether the kernel tells rows apart and brings neighbours together. */
    static List<String> ofKernel(Kernel kernel, Matrix inputs) {
        int size = inputs.rows();
        if (!kernel.isFunctionOfInputs() || size < 2) {
            return List.of();
        }
        int count = Math.min(size, Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_CORRELATIONS / size)));
        double[] nearest = new double[count];
        double farthest = 1;
        double[] scales = Arrays.stream(kernel.diagonal(inputs))
                .map(variance -> variance > 0 ? 1 / Math.sqrt(variance) : 0)
                .toArray();
        for (int i = 0; i < count; i++) {
            int row = (int) ((long) i * size / count);
            double[] covariances = kernel.crossMatrix(inputs.rows(row), inputs).data();
            for (int t = 0; t < size; t++) {
                double correlation = covariances[t] * scales[t] * scales[row];
                nearest[i] = t == row ? nearest[i] : Math.max(nearest[i], correlation);
                farthest = Math.min(farthest, correlation);
            }
        }
        Arrays.sort(nearest);
        List<String> found = new ArrayList<>();
        if (nearest[count / 2] < INDEPENDENT) {
            found.add(String.format(
                    Locale.ROOT,
                    "neighbouring rows hardly correlate under the fitted kernel (%.2g): predictions between rows are "
                            + "those of the mean, and signal and noise cannot be told apart. Maybe the outputs do not "
                            + "depend on these inputs, or the rows are too sparse",
                    nearest[count / 2]));
        }
        if (farthest > CONSTANT) {
            found.add(
                    "the kernel hardly changes over the inputs: the signal is a straight line at most. Maybe a linear "
                            + "mean without a kernel says the same");
        }
        return found;
    }

    /** Lengthscales far beyond the range of their inputs. */
    static List<String> ofLengthscales(Kernel kernel, Matrix inputs, List<String> inputNames) {
        List<String> names = kernel.parameterNames(inputNames);
        double[] log = kernel.logParameters();
        Bounds bounds = kernel.logBounds(inputs);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < log.length; i++) {
            double ranges = LONGEST * Math.exp(log[i] - bounds.upper()[i]);
            // That within a period is no distance of inputs; without spread there is no room.
            boolean isDistance =
                    names.get(i).startsWith("lengthscale") && !names.get(i).startsWith("lengthscale within");
            if (isDistance && bounds.lower()[i] < bounds.upper()[i] && ranges > FAR) {
                found.add(String.format(
                        Locale.ROOT,
                        "%s is %.0f times the range of the inputs: the signal is nearly linear in them, or does not "
                                + "depend on them. Maybe take a linear kernel or mean, or leave the column out",
                        names.get(i),
                        ranges));
            }
        }
        return found;
    }

    /**
     * Outputs of which the kernel explains nothing.
     *
     * @param without their indices
     */
    static Optional<String> ofSignal(int[] without, List<String> names) {
        return without.length == 0
                ? Optional.empty()
                : Optional.of("no signal: the fit explains "
                        + Arrays.stream(without).mapToObj(names::get).collect(Collectors.joining(", "))
                        + " by noise alone. Maybe the inputs or the kernel say nothing of it, or the mean says it all");
    }

    /** Rows that repeat another in full: one table of row numbers, whatever the number of columns. */
    static Optional<String> ofCopies(Matrix inputs, Matrix outputs) {
        int size = inputs.columns() == 0 ? 0 : inputs.rows();
        // At most half full, so that a row is found in a few steps.
        int[] table = new int[Integer.highestOneBit(Math.max(1, size)) << 2];
        Arrays.fill(table, -1);
        int copies = 0;
        String first = "";
        for (int t = 0; t < size; t++) {
            int slot = hash(inputs, t, hash(outputs, t, 1)) & (table.length - 1);
            while (table[slot] >= 0 && !(isSame(inputs, table[slot], t) && isSame(outputs, table[slot], t))) {
                slot = (slot + 1) & (table.length - 1);
            }
            if (table[slot] < 0) {
                table[slot] = t;
            } else {
                first = copies++ == 0 ? "row " + (t + 1) + " is row " + (table[slot] + 1) : first;
            }
        }
        return copies == 0
                ? Optional.empty()
                : Optional.of(copies + " rows repeat another in inputs and outputs, so the noise looks smaller than it "
                        + "is: " + first + ". Maybe a part of the data was joined twice");
    }

    private static int hash(Matrix values, int row, int start) {
        int hash = start;
        for (int j = 0; j < values.columns(); j++) {
            hash = 31 * hash + Double.hashCode(values.get(row, j));
        }
        // The low bits of a double that was written with few digits are 0.
        return hash ^ (hash >>> 15);
    }

    private static boolean isSame(Matrix values, int one, int other) {
        for (int j = 0; j < values.columns(); j++) {
            if (Double.compare(values.get(one, j), values.get(other, j)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Outputs that are constant, or of which a combination is, or nearly so. */
    static List<String> ofDependentOutputs(Matrix standardized, List<String> names) {
        List<String> found = new ArrayList<>();
        List<Integer> varying = new ArrayList<>();
        StringJoiner constant = new StringJoiner(", ");
        for (int d = 0; d < names.size(); d++) {
            if (isConstant(standardized, d)) {
                constant.add(names.get(d));
            } else {
                varying.add(d);
            }
        }
        if (constant.length() > 0) {
            found.add("constant: " + constant + ", of which nothing is to be learnt. Maybe leave it out");
        }
        Matrix rows = completeRows(standardized, varying);
        if (varying.size() > 1 && rows.rows() > varying.size()) {
            ofNearlyDependent(rows, varying.stream().map(names::get).toList()).ifPresent(found::add);
        }
        return found;
    }

    private static boolean isConstant(Matrix values, int column) {
        double seen = Double.NaN;
        for (int t = 0; t < values.rows(); t++) {
            double value = values.get(t, column);
            if (Double.isFinite(value) && Double.isFinite(seen) && value != seen) {
                return false;
            }
            seen = Double.isFinite(value) ? value : seen;
        }
        return Double.isFinite(seen) && values.rows() > 1;
    }

    private static Matrix completeRows(Matrix values, List<Integer> columns) {
        int width = columns.size();
        double[] complete = new double[values.rows() * width];
        int length = 0;
        for (int t = 0; t < values.rows(); t++) {
            boolean isComplete = true;
            for (int j = 0; j < width; j++) {
                double value = values.get(t, columns.get(j));
                complete[length + j] = value;
                isComplete &= Double.isFinite(value);
            }
            length += isComplete ? width : 0;
        }
        return Matrix.wrap(length / Math.max(1, width), width, Arrays.copyOf(complete, length));
    }

    /** With C = VΛVᵀ the outputs' second moments, the share of an output's that is its own is 1/(C_dd C⁻¹_dd). */
    private static Optional<String> ofNearlyDependent(Matrix rows, List<String> names) {
        Matrix moments = Products.transposeMultiply(rows, rows);
        SymmetricEigen eigen = SymmetricEigen.ofSemidefinite(moments, "correlations of the outputs");
        if (eigen.values()[0] == 0) {
            return Optional.empty();
        }
        int d = names.size();
        double least = 1;
        int dependent = 0;
        for (int i = 0; i < d; i++) {
            double inverse = 0;
            for (int k = 0; k < d; k++) {
                double v = eigen.vectors().get(i, k);
                inverse += v * v / Math.max(eigen.values()[k], EXACT * EXACT * eigen.values()[0]);
            }
            double own = 1 / (moments.get(i, i) * inverse);
            dependent = own < least ? i : dependent;
            least = Math.min(least, own);
        }
        if (least > DEPENDENT) {
            return Optional.empty();
        }
        Matrix parts = eigen.vectors().columns(d - 1, d);
        String combined = IntStream.range(0, d)
                .filter(i -> Math.abs(parts.get(i, 0)) > PART * parts.maxAbs())
                .mapToObj(names::get)
                .collect(Collectors.joining(", "));
        return Optional.of(
                least < EXACT
                        ? "an output is a linear combination of others, among " + combined
                                + ": its noise is not its own. Maybe leave one of them out"
                        : String.format(
                                Locale.ROOT,
                                "an output is nearly a linear combination of others, among %s: only %.1g of the "
                                        + "variance of %s is its own, so that noise falls to its floor or nearly so, and "
                                        + "predictions rest on what may be rounding. Maybe leave one of them out",
                                combined,
                                least,
                                names.get(dependent)));
    }

    /** Data that are few for what is fitted to them. */
    static Optional<String> ofSize(long values, int parameters) {
        return values >= (long) FEW * parameters
                ? Optional.empty()
                : Optional.of(values + " values are few for " + parameters + " parameters, so these are uncertain. "
                        + "Maybe fix some, give them priors, or take a coregionalization of low rank");
    }

    /** Why a fit that did not converge did not. */
    static Optional<String> ofStop(StopReason reason, double gradientNorm) {
        String advice = switch (reason) {
            case MAX_EVALUATIONS, MAX_ITERATIONS -> "allow more with FitOptions.withMaxEvaluations";
            case NO_PROGRESS -> "start elsewhere with FitOptions.withRestarts, or fix what the data do not determine";
            case GRADIENT_TOLERANCE, CONVERGENCE_CHECKER, ROUNDING -> "";
        };
        return reason.isConverged()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "not converged: %s at a gradient of %.1e. Maybe %s",
                        reason.explanation(),
                        gradientNorm,
                        advice));
    }
}
