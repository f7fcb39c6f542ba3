package org.coregion.optim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * All parameters at one point, in standardised units, and what solved for them; no matrix of size T.
 *
 * @param kernel the input kernel
 * @param coregionalization K
 * @param noise Σ
 * @param meanCoefficients P×D
 * @param meanCovariance PD×PD, that of the coefficients by least squares
 * @param constrainedMean the same of a constrained mean, in the units of the data
 * @param restriction what the restricted log likelihood is beyond that of all observations
 * @param engine the engine's name
 * @param inputRank the number of eigenvectors that carry the kernel matrix, where the engine knows it
 * @param warnings what a user should know of the kernel matrix
 */
record Estimate(
        Kernel kernel,
        Matrix coregionalization,
        Matrix noise,
        Matrix meanCoefficients,
        Matrix meanCovariance,
        Optional<MeanOptimum> constrainedMean,
        double restriction,
        String engine,
        OptionalInt inputRank,
        List<String> warnings) {}
