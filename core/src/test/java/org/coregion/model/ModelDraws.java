package org.coregion.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;

/** Random data with parameters: full and diagonal Σ, K of every rank, a mean. */
final class ModelDraws {
    private ModelDraws() {}

    static Stream<JointGaussian> all() {
        return Stream.concat(
                IntStream.range(0, 12).mapToObj(ModelDraws::draw),
                Stream.of(
                        sideBySide(),
                        zeroSignal(),
                        unequalNoise(),
                        withMean(Mean.ZERO),
                        withMean(Mean.linear()),
                        withMean(Mean.polynomial(2, "x2")),
                        withMean(Mean.basis(List.of("wave"), x -> new double[] {Math.sin(x[0])}))));
    }

    /** The same with outputs missing: at random, whole rows, whole outputs, hardly any left. */
    static Stream<JointGaussian> heterotopic() {
        JointGaussian[] complete = all().toArray(JointGaussian[]::new);
        return IntStream.range(0, complete.length)
                .mapToObj(i -> withMissing(complete[i], new double[] {0.05, 0.3, 0.6, 0.95}[i % 4], i));
    }

    static JointGaussian withMissing(JointGaussian complete, double share, int seed) {
        Draws draws = Draws.seeded(200 + seed);
        double[][] outputs = complete.data().outputs().toArray();
        boolean withoutARow = seed % 3 == 1 && outputs.length > 2;
        boolean withoutAnOutput = seed % 4 == 2 && outputs[0].length > 1;
        double last = outputs[outputs.length - 1][outputs[0].length - 1];
        for (int t = 0; t < outputs.length; t++) {
            for (int d = 0; d < outputs[t].length; d++) {
                boolean isMissing = draws.uniform(0, 1) < share;
                if (isMissing || (withoutARow && t == 1) || (withoutAnOutput && d == 0)) {
                    outputs[t][d] = Double.NaN;
                }
            }
        }
        outputs[outputs.length - 1][outputs[0].length - 1] = last;
        return new JointGaussian(
                MultiOutputData.of(complete.data().inputs().toArray(), outputs)
                        .withRelativeNoise(complete.data().relativeNoise()),
                complete.parameters());
    }

    static JointGaussian draw(int seed) {
        Draws draws = Draws.seeded(seed);
        int t = draws.integer(1, 8);
        int d = draws.integer(1, 4);
        int q = draws.integer(1, 2);
        double lengthscale = draws.uniform(0.5, 3);
        Kernel kernel = switch (seed % 3) {
            case 0 -> new SquaredExponential(lengthscale);
            case 1 -> new Matern12(lengthscale);
            default -> new Matern52(lengthscale);
        };
        Matrix k = draws.covariance(d, draws.integer(1, d));
        Matrix sigma = seed % 2 == 0 ? draws.variances(d) : draws.covariance(d);
        return of(kernel, draws.uniform(t, q, -2, 2), draws.gaussian(t, d), k, sigma, draws.gaussian(1, d));
    }

    private static JointGaussian sideBySide() {
        Draws draws = Draws.seeded(31);
        double[] units = {1e-6, 1, 1e6};
        return of(
                new Matern52(1),
                draws.uniform(6, 1, 0, 4),
                draws.gaussian(6, 3).scaled(new double[] {1, 1, 1, 1, 1, 1}, units),
                draws.covariance(3, 2).scaled(units, units),
                draws.covariance(3).scaled(units, units),
                Matrix.wrap(1, 3, units.clone()));
    }

    private static JointGaussian zeroSignal() {
        Draws draws = Draws.seeded(37);
        return of(
                new Matern52(1),
                draws.uniform(5, 1, 0, 4),
                draws.gaussian(5, 2),
                Matrix.zeros(2, 2),
                draws.covariance(2),
                draws.gaussian(1, 2));
    }

    /** Rows of unequal noise, two of them at the same input. */
    static JointGaussian unequalNoise() {
        Matrix inputs = Draws.seeded(53).uniform(7, 1, -2, 2);
        inputs.set(5, 0, inputs.get(2, 0));
        JointGaussian equal = at(inputs, new Matern52(1), Draws.seeded(59));
        return new JointGaussian(
                equal.data().withRelativeNoise(new double[] {1, 0.2, 5, 1e-3, 1, 0.5, 30}), equal.parameters());
    }

    private static JointGaussian withMean(Mean mean) {
        JointGaussian constant = at(Draws.seeded(41).uniform(7, 2, -2, 2), new Matern52(1), Draws.seeded(43));
        GpParameters parameters = constant.parameters();
        MeanBasis basis = mean.over(constant.data().inputNames());
        return new JointGaussian(
                constant.data(),
                GpParameters.of(
                        parameters.kernel(),
                        parameters.coregionalization().toArray(),
                        parameters.noise().toArray(),
                        basis,
                        Draws.seeded(47).gaussian(basis.size(), 3).toArray()));
    }

    /** Three outputs at given inputs, K of rank 2. */
    static JointGaussian at(Matrix inputs, Kernel kernel, Draws draws) {
        return of(
                kernel,
                inputs,
                draws.gaussian(inputs.rows(), 3),
                draws.covariance(3, 2),
                draws.covariance(3),
                draws.gaussian(1, 3));
    }

    /** A complete grid of 5×6. */
    static Matrix grid() {
        Matrix grid = Matrix.zeros(30, 2);
        for (int t = 0; t < 30; t++) {
            grid.set(t, 0, t % 5);
            grid.set(t, 1, 0.3 * (t % 6));
        }
        return grid;
    }

    static JointGaussian of(Kernel kernel, Matrix inputs, Matrix outputs, Matrix k, Matrix sigma, Matrix mean) {
        return new JointGaussian(
                MultiOutputData.of(inputs.toArray(), outputs.toArray()),
                GpParameters.of(kernel, k.toArray(), sigma.toArray(), mean.row(0)));
    }
}
