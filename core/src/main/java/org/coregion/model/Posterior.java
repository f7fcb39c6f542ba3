package org.coregion.model;

import org.coregion.data.MultiOutputData;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.SeriesPrediction;
import org.coregion.engine.SeriesSolver;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * The outputs at new inputs, given data and parameters. The mean is taken as known: its own uncertainty is not part of
 * the covariances. Made at the cost of an engine: O(T³), or less where the inputs or the kernel have structure. Safe
 * for use by several threads.
 */
public final class Posterior {
    private final MultiOutputData data;
    private final GpParameters parameters;
    private final OutputSpectrum spectrum;
    private final SeriesSolver solver;

    private Posterior(MultiOutputData data, GpParameters parameters, OutputSpectrum spectrum, SeriesSolver solver) {
        this.data = data;
        this.parameters = parameters;
        this.spectrum = spectrum;
        this.solver = solver;
    }

    /**
     * Conditions on data, with the fastest backend that loads.
     *
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters) {
        return of(data, parameters, BackendChoice.fastest());
    }

    /**
     * Conditions on data.
     *
     * @param backend who computes the matrices of size T
     * @throws org.coregion.InvalidInputException if the parameters do not fit the data
     */
    public static Posterior of(MultiOutputData data, GpParameters parameters, Backend backend) {
        Matrix inputs = data.inputs();
        Matrix residuals = parameters.residuals(data);
        OutputSpectrum spectrum = OutputSpectrum.of(parameters.coregionalization(), parameters.noise());
        SeriesSolver solver =
                EnginePlan.automatic(parameters.kernel(), inputs, backend).solver(residuals, Mean.ZERO.basis(inputs));
        solver.solve(spectrum.whitening(), spectrum.delta());
        return new Posterior(data, parameters, spectrum, solver);
    }

    /**
     * New observations, noise included.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predict(double[][] newInputs) {
        return predict(newInputs, 1);
    }

    /**
     * The functions behind the observations, without noise.
     *
     * @param newInputs n×Q
     * @throws org.coregion.InvalidInputException if a row has not Q finite values, or the kernel is a given matrix
     */
    public Prediction predictNoiseFree(double[][] newInputs) {
        return predict(newInputs, 0);
    }

    /** In whitened coordinates the series are independent, and their noise has variance 1. */
    private Prediction predict(double[][] newInputs, double noiseVariance) {
        SeriesPrediction series = solver.predict(data.checkedInputs(newInputs));
        double[] delta = spectrum.delta();
        Matrix mean = Matrix.zeros(newInputs.length, delta.length);
        Matrix variance = Matrix.zeros(newInputs.length, delta.length);
        for (int i = 0; i < newInputs.length; i++) {
            for (int d = 0; d < delta.length; d++) {
                mean.set(i, d, delta[d] * series.mean().get(i, d));
                // Rounding may leave a variance that is 0 slightly below it.
                double unexplained = Math.max(
                        0, series.prior()[i] - delta[d] * series.explained().get(i, d));
                variance.set(i, d, delta[d] * unexplained + noiseVariance);
            }
        }
        Matrix deviation = spectrum.unwhiten(mean);
        double[] constant = parameters.mean();
        double[][] means = deviation.toArray();
        for (double[] row : means) {
            for (int d = 0; d < row.length; d++) {
                row[d] += constant[d];
            }
        }
        return new Prediction(means, spectrum.unwhitening(), variance);
    }
}
