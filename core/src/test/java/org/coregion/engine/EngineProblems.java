package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.kernel.Constant;
import org.coregion.kernel.Cosine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Linear;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Periodic;
import org.coregion.kernel.Polynomial;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.Product;
import org.coregion.kernel.RationalQuadratic;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.kernel.Wendland;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;

/** Random problems, and every degenerate one that is an ordinary input here. */
public final class EngineProblems {
    private EngineProblems() {}

    public static Stream<EngineProblem> all() {
        return Stream.of(
                        ordinary(),
                        degenerate(),
                        singularKernels(),
                        unequalNoise(),
                        oneInput(),
                        grids(),
                        smooth(),
                        combinations())
                .flatMap(problems -> problems);
    }

    /** Full-rank draws of every size and kernel. */
    public static Stream<EngineProblem> ordinary() {
        return IntStream.range(0, 20).mapToObj(seed -> {
            Draws draws = Draws.seeded(seed);
            int t = draws.integer(2, 14);
            int d = draws.integer(1, 4);
            int q = draws.integer(1, 3);
            Kernel kernel = kernel(
                    seed % 4, draws.uniform(1, seed % 3 == 0 ? 1 : q, 0.3, 3).data());
            Matrix sigma = seed % 2 == 0 ? draws.variances(d) : draws.covariance(d);
            return EngineProblem.of(
                    "draw " + seed + ": " + kernel + ", T = " + t + ", D = " + d,
                    kernel,
                    draws.uniform(t, q, -2, 2),
                    draws.gaussian(t, d),
                    draws.covariance(d),
                    sigma);
        });
    }

    private static Stream<EngineProblem> degenerate() {
        Draws draws = Draws.seeded(41);
        Kernel kernel = new Matern52(1.3);
        Matrix x = draws.uniform(9, 1, 0, 4);
        Matrix y = draws.gaussian(9, 3);
        Matrix k = draws.covariance(3);
        Matrix sigma = draws.covariance(3);
        Matrix constantOutput = y.copy();
        for (int t = 0; t < 9; t++) {
            constantOutput.set(t, 1, 2.5);
        }
        int[] repeats = {0, 1, 0, 2, 1, 0, 2, 2, 0};
        return Stream.of(
                EngineProblem.of("T = 1", kernel, x(1), draws.gaussian(1, 3), k, sigma),
                EngineProblem.of("T = 1, D = 1", kernel, x(1), x(1), Matrix.diagonal(2), Matrix.diagonal(0.5)),
                EngineProblem.of("D = 1", kernel, x, draws.gaussian(9, 1), Matrix.diagonal(2), Matrix.diagonal(0.5)),
                EngineProblem.of("D = 7", kernel, x, draws.gaussian(9, 7), draws.covariance(7), draws.covariance(7)),
                EngineProblem.of("T < D", kernel, x(2), draws.gaussian(2, 5), draws.covariance(5), draws.covariance(5)),
                EngineProblem.of("rank-one K", kernel, x, y, draws.covariance(3, 1), sigma),
                EngineProblem.of("zero K", kernel, x, y, Matrix.zeros(3, 3), sigma),
                EngineProblem.of("an output without signal", kernel, x, y, Matrix.diagonal(1, 0, 2), sigma),
                EngineProblem.of("repeated inputs", kernel, Dense.reordered(x, repeats, new int[] {0}), y, k, sigma),
                EngineProblem.of("constant output", kernel, x, constantOutput, k, sigma),
                EngineProblem.of("zero outputs", kernel, x, Matrix.zeros(9, 3), k, sigma),
                EngineProblem.of("little noise", kernel, x, y, k, sigma.times(1e-4)),
                EngineProblem.of("little signal", kernel, x, y, k.times(1e-6), sigma),
                EngineProblem.of(
                        "determinant beyond the range of a double",
                        new Matern12(0.1),
                        draws.uniform(40, 1, 0, 40),
                        draws.gaussian(40, 2).times(1e-6),
                        draws.covariance(2),
                        draws.covariance(2).times(1e-12)),
                EngineProblem.of("scales side by side", kernel, x, y, k, sigma).inUnits(1e-6, 1, 1e6),
                EngineProblem.of("scales side by side, rank-one K", kernel, x, y, draws.covariance(3, 1), sigma)
                        .inUnits(1e6, 1e-6, 1));
    }

    private static Stream<EngineProblem> singularKernels() {
        Draws draws = Draws.seeded(43);
        double[] ones = new double[64];
        Arrays.fill(ones, 1);
        Kernel allOnes = Precomputed.of(Matrix.wrap(8, 8, ones).toArray());
        Kernel rankThree = Precomputed.of(draws.covariance(8, 3).toArray());
        Kernel zero = Precomputed.of(new double[8][8]);
        Kernel smooth = new SquaredExponential(20);
        Matrix x = draws.uniform(8, 1, 0, 4);
        Matrix y = draws.gaussian(8, 3);
        Matrix k = draws.covariance(3);
        Matrix sigma = draws.covariance(3);
        return Stream.of(
                EngineProblem.of("M of ones", allOnes, x, y, k, sigma),
                EngineProblem.of("M of ones, rank-one K", allOnes, x, y, draws.covariance(3, 1), sigma),
                EngineProblem.of("M of rank 3", rankThree, x, y, k, draws.variances(3)),
                EngineProblem.of("zero M", zero, x, y, k, sigma),
                EngineProblem.of("long lengthscale", smooth, x, y, k, sigma),
                EngineProblem.of("long lengthscale, scales side by side", smooth, x, y, k, sigma)
                        .inUnits(1e6, 1, 1e-6),
                EngineProblem.of("equal inputs", new Matern32(1), Matrix.zeros(8, 1), y, k, sigma));
    }

