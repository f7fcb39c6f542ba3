package org.coregion.optim;

import org.coregion.linalg.Matrix;

/**
 * The best coefficients of a constrained mean.
 *
 * @param ofBasis P×D, of the basis of the fit and its standardised outputs
 * @param coefficients P×D, of the user's functions in the units of the data; where constrained exactly as demanded
 * @param covariance PD×PD in the same units, given what is at a bound; 0 for what is fixed or at a bound
 */
record MeanOptimum(Matrix ofBasis, Matrix coefficients, Matrix covariance) {}
