package org.coregion.optim;

import java.util.Arrays;
import java.util.SortedMap;
import org.coregion.ParameterLimits;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.MeanFreedom;
import org.coregion.prior.Normal;

/**
 * The mean's coefficients under constraints and priors, all P·D of them with the D outputs of a function side by side.
 * Those of the user's functions, β in the units of the data, and those of the fit's basis and standardised outputs are
 * one affine map apart, c = F(β − β₀)Diag(1/scale).
 *
 * <p>What is fixed or tied leaves k variables u, by which c = c₀ + QR(u − u₀) with orthonormal Q. For given covariances
 * the likelihood is a normal density of c, and thus of u; priors are observations of u, and bounds a box, in which the
 * highest point is found. Immutable.
 */
final class ConstrainedMean {
    private final ParameterLimits limits;
    /** By the index of the coefficient. */
    private final SortedMap<Integer, Normal> priors;
    /** F: P×P. */
    private final Matrix toBasis;
    /** D standard units of the outputs. */
    private final double[] scale;
    /** β₀: P×D. */
    private final Matrix origin;
    /** The variable of every coefficient, or −1 for a fixed one. */
    private final int[] variable;

    private final int count;
    /** P×D: fixed coefficients, and values of the others near which the data have them. */
    private final Matrix reference;
    /** c₀: PD×1. */
    private final Matrix start;
    /** PD×k. */
    private final Matrix q;
    /** Its lower factor is Rᵀ. */
    private final Cholesky r;

    /**
     * A mean under constraints.
     *
     * @param limits bounds and ties of the coefficients
     * @param priors by the index of the coefficient
     * @param toBasis F, P×P and not singular
     * @param scale D standard units of the outputs
     * @param origin β₀, P×D: the user's coefficients where those of the fit are 0
     */
    ConstrainedMean(
            ParameterLimits limits, SortedMap<Integer, Normal> priors, Matrix toBasis, double[] scale, Matrix origin) {
        this.limits = limits;
        this.priors = priors;
        this.toBasis = toBasis;
        this.scale = scale;
        this.origin = origin;
        this.variable = variables(limits);
        this.count = Arrays.stream(variable).max().orElse(-1) + 1;
        double[] u0 = new double[count];
        for (int i = variable.length - 1; i >= 0; i--) {
            if (variable[i] >= 0) {
                u0[variable[i]] = origin.data()[i];
            }
        }
        this.reference = expanded(u0);
        this.start = ofBasis(reference.plus(-1, origin));
        Matrix columns = Matrix.zeros(count, variable.length);
        for (int v = 0; v < count; v++) {
            double[] column = ofBasis(indicator(v)).data();
            System.arraycopy(column, 0, columns.data(), v * column.length, column.length);
        }
        GramSchmidt factors = GramSchmidt.of(columns.transpose());
        this.q = factors.q();
        this.r = Cholesky.ofLower(factors.r().transpose());
    }

    private static int[] variables(ParameterLimits limits) {
        int[] ofGroup = new int[limits.groupCount()];
        Arrays.fill(ofGroup, -1);
        int[] variable = new int[limits.size()];
        int next = 0;
        for (int i = 0; i < variable.length; i++) {
            int group = limits.group()[i];
            if (!limits.isFixed(i) && ofGroup[group] < 0) {
                ofGroup[group] = next++;
            }
            variable[i] = ofGroup[group];
        }
        return variable;
    }

    /** The user's coefficients, P×D, at variables. */
    private Matrix expanded(double[] u) {
        Matrix beta = Matrix.zeros(origin.rows(), origin.columns());
        for (int i = 0; i < variable.length; i++) {
            beta.data()[i] = variable[i] < 0 ? limits.lower()[i] : u[variable[i]];
        }
        return beta;
    }

    /** P×D: 1 for the coefficients of a variable. */
    private Matrix indicator(int v) {
        Matrix result = Matrix.zeros(origin.rows(), origin.columns());
        for (int i = 0; i < variable.length; i++) {
            result.data()[i] = variable[i] == v ? 1 : 0;
        }
        return result;
    }

    /** The change of c with a change of β, both P×D: PD×1. */
    private Matrix ofBasis(Matrix change) {
        double[] inverse = Arrays.stream(scale).map(unit -> 1 / unit).toArray();
        Matrix result = Products.multiply(toBasis, change).scaledColumns(inverse);
        return Matrix.wrap(variable.length, 1, result.data());
    }

