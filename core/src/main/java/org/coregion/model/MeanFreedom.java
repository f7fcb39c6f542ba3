package org.coregion.model;

import java.util.Arrays;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * Which of the mean's PD coefficients are estimated where not all are free: k variables u, each the value of one
 * coefficient or of several that are tied, which may have normal priors; the other coefficients are known. The D
 * outputs of a function stand side by side. Immutable.
 */
public final class MeanFreedom {
    /** The variable of every coefficient, or −1 for a known one. */
    private final int[] variable;

    private final double[] priorMean;
    /** 0 without a prior. */
    private final double[] priorPrecision;

    private MeanFreedom(int[] variable, double[] priorMean, double[] priorPrecision) {
        this.variable = variable;
        this.priorMean = priorMean;
        this.priorPrecision = priorPrecision;
    }

    /**
     * Variables with their priors.
     *
     * @param variable PD numbers: the variable of every coefficient, from 0 to k − 1, or −1 for a known one
     * @param priorMean k values, in the units of the coefficients
     * @param priorPrecision k inverse variances; 0 for a variable without a prior
     * @throws InvalidInputException if a variable is that of no coefficient, or a number is not what it should be
     */
    public static MeanFreedom of(int[] variable, double[] priorMean, double[] priorPrecision) {
        int k = priorMean.length;
        int[] used =
                Arrays.stream(variable).filter(v -> v != -1).sorted().distinct().toArray();
        boolean isNumbered = used.length == k && (k == 0 || (used[0] == 0 && used[k - 1] == k - 1));
        if (!isNumbered || priorPrecision.length != k) {
            throw new InvalidInputException(
                    "The variables " + Arrays.toString(variable) + " of the mean's coefficients have " + k
                            + " prior means and " + priorPrecision.length + " prior precisions.",
                    "a variable was left out: they count from 0, and -1 is a known coefficient.");
        }
        for (int v = 0; v < k; v++) {
            if (!Double.isFinite(priorMean[v])
                    || !(priorPrecision[v] >= 0)
                    || priorPrecision[v] == Double.POSITIVE_INFINITY) {
                throw new InvalidInputException(
                        "The prior of a coefficient of the mean has the mean " + priorMean[v] + " and the precision "
                                + priorPrecision[v] + ".",
                        "the precision is the inverse of the variance: 0 for no prior.");
            }
        }
        return new MeanFreedom(variable.clone(), priorMean.clone(), priorPrecision.clone());
    }

    /** The variable of every coefficient, or −1 for a known one: PD numbers. */
    public int[] variable() {
        return variable.clone();
    }

    /** The means of the variables' priors; without meaning where the precision is 0. */
    public double[] priorMean() {
        return priorMean.clone();
    }

    /** The inverse variances of the variables' priors; 0 where there is none. */
    public double[] priorPrecision() {
        return priorPrecision.clone();
    }

    /** The number of variables, k. */
    int count() {
        return priorMean.length;
    }

    /** The coefficients that move with a variable, as a P×D matrix of ones and zeros. */
    Matrix moving(int v, int outputs) {
        Matrix result = Matrix.zeros(variable.length / outputs, outputs);
        for (int i = 0; i < variable.length; i++) {
            result.data()[i] = variable[i] == v ? 1 : 0;
        }
        return result;
    }

    /** The variables of coefficients, that of the first where tied ones differ: k values. */
    double[] variables(Matrix coefficients) {
        double[] result = new double[count()];
        for (int i = variable.length - 1; i >= 0; i--) {
            if (variable[i] >= 0) {
                result[variable[i]] = coefficients.data()[i];
            }
        }
        return result;
    }

    /** The same coefficients with tied ones equal. */
    Matrix tied(Matrix coefficients) {
        double[] u = variables(coefficients);
        Matrix result = coefficients.copy();
        for (int i = 0; i < variable.length; i++) {
            result.data()[i] = variable[i] >= 0 ? u[variable[i]] : result.data()[i];
        }
        return result;
    }

    /** Refuses a mean with another number of coefficients. */
    void requireSize(int functions, int outputs) {
        if (variable.length != functions * outputs) {
            throw new InvalidInputException(
                    "There are variables for " + variable.length + " coefficients of a mean that has " + functions
                            + " functions for " + outputs + " outputs.",
                    "known coefficients were left out: they are -1.");
        }
    }
}
