package org.coregion.model;

import java.util.random.RandomGenerator;
import org.coregion.linalg.Matrix;

/**
 * What data says about new values: one implementation where every output is known, which works on independent series,
 * and one where some are missing. Safe for use by several threads.
 */
interface Conditioning {
    /**
     * The same data where the mean is not known but estimated by generalised least squares.
     *
     * @param rough the parameters with a first estimate of the mean's coefficients, the known ones as they are
     * @param design the mean's functions at the data
     */
    Conditioning estimatingMean(GpParameters rough, MeanDesign design);

    /**
     * The outputs at new inputs, each input by itself.
     *
     * @param newInputs n×Q
     * @param noise n noise variances relative to Σ: 0 for the functions
     * @param withNoise whether these are observations
     */
    Prediction predict(Matrix newInputs, double[] noise, boolean withNoise);

    /**
     * The outputs at the data's own rows, each by itself, of a kernel that is no function of the inputs too.
     *
     * @param rows n rows, from 0
     * @param noise n noise variances relative to Σ: 0 for the functions
     * @param withNoise whether these are observations
     */
    Prediction predictRows(int[] rows, double[] noise, boolean withNoise);

    /** Every row of the data as predicted from the others. */
    Prediction leaveOneOut();

    /** Every value of the data as predicted from all others. */
    Prediction leaveOneOutEntries();

    /**
     * The covariance of some outputs at new inputs, all together and without noise: nk×nk, the k outputs of an input
     * side by side.
     *
     * @param newInputs n×Q
     * @param outputs k outputs, from 0
     */
    Matrix covariance(Matrix newInputs, int[] outputs);

    /**
     * What whitened observations lead to expect at new inputs: the rule that is linear in them, and in the priors of
     * the mean's coefficients, which count as observations of 0 with errors drawn.
     *
     * @param newInputs n×Q
     * @param series T×cD, c draws of the D series side by side, noise included
     * @param random where the priors' errors come from
     * @return n×cD signals
     */
    Matrix expected(Matrix newInputs, Matrix series, RandomGenerator random);
}
