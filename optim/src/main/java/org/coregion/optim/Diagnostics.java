package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
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

    /** An eigenvalue of the outputs' correlations below this is rounding. */
    private static final double DEPENDENT = 1e-12;

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
        double[] variance = kernel.diagonal(inputs);
        for (int i = 0; i < count; i++) {
            int row = (int) ((long) i * size / count);
            double[] covariances = kernel.crossMatrix(inputs.rows(row), inputs).data();
            for (int t = 0; t < size; t++) {
                double correlation = covariances[t] / Math.sqrt(variance[t] * variance[row]);
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

    /** Outputs of which a combination is constant. */
    static Optional<String> ofDependentOutputs(Matrix standardized, List<String> names) {
        int[] complete = IntStream.range(0, standardized.rows())
                .filter(t -> Arrays.stream(standardized.row(t)).allMatch(Double::isFinite))
                .toArray();
        int d = names.size();
        if (complete.length <= d) {
            return Optional.empty();
        }
        Matrix rows = standardized.rows(complete);
        SymmetricEigen eigen = SymmetricEigen.ofSemidefinite(
                Products.transposeMultiply(rows, rows).times(1.0 / complete.length), "correlations of the outputs");
        if (d < 2 || eigen.values()[d - 1] > DEPENDENT * eigen.values()[0]) {
            return Optional.empty();
        }
        StringJoiner combined = new StringJoiner(", ");
        for (int i = 0; i < d; i++) {
            if (Math.abs(eigen.vectors().get(i, d - 1)) > 1e-6) {
                combined.add(names.get(i));
            }
        }
        return Optional.of("an output is a linear combination of others, among " + combined
                + ": its noise is not its own. Maybe leave one of them out");
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