    /** One output with hardly any noise beside others with much: the spectrum of K relative to Σ is graded. */
    private static Stream<EngineProblem> unequalNoise() {
        return IntStream.range(0, 9).mapToObj(i -> {
            Draws draws = Draws.seeded(53 + i);
            int rank = 1 + i / 3;
            double[] variances = {1, 1, 1};
            variances[i % 3] = i % 2 == 0 ? 1e-12 : 1e-6;
            return EngineProblem.of(
                    "noise variances " + Arrays.toString(variances) + ", K of rank " + rank,
                    new Matern12(1),
                    draws.uniform(9, 1, 0, 20),
                    draws.gaussian(9, 3),
                    rank == 3 ? draws.covariance(3) : draws.covariance(3, rank),
                    Matrix.diagonal(variances));
        });
    }

    /** Cartesian products of uneven axes, rows in any order. */
    private static Stream<EngineProblem> grids() {
        Kernel separable = Product.of(new Matern32(0.8).on(0), new Matern52(2).on(1));
        Kernel threeAxes = Product.of(new Matern12(1).on(0), new SquaredExponential(2).on(1), new Matern32(3).on(2));
        return Stream.of(
                grid("isotropic", new SquaredExponential(0.7), 5, 4),
                grid("ARD", new SquaredExponential(0.7, 2), 3, 7),
                grid("three axes", new SquaredExponential(0.6, 1, 3), 4, 3, 2),
                grid("three axes, isotropic", new SquaredExponential(1.5), 2, 3, 4),
                grid("separable", separable, 6, 4),
                grid("separable, three axes", threeAxes, 3, 4, 2),
                grid("a constant column", threeAxes, 5, 1, 4),
                grid("smooth on one axis", new SquaredExponential(0.4, 40), 4, 8),
                grid("two by two", separable, 2, 2),
                grid("periodic", Product.of(new Periodic(3, 0.8).on(0), new RationalQuadratic(2, 1).on(1)), 5, 4),
                grid("constant along an axis", new Matern52(0.8).on(1), 3, 4),
                grid("a power", Product.of(separable, new Matern12(2).on(1)).power(2), 4, 3),
                grid("scales side by side", separable, 4, 5).inUnits(1e6, 1, 1e-6));
    }

    private static EngineProblem grid(String name, Kernel kernel, int... lengths) {
        Draws draws = Draws.seeded(59 + Arrays.hashCode(lengths));
        Matrix x = grid(draws, lengths);
        int[] columns = IntStream.range(0, lengths.length).toArray();
        return EngineProblem.of(
                "grid " + Arrays.toString(lengths) + ", " + name + ": " + kernel,
                kernel,
                Dense.reordered(x, draws.permutation(x.rows()), columns),
                draws.gaussian(x.rows(), 3),
                draws.covariance(3),
                draws.covariance(3));
    }

    /** Every combination of random values, as many per column as {@code lengths} says. */
    static Matrix grid(Draws draws, int... lengths) {
        int cells = Arrays.stream(lengths).reduce(1, (a, b) -> a * b);
        Matrix x = Matrix.zeros(cells, lengths.length);
        int stride = cells;
        for (int q = 0; q < lengths.length; q++) {
            Matrix values = draws.uniform(1, lengths[q], -2, 2);
            stride /= lengths[q];
            for (int cell = 0; cell < cells; cell++) {
                x.set(cell, q, values.get(0, cell / stride % lengths[q]));
            }
        }
        return x;
    }

    /** Kernel matrices of small numerical rank. */
    private static Stream<EngineProblem> smooth() {
        return Stream.of(
                smooth(new SquaredExponential(1.5), 1, 40),
                smooth(new SquaredExponential(3), 2, 40),
                smooth(new SquaredExponential(4, 2, 30), 3, 40),
                smooth(new SquaredExponential(2), 1, 12),
                smooth(Product.of(new SquaredExponential(2).on(0), new SquaredExponential(5).on(1)), 2, 13));
    }

    /** 40 observations, every {@code distinct} of them at the same inputs. */
    private static EngineProblem smooth(Kernel kernel, int q, int distinct) {
        Draws draws = Draws.seeded(61 + distinct);
        Matrix x = draws.uniform(distinct, q, -2, 2);
        int[] repeats = IntStream.range(0, 40).map(t -> t % distinct).toArray();
        return EngineProblem.of(
                "smooth: " + kernel + ", " + distinct + " distinct inputs",
                kernel,
                Dense.reordered(x, repeats, IntStream.range(0, q).toArray()),
                draws.gaussian(40, 2),
                draws.covariance(2),
                draws.covariance(2));
    }

