package org.coregion.engine;

import java.util.Arrays;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Traces of products in the eigenbasis, where B_d⁻¹ = Q Diag(h_d) Qᵀ + (I − QQᵀ) and P_d = B_d⁻¹ − F_dF_dᵀ. A product
 * of inverses costs O(r), and the P columns of F_d, which only the restricted likelihood has, O(rP²) more. Immutable.
 */
final class SpectralTraces {
    private final double[] lambda;
    /** T − r. */
    private final double complement;
    /** h: 1/(1 + λδ), one array per series. */
    private final double[][] shrinkage;
    /** The columns of F of every series. */
    private final SplitRows[] projections;

    /** @param projections the columns of F of every series: none for the likelihood of all observations */
    SpectralTraces(double[] lambda, double complement, double[][] shrinkage, SplitRows[] projections) {
        this.lambda = lambda;
        this.complement = complement;
        this.shrinkage = shrinkage;
        this.projections = projections;
    }

    /** Of every two series. */
    SeriesInformation covariances() {
        int d = shrinkage.length;
        double[][] squares = Arrays.stream(projections).map(SplitRows::squares).toArray(double[][]::new);
        Matrix noise = Matrix.zeros(d, d);
        Matrix mixed = Matrix.zeros(d, d);
        Matrix signal = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double[] sums = projections[i].count() == 0
                        ? ofInverses(shrinkage[i], shrinkage[j])
                        : lessProjections(i, j, squares[i], squares[j]);
                setBoth(noise, i, j, complement + sums[0]);
                setBoth(mixed, i, j, sums[1]);
                setBoth(signal, i, j, sums[2]);
            }
        }
        return new SeriesInformation(noise, mixed, signal);
    }

    /** Σ h_i h_j, Σ λ h_i h_j and Σ λ² h_i h_j. */
    private double[] ofInverses(double[] left, double[] right) {
        double[] values = lambda;
        // Sums side by side, which the processor adds at the same time.
        double plain0 = 0;
        double plain1 = 0;
        double once0 = 0;
        double once1 = 0;
        double twice0 = 0;
        double twice1 = 0;
        int k = 0;
        for (; k + 1 < values.length; k += 2) {
            double product0 = left[k] * right[k];
            double product1 = left[k + 1] * right[k + 1];
            double weighted0 = values[k] * product0;
            double weighted1 = values[k + 1] * product1;
            plain0 += product0;
            plain1 += product1;
            once0 += weighted0;
            once1 += weighted1;
            twice0 += values[k] * weighted0;
            twice1 += values[k + 1] * weighted1;
        }
        if (k < values.length) {
            double product = left[k] * right[k];
            plain0 += product;
            once0 += values[k] * product;
            twice0 += values[k] * values[k] * product;
        }
        return new double[] {plain0 + plain1, once0 + once1, twice0 + twice1};
    }

    /** The same of P_i and P_j: of the inverses with each other and with FFᵀ, and of FFᵀ with itself. */
    private double[] lessProjections(int i, int j, double[] ofLeft, double[] ofRight) {
        double plain = -projections[i].squareOutside() - projections[j].squareOutside();
        double once = 0;
        double twice = 0;
        for (int k = 0; k < lambda.length; k++) {
            double left = shrinkage[i][k];
            double right = shrinkage[j][k];
            double product = left * right - left * ofRight[k] - right * ofLeft[k];
            double weighted = lambda[k] * product;
            plain += product;
            once += weighted;
            twice += lambda[k] * weighted;
        }
        Matrix inner = projections[i].products(projections[j]);
        Matrix ofKernel = kernelProducts(i, j);
        return new double[] {
            plain + Products.inner(inner, inner),
            once + Products.inner(inner, ofKernel),
            twice + Products.inner(ofKernel, ofKernel)
        };
    }

    /** F_iᵀMF_j. */
    private Matrix kernelProducts(int i, int j) {
        return Products.multiplyTranspose(projections[i].inside().scaledColumns(lambda), projections[j].inside());
    }

    /** Of all parameters. */
    KernelInformation with(KernelDerivatives derivatives, double[] delta) {
        int n = derivatives.count();
        int d = shrinkage.length;
        Matrix kernel = Matrix.zeros(n, n);
        Matrix signal = Matrix.zeros(n, d);
        Matrix noise = Matrix.zeros(n, d);
        for (int i = 0; i < d; i++) {
            double[] h = shrinkage[i];
            SplitRows f = projections[i];
            // B⁻¹F, and of B⁻¹MF what lies in the basis, which is all of it.
            SplitRows shrunk = f.scaled(h);
            Matrix signalOfShrunk = shrunk.inside().scaledColumns(lambda);
            Matrix inner = f.products(f);
            Matrix ofKernel = kernelProducts(i, i);
            SplitRows[] moved = new SplitRows[n];
            Matrix[] quadratic = new Matrix[n];
            for (int a = 0; a < n; a++) {
                moved[a] = f.count() == 0 ? f : derivatives.times(f, a);
                quadratic[a] = moved[a].products(f);
                double[] diagonal = derivatives.diagonal(a);
                double plain = Products.inner(quadratic[a], inner) - 2 * moved[a].inner(shrunk);
                double once =
                        Products.inner(quadratic[a], ofKernel) - 2 * Products.inner(moved[a].inside(), signalOfShrunk);
                for (int k = 0; k < lambda.length; k++) {
                    double element = h[k] * h[k] * diagonal[k];
                    plain += element;
                    once += lambda[k] * element;
                }
                noise.set(a, i, delta[i] * plain);
                signal.set(a, i, delta[i] * once);
                for (int b = 0; b <= a; b++) {
                    double trace = derivatives.inner(a, b, h)
                            - 2 * moved[a].scaled(h).inner(moved[b])
                            + Products.inner(quadratic[a], quadratic[b]);
                    setBoth(kernel, a, b, kernel.get(a, b) + delta[i] * delta[i] * trace);
                }
            }
        }
        return new KernelInformation(covariances(), kernel, signal, noise);
    }

    private static void setBoth(Matrix matrix, int i, int j, double value) {
        matrix.set(i, j, value);
        matrix.set(j, i, value);
    }
}
