package org.coregion.likelihood;

import java.util.Arrays;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.HeterotopicInformation;
import org.coregion.engine.HeterotopicInformation.Shared;
import org.coregion.linalg.Matrix;

/**
 * The expected information of the parameters where outputs are missing: that of the elements of K and Σ, by the chain
 * rule, J·(what the elements share with the parameters). Elements that no parameter moves are left out.
 */
final class HeterotopicExpectation {
    private final OutputCovariance k;
    private final double[] ofK;
    private final OutputCovariance noise;
    private final double[] ofNoise;

    HeterotopicExpectation(OutputCovariance k, double[] ofK, OutputCovariance noise, double[] ofNoise) {
        this.k = k;
        this.ofK = ofK;
        this.noise = noise;
        this.ofNoise = ofNoise;
    }

    /** The information of the kernel's log parameters, then those of K, then those of Σ: n×n. */
    Matrix of(HeterotopicInformation elements) {
        int d = k.matrix(ofK).rows();
        int kernels = elements.kernelParameters();
        int n = kernels + ofK.length + ofNoise.length;
        Matrix information = Matrix.zeros(n, n);
        for (int a = 0; a < kernels; a++) {
            double[] one = {1};
            addOuter(information, a, one, withParameters(elements.ofKernel(a)));
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double[] ofSignal = k.pullback(ofK, element(d, i, j));
                if (isMoving(ofSignal)) {
                    addOuter(information, kernels, ofSignal, withParameters(elements.ofSignal(i, j)));
                }
                double[] ofElement = noise.pullback(ofNoise, element(d, i, j));
                if (isMoving(ofElement)) {
                    addOuter(information, kernels + ofK.length, ofElement, withParameters(elements.ofNoise(i, j)));
                }
            }
        }
        return information.times(0.5).plus(0.5, information.transpose());
    }

    private double[] withParameters(Shared shared) {
        double[] signal = k.pullback(ofK, shared.signal());
        double[] ofNoiseElements = noise.pullback(ofNoise, shared.noise());
        double[] all = Arrays.copyOf(shared.kernel(), shared.kernel().length + signal.length + ofNoiseElements.length);
        System.arraycopy(signal, 0, all, shared.kernel().length, signal.length);
        System.arraycopy(ofNoiseElements, 0, all, shared.kernel().length + signal.length, ofNoiseElements.length);
        return all;
    }

    /** A with Σ A dC = dC[i, j] for a symmetric dC. */
    private static Matrix element(int d, int i, int j) {
        Matrix adjoint = Matrix.zeros(d, d);
        adjoint.set(i, j, 0.5);
        adjoint.set(j, i, adjoint.get(j, i) + 0.5);
        return adjoint;
    }

    private static boolean isMoving(double[] gradient) {
        return Arrays.stream(gradient).anyMatch(value -> value != 0);
    }

    /** Adds gradientᵀ·shared to the rows from {@code from} on. */
    private static void addOuter(Matrix target, int from, double[] gradient, double[] shared) {
        for (int a = 0; a < gradient.length; a++) {
            for (int b = 0; b < shared.length; b++) {
                target.set(from + a, b, target.get(from + a, b) + gradient[a] * shared[b]);
            }
        }
    }
}
