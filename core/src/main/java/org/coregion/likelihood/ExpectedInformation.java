package org.coregion.likelihood;

import java.util.Arrays;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.KernelInformation;
import org.coregion.engine.SeriesInformation;
import org.coregion.linalg.Matrix;

/**
 * The expected (Fisher) information of the parameters from complete data, I_ab = ½ tr(U⁻¹ ∂U/∂a U⁻¹ ∂U/∂b). For the
 * restricted likelihood P = U⁻¹ − U⁻¹X(XᵀU⁻¹X)⁻¹XᵀU⁻¹ takes the place of U⁻¹: since X = Φ ⊗ I_D, whitening leaves the
 * series as independent as it finds them, and the P_d of the series take the place of their B_d⁻¹.
 *
 * <p>For K and Σ, with Ŝ = Wᵀ dK W and N̂ = Wᵀ dΣ W it is ½ Σ_ij (Ŝ_ij, N̂_ij) [signal mixed; mixed noise]_ij (Ŝ_ij,
 * N̂_ij)ᵀ, whose weights are traces of products of the series' inverses: a 2×2 block for each pair of series. O(D⁵ +
 * n²D²) for n parameters, beside the traces.
 */
final class ExpectedInformation {
    /** Rows whose squares are added at a time. */
    private static final int TOGETHER = 4;

    private final Matrix whitening;
    private final SeriesInformation traces;

    /**
     * @param whitening W, D×D
     * @param traces those of B_d⁻¹, or of the P_d of the restricted likelihood
     */
    ExpectedInformation(Matrix whitening, SeriesInformation traces) {
        this.whitening = whitening;
        this.traces = traces;
    }

    /** The information of the parameters of K, then those of Σ: n×n, positive semidefinite. */
    Matrix of(OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        int d = whitening.rows();
        int n = ofK.length + ofNoise.length;
        // One row per square in the sum: of signal and noise, then of what is left of the noise.
        int pairs = (d * (d + 1) / 2 + TOGETHER - 1) / TOGETHER * TOGETHER;
        double[][] squares = new double[pairs][n];
        double[][] rests = new double[pairs][ofNoise.length];
        int row = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                // Where a mean takes away all of a trace, its sign is rounding.
                double signal = Math.sqrt(Math.max(0, traces.signal().get(i, j)));
                double whole = Math.sqrt(Math.max(0, traces.noise().get(i, j)));
                double left = signal > 0
                        ? Math.max(-whole, Math.min(whole, traces.mixed().get(i, j) / signal))
                        : 0;
                double rest = Math.sqrt(whole * whole - left * left);
                double multiplicity = i == j ? Math.sqrt(0.5) : 1;
                Matrix adjoint = symmetricProduct(i, j);
                double[] signalGradient = k.pullback(ofK, adjoint);
                double[] noiseGradient = noise.pullback(ofNoise, adjoint);
                for (int a = 0; a < ofK.length; a++) {
                    squares[row][a] = multiplicity * signal * signalGradient[a];
                }
                for (int a = 0; a < ofNoise.length; a++) {
                    squares[row][ofK.length + a] = multiplicity * left * noiseGradient[a];
                    rests[row][a] = multiplicity * rest * noiseGradient[a];
                }
                row++;
            }
        }
        Matrix information = Matrix.zeros(n, n);
        addGram(squares, information, 0);
        addGram(rests, information, ofK.length);
        information.copyLowerToUpper();
        return information;
    }

    /** Adds Σ xxᵀ over the rows x, at {@code at} and below, to the lower triangle: loops over whole arrays are fast. */
    private static void addGram(double[][] rows, Matrix target, int at) {
        int n = target.rows() - at;
        double[] sums = new double[n];
        for (int a = 0; a < n; a++) {
            Arrays.fill(sums, 0);
            for (int r = 0; r < rows.length; r += TOGETHER) {
                addMultiples(rows[r], rows[r + 1], rows[r + 2], rows[r + 3], a, sums);
            }
            for (int b = 0; b <= a; b++) {
                target.set(at + a, at + b, target.get(at + a, at + b) + sums[b]);
            }
        }
    }

    /** Adds each row times its element a, up to that element. */
    private static void addMultiples(double[] r0, double[] r1, double[] r2, double[] r3, int a, double[] sums) {
        double x0 = r0[a];
        double x1 = r1[a];
        double x2 = r2[a];
        double x3 = r3[a];
        for (int b = 0; b <= a; b++) {
            sums[b] += x0 * r0[b] + x1 * r1[b] + (x2 * r2[b] + x3 * r3[b]);
        }
    }

    /**
     * The information of the kernel's log parameters before those of K and Σ. With dU/da = dM_a ⊗ K only equal series
     * meet: ½ Σ_d δ_d² tr(B_d⁻¹ dM_a B_d⁻¹ dM_b), and ½ Σ_d (Ŝ_dd signal_ad + N̂_dd noise_ad) with K and Σ.
     *
     * @param kernel the traces of the kernel's derivatives
     */
    Matrix withKernel(
            KernelInformation kernel, OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        int d = whitening.rows();
        int n = kernel.kernel().rows();
        Matrix covariances = of(k, ofK, noise, ofNoise);
        Matrix all = Matrix.zeros(n + covariances.rows(), n + covariances.rows());
        addBlock(kernel.kernel(), 0.5, all, 0);
        addBlock(covariances, 1, all, n);
        for (int i = 0; i < d; i++) {
            Matrix adjoint = symmetricProduct(i, i);
            double[] signalGradient = k.pullback(ofK, adjoint);
            double[] noiseGradient = noise.pullback(ofNoise, adjoint);
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < covariances.rows(); b++) {
                    double cross = b < ofK.length
                            ? kernel.signal().get(a, i) * signalGradient[b]
                            : kernel.noise().get(a, i) * noiseGradient[b - ofK.length];
                    all.set(a, n + b, all.get(a, n + b) + cross / 2);
                    all.set(n + b, a, all.get(a, n + b));
                }
            }
        }
        return all;
    }

    private static void addBlock(Matrix block, double factor, Matrix target, int at) {
        for (int i = 0; i < block.rows(); i++) {
            for (int j = 0; j < block.columns(); j++) {
                target.set(at + i, at + j, factor * block.get(i, j));
            }
        }
    }

    /** A with Σ A[a, b] dC[a, b] = w_iᵀ dC w_j for a symmetric dC, w_i column i of W. */
    private Matrix symmetricProduct(int i, int j) {
        int d = whitening.rows();
        Matrix product = Matrix.zeros(d, d);
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                product.set(
                        a,
                        b,
                        (whitening.get(a, i) * whitening.get(b, j) + whitening.get(a, j) * whitening.get(b, i)) / 2);
            }
        }
        return product;
    }
}
