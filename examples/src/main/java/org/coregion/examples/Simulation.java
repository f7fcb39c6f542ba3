package org.coregion.examples;

import java.util.List;
import java.util.Random;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A known truth to draw data from: outputs with a Matérn 5/2 input kernel M, coregionalization K, noise variances and
 * constant means.
 *
 * @param inputNames Q names
 * @param outputNames D names
 * @param lengthscales Q lengthscales, in the units of the inputs
 * @param coregionalization K, D×D positive definite
 * @param noiseVariances D variances
 * @param mean D constants
 */
record Simulation(
        List<String> inputNames,
        List<String> outputNames,
        double[] lengthscales,
        double[][] coregionalization,
        double[] noiseVariances,
        double[] mean) {

    /**
     * One exact draw: with M = AAᵀ, K = BBᵀ and a T×D matrix Z of independent standard normal values, the rows of AZBᵀ
     * have the covariance M ⊗ K.
     *
     * @param inputs T×Q
     * @param random whose next 2·T·D normal values are used
     * @return T×D
     */
    double[][] draw(double[][] inputs, Random random) {
        int t = inputs.length;
        int d = mean.length;
        Matrix a = Cholesky.of(kernelMatrix(inputs), "kernel matrix").lower();
        Matrix b = Cholesky.of(Matrix.copyOf(coregionalization, "coregionalization matrix"), "coregionalization matrix")
                .lower();
        Matrix signal = Products.multiplyTranspose(Products.multiply(a, standardNormal(t, d, random)), b);
        double[][] outputs = signal.toArray();
        for (double[] row : outputs) {
            for (int j = 0; j < d; j++) {
                row[j] += mean[j] + Math.sqrt(noiseVariances[j]) * random.nextGaussian();
            }
        }
        return outputs;
    }

    /**
     * M, written out once more: data that test the library should not come from its own kernel. StrictMath and Random,
     * because Math.exp may round differently on another machine.
     */
    private Matrix kernelMatrix(double[][] inputs) {
        int t = inputs.length;
        Matrix m = Matrix.zeros(t, t);
        for (int i = 0; i < t; i++) {
            for (int j = 0; j < t; j++) {
                double r2 = 0;
                for (int q = 0; q < lengthscales.length; q++) {
                    double difference = (inputs[i][q] - inputs[j][q]) / lengthscales[q];
                    r2 += difference * difference;
                }
                double z = Math.sqrt(5 * r2);
                m.set(i, j, (1 + z + z * z / 3) * StrictMath.exp(-z));
            }
        }
        return m;
    }

    private static Matrix standardNormal(int rows, int columns, Random random) {
        Matrix z = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            z.data()[i] = random.nextGaussian();
        }
        return z;
    }

    /** K from standard deviations and correlations. */
    static double[][] covariance(double[] deviations, double[][] correlations) {
        return Matrix.copyOf(correlations, "correlations")
                .scaled(deviations, deviations)
                .toArray();
    }
}
