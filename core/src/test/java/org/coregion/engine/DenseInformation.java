package org.coregion.engine;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.covariance.ElementsOfCovariance;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;

/**
 * The expected information of the kernel's log parameters and of the elements of K and Σ as the definition has it, ½
 * tr(P ∂U/∂a P ∂U/∂b): U, P and every derivative formed for all observed values.
 *
 * @param kernel m
 * @param inputs T×Q
 * @param k K
 * @param sigma Σ
 * @param relativeNoise the diagonal of N
 * @param outputs T×D, NaN where one is missing
 * @param basis T×P
 * @param restricted whether P leaves out the mean
 */
record DenseInformation(
        Kernel kernel,
        Matrix inputs,
        Matrix k,
        Matrix sigma,
        double[] relativeNoise,
        Matrix outputs,
        Matrix basis,
        boolean restricted) {
    static DenseInformation of(EngineProblem problem, Matrix outputs, Matrix basis, boolean restricted) {
        double[] ones = new double[problem.t()];
        Arrays.fill(ones, 1);
        return new DenseInformation(
                problem.kernel(), problem.inputs(), problem.k(), problem.sigma(), ones, outputs, basis, restricted);
    }

    /**
     * Every parameter in a unit of its own, so that none outweighs another: that of its information where the mean is
     * known, since a mean may take away all of it. The logarithms of the kernel's parameters are of the order of 1.
     */
    void assertGivenBy(Engine engine, double tolerance) {
        List<Matrix> derivatives = derivatives().toList();
        Matrix known = Dense.information(projection(false), derivatives);
        Matrix expected = restricted ? Dense.information(projection(true), derivatives) : known;
        double[] unit = known.diagonal();
        for (int a = 0; a < unit.length; a++) {
            double least = a < kernel.logParameters().length ? 1e-3 * observed().length : Double.MIN_NORMAL;
            unit[a] = 1 / Math.sqrt(Math.max(unit[a], least));
        }
        assertAgrees(
                givenBy(engine).scaled(unit, unit).data(),
                expected.scaled(unit, unit).data(),
                tolerance,
                1);
    }

    private Matrix givenBy(Engine engine) {
        LogMarginalLikelihood likelihood = restricted
                ? LogMarginalLikelihood.ofErrorContrasts(engine, outputs, basis)
                : LogMarginalLikelihood.ofObservations(engine, outputs, basis);
        ElementsOfCovariance form = new ElementsOfCovariance(k.rows());
        return likelihood.expectedInformation(form, form.parametersOf(k), form, form.parametersOf(sigma));
    }

    /** Every ∂U/∂a of the observed values. */
    private Stream<Matrix> derivatives() {
        Matrix m = kernel.matrix(inputs);
        Stream<Matrix> ofKernel = IntStream.range(0, kernel.logParameters().length)
                .mapToObj(this::kernelDerivative)
                .map(derivative -> Dense.kron(derivative, k));
        Stream<Matrix> ofSignal = elements().map(element -> Dense.kron(m, element));
        Stream<Matrix> ofNoise = elements().map(element -> Dense.kron(Matrix.diagonal(relativeNoise), element));
        return Stream.of(ofKernel, ofSignal, ofNoise)
                .flatMap(all -> all)
                .map(derivative -> Dense.reordered(derivative, observed(), observed()));
    }

    private Stream<Matrix> elements() {
        ElementsOfCovariance form = new ElementsOfCovariance(k.rows());
        return IntStream.range(0, form.parameterCount()).mapToObj(i -> {
            double[] one = new double[form.parameterCount()];
            one[i] = 1;
            return form.matrix(one);
        });
    }

    /** Element by element, as the kernel pulls back. */
    private Matrix kernelDerivative(int parameter) {
        Matrix one = Matrix.identity(1);
        Matrix derivative = Matrix.zeros(inputs.rows(), inputs.rows());
        for (int t = 0; t < inputs.rows(); t++) {
            for (int u = 0; u <= t; u++) {
                double element = kernel.crossPullback(inputs.rows(t), inputs.rows(u), one)[parameter];
                derivative.set(t, u, element);
                derivative.set(u, t, element);
            }
        }
        return derivative;
    }

    private Matrix projection(boolean withoutMean) {
        Matrix u = DenseLikelihood.jointCovariance(kernel.matrix(inputs), k, sigma, relativeNoise);
        Matrix inverse = Dense.inverse(Dense.reordered(u, observed(), observed()));
        if (!withoutMean) {
            return inverse;
        }
        int d = outputs.columns();
        boolean[] known = new boolean[d];
        Arrays.stream(observed()).forEach(entry -> known[entry % d] = true);
        int[] terms = IntStream.range(0, basis.columns() * d)
                .filter(i -> known[i % d])
                .toArray();
        Matrix x = Dense.reordered(Dense.kron(basis, Matrix.identity(d)), observed(), terms);
        Matrix weighted = Dense.multiply(inverse, x);
        Matrix normal = Dense.inverse(Dense.multiply(x.transpose(), weighted));
        return inverse.plus(-1, Dense.multiply(Dense.multiply(weighted, normal), weighted.transpose()));
    }

    private int[] observed() {
        return IntStream.range(0, outputs.data().length)
                .filter(i -> !Double.isNaN(outputs.data()[i]))
                .toArray();
    }
}
