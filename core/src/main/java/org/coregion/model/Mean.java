package org.coregion.model;

import java.util.List;
import java.util.function.Function;
import org.coregion.InvalidInputException;

/**
 * The form of the mean function: basis functions φ_p of the inputs, each output with coefficients of its own, so that
 * output d has the mean Σ_p φ_p(x)·β_pd. The coefficients are estimated by generalised least squares (universal
 * kriging: Matheron 1969), under what {@link GpModel} demands of them. The mean may use input columns that the kernel
 * does not: covariates with fixed effects. Immutable.
 */
public sealed interface Mean permits PolynomialMean, MeanBasis {
    /** No mean: the outputs are deviations already. */
    Mean ZERO = new PolynomialMean(-1, List.of());

    /** A constant per output. */
    Mean CONSTANT = new PolynomialMean(0, List.of());

    /**
     * A constant and a slope along each of the input columns.
     *
     * @param columns their names; none for every input column
     */
    static Mean linear(String... columns) {
        return polynomial(1, columns);
    }

    /**
     * All products of input columns of a total degree up to {@code degree}: 1, x, y, x², xy, y² for two columns and
     * degree 2.
     *
     * @param degree at least 0
     * @param columns their names; none for every input column
     * @throws InvalidInputException if the degree is negative
     */
    static Mean polynomial(int degree, String... columns) {
        if (degree < 0) {
            throw new InvalidInputException(
                    "The degree of the mean is " + degree + ".", "choose Mean.ZERO for no mean at all.");
        }
        return new PolynomialMean(degree, List.of(columns));
    }

    /**
     * Functions of the user's own.
     *
     * @param names P names of the functions
     * @param functions from an input, Q values in the order of the data's columns, to the P values of the functions
     *     there; called for new inputs too
     */
    static Mean basis(List<String> names, Function<double[], double[]> functions) {
        return new MeanBasis(names, functions);
    }

    /**
     * The basis functions over these input columns.
     *
     * @param inputNames the names of the Q input columns
     * @throws InvalidInputException if the mean names a column that is not among them
     */
    MeanBasis over(List<String> inputNames);
}