    /** Sums, products and powers of kernels of every kind, on columns of their own. */
    private static Stream<EngineProblem> combinations() {
        Draws draws = Draws.seeded(67);
        Matrix x = draws.uniform(13, 2, -2, 2);
        Matrix y = draws.gaussian(13, 3);
        Matrix k = draws.covariance(3);
        Matrix sigma = draws.covariance(3);
        Kernel drifting = Product.of(new Periodic(1.5, 0.8).on(1), new Matern32(3));
        return Stream.of(
                        Sum.of(
                                new double[] {1, 0.3, 0.2},
                                drifting,
                                Linear.centred().at(x),
                                new Constant()),
                        Product.of(new Cosine(3).on(0), new Wendland(1, 2, 3).power(2)),
                        Sum.of(
                                new RationalQuadratic(2, 0.7, 2),
                                Polynomial.centred(2).at(x),
                                new SquaredExponential(1.2).on(1)))
                .map(kernel -> EngineProblem.of("combination: " + kernel, kernel, x, y, k, sigma));
    }

    /** One input column and kernels with a state-space form: every order, sums, and every spacing. */
    private static Stream<EngineProblem> oneInput() {
        Draws draws = Draws.seeded(59);
        Matrix x = draws.uniform(14, 1, -2, 2);
        Matrix y = draws.gaussian(14, 3);
        Matrix k = draws.covariance(3);
        Matrix sigma = draws.covariance(3);
        Kernel sum = Sum.of(new double[] {1, 2}, new Matern12(0.5), new Matern52(3));
        Kernel wave = Product.of(new Constant(), new Matern32(2), new Cosine(1.5), new Cosine(7));
        Kernel level = Sum.of(new double[] {1, 2, 1}, new Matern52(0.5), new Constant(), wave);
        Matrix grid = Matrix.zeros(14, 1);
        Matrix clusters = x.copy();
        for (int t = 0; t < 14; t++) {
            grid.set(t, 0, 3 - t);
            clusters.set(t, 0, (t % 3) * 1e6 + x.get(t, 0) * (t % 2 == 0 ? 1e-9 : 1));
        }
        int[] repeats = {0, 1, 0, 2, 1, 0, 2, 2, 0, 9, 9, 3, 3, 0};
        return Stream.of(
                        Stream.of(new Matern12(0.7), new Matern32(0.7), new Matern52(0.7), sum, wave)
                                .flatMap(kernel -> Stream.of(
                                        EngineProblem.of("unsorted, " + kernel, kernel, x, y, k, sigma),
                                        EngineProblem.of(
                                                "repeated, " + kernel,
                                                kernel,
                                                Dense.reordered(x, repeats, new int[] {0}),
                                                y,
                                                k,
                                                sigma),
                                        EngineProblem.of("descending grid, " + kernel, kernel, grid, y, k, sigma),
                                        EngineProblem.of("far and near, " + kernel, kernel, clusters, y, k, sigma),
                                        EngineProblem.of("little noise, " + kernel, kernel, x, y, k, sigma.times(1e-3)),
                                        EngineProblem.of(
                                                "tiny spacing, " + kernel, kernel, x.times(1e-2), y, k, sigma))),
                        Stream.of(
                                EngineProblem.of("sum of one", Sum.of(new Matern32(1)), x, y, k, sigma),
                                EngineProblem.of(
                                        "sum of equals", Sum.of(new Matern52(1), new Matern52(1)), x, y, k, sigma),
                                EngineProblem.of("a level and a wave", level, x, y, k, sigma),
                                EngineProblem.of("rotation", new Cosine(3), x, y, k, sigma),
                                EngineProblem.of("constant", new Constant(), x, y, k, sigma),
                                EngineProblem.of(
                                        "sum of sums",
                                        Sum.of(sum, new Matern32(2), new Matern12(0.1)),
                                        x,
                                        y,
                                        k,
                                        sigma)),
                        Stream.of(new Matern32(0.5), new Matern52(0.2), Sum.of(new Matern12(1), new Matern32(4)))
                                .map(kernel -> EngineProblem.of(
                                        "T = 50, D = 4, " + kernel,
                                        kernel,
                                        draws.uniform(50, 1, 0, 5),
                                        draws.gaussian(50, 4),
                                        draws.covariance(4),
                                        draws.variances(4))))
                .flatMap(problems -> problems);
    }

    private static Kernel kernel(int family, double... lengthscales) {
        return switch (family) {
            case 0 -> new SquaredExponential(lengthscales);
            case 1 -> new Matern12(lengthscales);
            case 2 -> new Matern32(lengthscales);
            default -> new Matern52(lengthscales);
        };
    }

    private static Matrix x(int t) {
        return Draws.seeded(47).uniform(t, 1, 0, 4);
    }
}
