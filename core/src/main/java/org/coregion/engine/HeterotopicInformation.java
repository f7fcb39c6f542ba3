package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * The expected information where outputs are missing, ½ tr(P A P B) for derivatives A, B of U_oo, at one (K, Σ). P is
 * U_oo⁻¹, and for the restricted likelihood U_oo⁻¹ − U_oo⁻¹X(XᵀU_oo⁻¹X)⁻¹XᵀU_oo⁻¹.
 *
 * <p>For a fixed A, ½PAP is an adjoint of U_oo, so that one pullback gives the information that A shares with every
 * parameter. An element (i, j) of K or Σ moves the covariances of output i with output j alone: over all of them the
 * products take about n_o³(D + 1)/2 multiplications each, and 2n_o³ for every parameter of the kernel. Immutable.
 */
public final class HeterotopicInformation {
    private final ObservedCovariance covariance;
    /** K. */
    private final Matrix coregionalization;
    /** P, n_o×n_o. */
    private final Matrix p;

    private final Backend backend;

    /** @param p P, n_o×n_o */
    HeterotopicInformation(ObservedCovariance covariance, Matrix coregionalization, Matrix p, Backend backend) {
        this.covariance = covariance;
        this.coregionalization = coregionalization;
        this.p = p;
        this.backend = backend;
    }

    /**
     * What an element of K, an element of Σ or a parameter of the kernel shares with all others: ½ tr(P A P ∂U/∂b).
     *
     * @param signal with the elements of K, D×D symmetric: Σ signal[i, j] dK[i, j] for any dK
     * @param noise the same with those of Σ
     * @param kernel with the log parameters of the kernel
     */
    public record Shared(Matrix signal, Matrix noise, double[] kernel) {}

    /**
     * Forms P.
     *
     * @param inputs T×Q
     * @param outputs T×D, NaN where one is missing; their values do not matter
     * @param basis T×P, the mean's functions
     * @param restricted whether the likelihood is the restricted one
     * @param k K
     * @param sigma Σ
     * @throws org.coregion.InvalidInputException if the heap is too small, or Σ is not definite
     */
    static HeterotopicInformation of(
            Kernel kernel,
            Matrix inputs,
            Matrix outputs,
            Matrix basis,
            boolean restricted,
            Backend backend,
            Matrix k,
            Matrix sigma) {
        if (kernel.isFunctionOfInputs()) {
            int[] rows = IntStream.range(0, outputs.rows())
                    .filter(t -> Arrays.stream(outputs.row(t)).anyMatch(y -> !Double.isNaN(y)))
                    .toArray();
            if (rows.length < outputs.rows()) {
                // Rows without any value say nothing, and M has as many as there are.
                return of(
                        kernel, inputs.rows(rows), outputs.rows(rows), basis.rows(rows), restricted, backend, k, sigma);
            }
        }
        long count = Arrays.stream(outputs.data()).filter(y -> !Double.isNaN(y)).count();
        HeterotopicNeed.information(count, outputs.rows()).require();
        return new ObservedSolver(kernel, inputs, kernel.matrix(inputs), outputs, basis, restricted, backend)
                .information(k, sigma);
    }

    /**
     * That of an element of K and its mirror image, dK[i, j] = dK[j, i] = 1.
     *
     * @return 0 throughout where i or j has no value
     */
    public Shared ofSignal(int i, int j) {
        ObservedEntries entries = covariance.entries();
        int[] left = entries.rowsOf(i);
        int[] right = entries.rowsOf(j);
        Matrix between = Matrix.zeros(left.length, right.length);
        for (int a = 0; a < left.length; a++) {
            for (int b = 0; b < right.length; b++) {
                between.set(a, b, covariance.matrix().get(left[a], right[b]));
            }
        }
        // P is symmetric: its rows of an output are its columns.
        Matrix rowsOfRight = p.rowsBetween(entries.start(j), entries.start(j + 1));
        Matrix rowsOfLeft = p.rowsBetween(entries.start(i), entries.start(i + 1));
        return left.length == 0 || right.length == 0
                ? nothing()
                : shared(backend.transposeMultiply(rowsOfLeft, backend.multiply(between, rowsOfRight)), i == j);
    }

    /**
     * That of an element of Σ and its mirror image, dΣ[i, j] = dΣ[j, i] = 1.
     *
     * @return 0 throughout where i and j have no row in common
     */
    public Shared ofNoise(int i, int j) {
        ObservedEntries entries = covariance.entries();
        int[] left = entries.rowsOf(i);
        int[] right = entries.rowsOf(j);
        // The rows of an output ascend.
        int[] both = IntStream.range(0, left.length)
                .filter(a -> Arrays.binarySearch(right, left[a]) >= 0)
                .toArray();
        if (both.length == 0) {
            return nothing();
        }
        int[] ofLeft = Arrays.stream(both).map(a -> entries.start(i) + a).toArray();
        int[] ofRight = Arrays.stream(both)
                .map(a -> entries.start(j) + Arrays.binarySearch(right, left[a]))
                .toArray();
        return shared(backend.transposeMultiply(p.rows(ofLeft), p.rows(ofRight)), i == j);
    }

    /** That of a log parameter of the kernel. */
    public Shared ofKernel(int parameter) {
        ObservedEntries entries = covariance.entries();
        Matrix derivative = KernelDerivative.of(covariance.kernel(), parameter, at -> at.matrix(covariance.inputs()));
        int n = entries.count();
        Matrix moved = Matrix.zeros(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                moved.set(
                        a,
                        b,
                        derivative.get(entries.row(a), entries.row(b))
                                * coregionalization.get(entries.output(a), entries.output(b)));
            }
        }
        return shared(backend.multiply(p, backend.multiply(moved, p)), true);
    }

    /** The number of the kernel's log parameters. */
    public int kernelParameters() {
        return covariance.kernel().logParameters().length;
    }

    /**
     * Pulls back.
     *
     * @param product PAP, or one of two halves that mirror each other
     * @param whole which of the two
     */
    private Shared shared(Matrix product, boolean whole) {
        Matrix adjoint = whole ? product.times(0.5) : product;
        return new Shared(
                symmetric(covariance.pullbackToSignal(adjoint)),
                symmetric(covariance.pullbackToNoise(adjoint)),
                covariance.pullbackToKernel(adjoint, coregionalization));
    }

    private Shared nothing() {
        int d = coregionalization.rows();
        return new Shared(Matrix.zeros(d, d), Matrix.zeros(d, d), new double[kernelParameters()]);
    }

    private static Matrix symmetric(Matrix a) {
        return a.times(0.5).plus(0.5, a.transpose());
    }
}
