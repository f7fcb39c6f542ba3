package org.coregion.optim;

import java.util.Arrays;
import org.coregion.Bounds;
import org.coregion.covariance.OutputCovariance;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood as a function of one parameter vector x = (log kernel parameters, parameters of K, parameters of Σ),
 * and of the free vector z that the optimiser moves, for standardised outputs. The kernel matrix is decomposed anew
 * only when the kernel's parameters change. Mutable: one per thread.
 */
final class FitProblem {
    /** A covariance element beyond this, in standardised units, means nothing: it is treated as a wall. */
    private static final double LARGEST = 1e100;

    private final Matrix inputs;
    private final Matrix outputs;
    private final Matrix basis;
    private final Kernel family;
    private final int kernelParameters;
    private final OutputCovariance coregionalization;
    private final OutputCovariance noise;
    private final BoundTransform transform;

    private @Nullable Factored factored;
    private int eigendecompositions;

    /** The likelihood at the kernel it was made for. */
    private record Factored(double[] logKernelParameters, LogMarginalLikelihood likelihood) {}

    /** One point in its parts. */
    record Point(double[] x, Kernel kernel, Matrix coregionalization, Matrix noise) {}

    /**
     * A problem.
     *
     * @param kernelFixed whether the kernel's parameters are left out of the vector
     */
    FitProblem(
            Matrix inputs,
            Matrix outputs,
            Matrix basis,
            Kernel kernel,
            boolean kernelFixed,
            OutputCovariance coregionalization,
            OutputCovariance noise) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.basis = basis;
        this.family = kernel;
        this.kernelParameters = kernelFixed ? 0 : kernel.logParameters().length;
        this.coregionalization = coregionalization;
        this.noise = noise;
        this.transform = new BoundTransform(
                kernelFixed ? Bounds.none(0) : kernel.logBounds(inputs), coregionalization.bounds(), noise.bounds());
    }

    /** The same problem with a kernel that stays as it is. */
    FitProblem withFixedKernel(Kernel kernel) {
        return new FitProblem(inputs, outputs, basis, kernel, true, coregionalization, noise);
    }

    /** How many kernel matrices were decomposed so far. */
    int eigendecompositions() {
        return eigendecompositions;
    }

    BoundTransform transform() {
        return transform;
    }

    int kernelParameterCount() {
        return kernelParameters;
    }

    /** The free vector of a point. */
    double[] free(Kernel kernel, Matrix k, Matrix sigma) {
        return transform.free(Vectors.concat(
                Arrays.copyOf(kernel.logParameters(), kernelParameters),
                coregionalization.parametersOf(k),
                noise.parametersOf(sigma)));
    }

    /** The parts of a free vector. */
    Point point(double[] z) {
        double[] x = transform.bounded(z);
        Kernel kernel = kernelParameters == 0 ? family : family.withLogParameters(Arrays.copyOf(x, kernelParameters));
        return new Point(x, kernel, coregionalization.matrix(partOfK(x)), noise.matrix(partOfNoise(x)));
    }

    /** L and its gradient in z; NaN where the parameters have overflowed. */
    Evaluation evaluate(double[] z) {
        Point point = point(z);
        if (!(point.coregionalization.maxAbs() < LARGEST) || !(point.noise.maxAbs() < LARGEST)) {
            return new Evaluation(z, Double.NaN, new double[z.length]);
        }
        LogMarginalLikelihood likelihood = likelihood(point.kernel);
        LikelihoodValue value = likelihood.evaluate(point.coregionalization, point.noise);
        double[] gradient = Vectors.concat(
                kernelParameters == 0 ? new double[0] : likelihood.kernelGradient(),
                coregionalization.pullback(partOfK(point.x), value.coregionalizationGradient()),
                noise.pullback(partOfNoise(point.x), value.noiseGradient()));
        return new Evaluation(z, value.objective(), transform.pullback(z, gradient));
    }

    /** Everything the likelihood knows at a point, in standardised units. */
    LikelihoodValue valueAt(Point point) {
        return likelihood(point.kernel).evaluate(point.coregionalization, point.noise);
    }

    private LogMarginalLikelihood likelihood(Kernel kernel) {
        double[] wanted = kernel.logParameters();
        Factored current = factored;
        if (current == null || !Arrays.equals(current.logKernelParameters, wanted)) {
            eigendecompositions++;
            current = new Factored(
                    wanted, LogMarginalLikelihood.ofObservations(SpectralEngine.of(kernel, inputs), outputs, basis));
            factored = current;
        }
        return current.likelihood;
    }

    private double[] partOfK(double[] x) {
        return Arrays.copyOfRange(x, kernelParameters, kernelParameters + coregionalization.parameterCount());
    }

    private double[] partOfNoise(double[] x) {
        return Arrays.copyOfRange(x, kernelParameters + coregionalization.parameterCount(), x.length);
    }
}