    /**
     * The same for another basis of the same functions.
     *
     * @param change P×P: from coefficients of this basis to those of the other
     */
    ConstrainedMean inBasis(Matrix change) {
        return new ConstrainedMean(limits, priors, Products.multiply(change, toBasis), scale, origin);
    }

    /** Bounds and ties. */
    ParameterLimits limits() {
        return limits;
    }

    /** The number of free coefficients: those at a bound count, tied ones once, fixed ones not. */
    int count() {
        return count;
    }

    /**
     * The coefficients that maximise likelihood and priors within the bounds.
     *
     * @param leastSquares ĉ, P×D: those of the likelihood alone
     * @param precision N, PD×PD: the log likelihood is −½(c − ĉ)ᵀN(c − ĉ) and a constant
     */
    MeanOptimum best(Matrix leastSquares, Matrix precision) {
        Matrix estimate = Matrix.wrap(variable.length, 1, leastSquares.data());
        Matrix weighted = Products.multiply(precision, q);
        Cholesky normal = Cholesky.of(Products.transposeMultiply(q, weighted), "normal matrix of the mean");
        double[] moved = r.solveUpper(normal.solve(Products.transposeMultiply(weighted, estimate.plus(-1, start))))
                .data();
        // R⁻¹N⁻¹R⁻ᵀ by its factor, one column of R⁻¹L⁻ᵀ per variable.
        Matrix factor = r.solveUpper(normal.solveUpper(Matrix.identity(count)));
        JointNormal density = new JointNormal(plusReference(moved), Products.multiplyTranspose(factor, factor));
        for (var prior : priors.entrySet()) {
            double deviation = prior.getValue().standardDeviation();
            density = density.given(variable[prior.getKey()], prior.getValue().mean(), deviation * deviation);
        }
        return optimum(density.within(ofVariables(limits.lower()), ofVariables(limits.upper())));
    }

    private MeanOptimum optimum(JointNormal density) {
        Matrix beta = expanded(density.mean());
        Matrix covariance = Matrix.zeros(variable.length, variable.length);
        for (int i = 0; i < variable.length; i++) {
            for (int j = 0; j < variable.length; j++) {
                boolean isFree = variable[i] >= 0 && variable[j] >= 0;
                covariance.set(i, j, isFree ? density.covariance().get(variable[i], variable[j]) : 0);
            }
        }
        Matrix c = start.plus(1, ofBasis(beta.plus(-1, reference)));
        return new MeanOptimum(Matrix.wrap(origin.rows(), origin.columns(), c.data()), beta, covariance);
    }

    private double[] plusReference(double[] moved) {
        double[] u = moved.clone();
        double[] u0 = ofVariables(reference.data());
        for (int v = 0; v < count; v++) {
            u[v] += u0[v];
        }
        return u;
    }

    /** Values of coefficients, equal where tied, by variable. */
    private double[] ofVariables(double[] ofCoefficients) {
        double[] values = new double[count];
        for (int i = 0; i < variable.length; i++) {
            if (variable[i] >= 0) {
                values[variable[i]] = ofCoefficients[i];
            }
        }
        return values;
    }

    /** The variables and their priors where they are not at bounds, for what asks how uncertain the mean is. */
    MeanFreedom freedom(MeanOptimum optimum) {
        double[] variances = optimum.covariance().diagonal();
        int[] renumbered = new int[count];
        Arrays.fill(renumbered, -1);
        int[] free = new int[variable.length];
        int next = 0;
        for (int i = 0; i < free.length; i++) {
            boolean isFree = variable[i] >= 0 && variances[i] > 0;
            if (isFree && renumbered[variable[i]] < 0) {
                renumbered[variable[i]] = next++;
            }
            free[i] = isFree ? renumbered[variable[i]] : -1;
        }
        double[] mean = new double[next];
        double[] precision = new double[next];
        for (var prior : priors.entrySet()) {
            int v = free[prior.getKey()];
            if (v >= 0) {
                // Priors of tied coefficients are observations of one variable.
                double deviation = prior.getValue().standardDeviation();
                double own = 1 / (deviation * deviation);
                precision[v] += own;
                mean[v] += own / precision[v] * (prior.getValue().mean() - mean[v]);
            }
        }
        return MeanFreedom.of(free, mean, precision);
    }

    /**
     * The log density of all priors.
     *
     * @param coefficients P×D in the units of the data
     */
    double logPrior(Matrix coefficients) {
        return priors.entrySet().stream()
                .mapToDouble(prior -> prior.getValue().logDensity(coefficients.data()[prior.getKey()]))
                .sum();
    }
}
