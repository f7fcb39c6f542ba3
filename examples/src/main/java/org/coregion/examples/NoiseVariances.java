package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.likelihood.OutputSpectrum;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * Given M, K and v, which log-variances s maximise L(s) = −½ log det U − vᵀU⁻¹v, U = M ⊗ K + I ⊗ Diag(e^s), and how far
 * are they from the truth?
 *
 * <p>M and K are the true ones of {@code datasets/synthetic}, and v holds its outputs less their true means, divided by
 * √2, which makes L their log density. An error of about one standard error is what chance alone produces.
 */
public final class NoiseVariances {
    private NoiseVariances() {}

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        run(System.out);
    }

    /**
     * One log-variance.
     *
     * @param truth that the data were drawn with
     * @param fitted that maximises L
     * @param standardError asymptotic, from the expected information
     */
    record Row(String output, double truth, double fitted, double standardError) {
        double errorInStandardErrors() {
            return (fitted - truth) / standardError;
        }
    }

    /** The log-variances of the outputs, and L at the fitted ones. */
    record Answer(List<Row> rows, double objective) {}

    static Answer run(PrintStream out) throws IOException {
        Simulation truth = SyntheticData.SERIES;
        MultiOutputData data = Datasets.read(Datasets.csv("synthetic"), truth.inputNames(), truth.outputNames());
        Matrix m = new Matern52(truth.lengthscales()).matrix(data.inputs());
        Matrix k = Matrix.copyOf(truth.coregionalization(), "coregionalization matrix");

        FitResult fit = Fitter.fitNoise(m.toArray(), k.toArray(), v(data.outputs(), truth.mean()));

        double[] fitted = fit.noiseVariances();
        double[] standardErrors = standardErrors(m, k, fitted);
        Row[] rows = new Row[fitted.length];
        for (int d = 0; d < rows.length; d++) {
            rows[d] = new Row(
                    data.outputNames().get(d),
                    Math.log(truth.noiseVariances()[d]),
                    Math.log(fitted[d]),
                    standardErrors[d]);
        }
        Answer answer = new Answer(List.of(rows), fit.objective());
        print(answer, fit, out);
        return answer;
    }

    /** The rows of the residuals one after another, divided by √2. */
    private static double[] v(Matrix outputs, double[] mean) {
        double[] v = outputs.data().clone();
        for (int i = 0; i < v.length; i++) {
            v[i] = (v[i] - mean[i % mean.length]) / Math.sqrt(2);
        }
        return v;
    }

    /**
     * Square roots of the diagonal of I⁻¹, with the expected information I_ij = ½ e^{s_i+s_j} Σ_t (Σ_k W_ik W_jk /
     * H_tk)² and H_tk = 1 + λ_t δ_k: M has the eigenvalues λ, and W diagonalises Σ to I and K to Diag(δ).
     */
    private static double[] standardErrors(Matrix m, Matrix k, double[] variances) {
        int n = variances.length;
        double[] lambda = SymmetricEigen.ofSemidefinite(m, "kernel matrix").values();
        OutputSpectrum spectrum = OutputSpectrum.of(k, Matrix.diagonal(variances));
        Matrix w = spectrum.whitening();
        Matrix information = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (double eigenvalue : lambda) {
                    double inner = 0;
                    for (int q = 0; q < n; q++) {
                        inner += w.get(i, q) * w.get(j, q) / (1 + eigenvalue * spectrum.delta()[q]);
                    }
                    sum += inner * inner;
                }
                information.set(i, j, variances[i] * variances[j] * sum / 2);
            }
        }
        double[] squared = Cholesky.of(information, "information matrix")
                .solve(Matrix.identity(n))
                .diagonal();
        for (int i = 0; i < n; i++) {
            squared[i] = Math.sqrt(squared[i]);
        }
        return squared;
    }

    private static void print(Answer answer, FitResult fit, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "L = %.6f after %d evaluations and %d eigendecomposition of M%n%n",
                answer.objective(),
                fit.evaluations(),
                fit.eigendecompositions());
        out.printf("%-6s  %8s  %8s  %8s  %s%n", "output", "true s", "fitted s", "st.error", "error in st.errors");
        for (Row row : answer.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-6s  %8.4f  %8.4f  %8.4f  %+8.2f%n",
                    row.output(),
                    row.truth(),
                    row.fitted(),
                    row.standardError(),
                    row.errorInStandardErrors());
        }
    }
}
