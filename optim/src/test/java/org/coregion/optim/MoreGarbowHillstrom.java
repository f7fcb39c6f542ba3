package org.coregion.optim;

import static java.lang.Math.atan;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.hypot;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Standard problems of unconstrained minimisation: J. J. Moré, B. S. Garbow and K. E. Hillstrom, "Testing Unconstrained
 * Optimization Software", ACM Transactions on Mathematical Software 7(1), 1981, 17-41. Each is a sum of squared
 * residuals, begun from the paper's standard start.
 *
 * <p>The paper prints its minima to six digits. Those that are not zero stand here with more, found by minimising, so
 * that a test can ask for better than the paper's digits.
 */
final class MoreGarbowHillstrom {

    private MoreGarbowHillstrom() {}

    /** The problems, in the order of the paper. */
    static List<Problem> all() {
        return List.of(
                rosenbrock(),
                freudensteinRoth(),
                powellBadlyScaled(),
                brownBadlyScaled(),
                beale(),
                jennrichSampson(),
                helicalValley(),
                bard(),
                gaussian(),
                boxThreeDimensional(),
                powellSingular(),
                wood(),
                kowalikOsborne(),
                brownDennis(),
                biggsExp6(),
                watson(6, 2.28767005355e-3),
                watson(9, 1.39976013809e-6),
                repeated(rosenbrock(), 50),
                repeated(powellSingular(), 25),
                penaltyI(10, 7.08765146709e-5),
                variablyDimensioned(10),
                trigonometric(10, 0, 2.79505612188e-5),
                discreteBoundaryValue(10),
                discreteIntegralEquation(10),
                broydenTridiagonal(100),
                broydenBanded(50),
                chebyquad(8, 3.51687372568e-3));
    }

    /**
     * A sum of squared residuals.
     *
     * @param minima the values of the known minima, the least first; an infimum approached at infinity counts as one
     * @param residuals the residuals at a point
     */
    record Problem(String name, double[] start, double[] minima, Function<double[], List<Residual>> residuals) {

        double value(double[] x) {
            return residuals.apply(x).stream().mapToDouble(r -> square(r.value)).sum();
        }

        double[] gradient(double[] x) {
            double[] gradient = new double[x.length];
            for (Residual residual : residuals.apply(x)) {
                for (int j = 0; j < x.length; j++) {
                    gradient[j] += 2 * residual.value * residual.slopes[j];
                }
            }
            return gradient;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One residual at a point, and its derivative by each variable. */
    record Residual(double value, double... slopes) {}

    /** The residual number i of a problem that numbers its residuals from one, as the paper does. */
    private interface Rule {
        Residual at(int i, double[] x);
    }

    private static Function<double[], List<Residual>> each(int count, Rule rule) {
        return x -> IntStream.rangeClosed(1, count).mapToObj(i -> rule.at(i, x)).toList();
    }

    private static Problem rosenbrock() {
        return new Problem(
                "Rosenbrock",
                vector(-1.2, 1),
                vector(0),
                x -> List.of(new Residual(10 * (x[1] - x[0] * x[0]), -20 * x[0], 10), new Residual(1 - x[0], -1, 0)));
    }

    private static Problem freudensteinRoth() {
        return new Problem(
                "Freudenstein and Roth",
                vector(0.5, -2),
                vector(0, 48.9842536792),
                x -> List.of(
                        new Residual(-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], 1, (10 - 3 * x[1]) * x[1] - 2),
                        new Residual(-29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1], 1, (3 * x[1] + 2) * x[1] - 14)));
    }

    private static Problem powellBadlyScaled() {
        return new Problem(
                "Powell badly scaled",
                vector(0, 1),
                vector(0),
                x -> List.of(
                        new Residual(1e4 * x[0] * x[1] - 1, 1e4 * x[1], 1e4 * x[0]),
                        new Residual(exp(-x[0]) + exp(-x[1]) - 1.0001, -exp(-x[0]), -exp(-x[1]))));
    }

    private static Problem brownBadlyScaled() {
        return new Problem(
                "Brown badly scaled",
                vector(1, 1),
                vector(0),
                x -> List.of(
                        new Residual(x[0] - 1e6, 1, 0),
                        new Residual(x[1] - 2e-6, 0, 1),
                        new Residual(x[0] * x[1] - 2, x[1], x[0])));
    }

    private static Problem beale() {
        double[] y = {1.5, 2.25, 2.625};
        return new Problem(
                "Beale",
                vector(1, 1),
                vector(0),
                each(
                        3,
                        (i, x) -> new Residual(
                                y[i - 1] - x[0] * (1 - pow(x[1], i)), pow(x[1], i) - 1, x[0] * i * pow(x[1], i - 1))));
    }

    private static Problem jennrichSampson() {
        return new Problem("Jennrich and Sampson", vector(0.3, 0.4), vector(124.362182356), each(10, (i, x) -> {
            double a = exp(i * x[0]);
            double b = exp(i * x[1]);
            return new Residual(2 + 2 * i - (a + b), -i * a, -i * b);
        }));
    }

    private static Problem helicalValley() {
        return new Problem("Helical valley", vector(-1, 0, 0), vector(0), x -> {
            double turns = atan(x[1] / x[0]) / (2 * Math.PI) + (x[0] < 0 ? 0.5 : 0);
            double radius = hypot(x[0], x[1]);
            double slope = 100 / (2 * Math.PI * square(radius));
            return List.of(
                    new Residual(10 * (x[2] - 10 * turns), slope * x[1], -slope * x[0], 10),
                    new Residual(10 * (radius - 1), 10 * x[0] / radius, 10 * x[1] / radius, 0),
                    new Residual(x[2], 0, 0, 1));
        });
    }

    private static Problem bard() {
        double[] y = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};
        return new Problem("Bard", vector(1, 1, 1), vector(8.21487730658e-3, 17.4286933333), each(15, (i, x) -> {
            int v = 16 - i;
            int w = min(i, v);
            double denominator = v * x[1] + w * x[2];
            double slope = i / square(denominator);
            return new Residual(y[i - 1] - (x[0] + i / denominator), -1, slope * v, slope * w);
        }));
    }

    private static Problem gaussian() {
        double[] y = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989};
        return new Problem("Gaussian", vector(0.4, 1, 0), vector(1.12793276962e-8), each(15, (i, x) -> {
            double distance = (8 - i) / 2.0 - x[2];
            double bell = exp(-x[1] * square(distance) / 2);
            return new Residual(
                    x[0] * bell - y[min(i, 16 - i) - 1],
                    bell,
                    -x[0] * bell * square(distance) / 2,
                    x[0] * bell * x[1] * distance);
        }));
    }

    private static Problem boxThreeDimensional() {
        return new Problem("Box three-dimensional", vector(0, 10, 20), vector(0), each(10, (i, x) -> {
            double t = 0.1 * i;
            double a = exp(-t * x[0]);
            double b = exp(-t * x[1]);
            double c = exp(-t) - exp(-10 * t);
            return new Residual(a - b - x[2] * c, -t * a, t * b, -c);
        }));
    }

    private static Problem powellSingular() {
        return new Problem("Powell singular", vector(3, -1, 0, 1), vector(0), x -> {
            double inner = x[1] - 2 * x[2];
            double outer = x[0] - x[3];
            return List.of(
                    new Residual(x[0] + 10 * x[1], 1, 10, 0, 0),
                    new Residual(sqrt(5) * (x[2] - x[3]), 0, 0, sqrt(5), -sqrt(5)),
                    new Residual(square(inner), 0, 2 * inner, -4 * inner, 0),
                    new Residual(sqrt(10) * square(outer), 2 * sqrt(10) * outer, 0, 0, -2 * sqrt(10) * outer));
        });
    }

    private static Problem wood() {
        return new Problem(
                "Wood",
                vector(-3, -1, -3, -1),
                vector(0),
                x -> List.of(
                        new Residual(10 * (x[1] - x[0] * x[0]), -20 * x[0], 10, 0, 0),
                        new Residual(1 - x[0], -1, 0, 0, 0),
                        new Residual(sqrt(90) * (x[3] - x[2] * x[2]), 0, 0, -2 * sqrt(90) * x[2], sqrt(90)),
                        new Residual(1 - x[2], 0, 0, -1, 0),
                        new Residual(sqrt(10) * (x[1] + x[3] - 2), 0, sqrt(10), 0, sqrt(10)),
                        new Residual((x[1] - x[3]) / sqrt(10), 0, 1 / sqrt(10), 0, -1 / sqrt(10))));
    }

    private static Problem kowalikOsborne() {
        double[] y = {0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246};
        double[] inputs = {4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625};
        return new Problem(
                "Kowalik and Osborne",
                vector(0.25, 0.39, 0.415, 0.39),
                vector(3.07505603849e-4, 1.02734304870e-3),
                each(11, (i, x) -> {
                    double u = inputs[i - 1];
                    double denominator = u * (u + x[2]) + x[3];
                    double ratio = u * (u + x[1]) / denominator;
                    double slope = x[0] / denominator;
                    return new Residual(y[i - 1] - x[0] * ratio, -ratio, -slope * u, slope * ratio * u, slope * ratio);
                }));
    }

    private static Problem brownDennis() {
        return new Problem("Brown and Dennis", vector(25, 5, -5, -1), vector(85822.2016264), each(20, (i, x) -> {
            double t = i / 5.0;
            double a = x[0] + t * x[1] - exp(t);
            double b = x[2] + sin(t) * x[3] - cos(t);
            return new Residual(square(a) + square(b), 2 * a, 2 * a * t, 2 * b, 2 * b * sin(t));
        }));
    }

    private static Problem biggsExp6() {
        return new Problem("Biggs EXP6", vector(1, 2, 1, 1, 1, 1), vector(0, 5.65564992550e-3), each(13, (i, x) -> {
            double t = 0.1 * i;
            double y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
            double a = exp(-t * x[0]);
            double b = exp(-t * x[1]);
            double c = exp(-t * x[4]);
            return new Residual(
                    x[2] * a - x[3] * b + x[5] * c - y, -t * x[2] * a, t * x[3] * b, a, -b, -t * x[5] * c, c);
        }));
    }

    private static Problem watson(int n, double minimum) {
        return new Problem("Watson " + n, new double[n], vector(minimum), each(31, (i, x) -> {
            if (i == 30) {
                return new Residual(x[0], vector(n, j -> j == 1 ? 1 : 0));
            }
            if (i == 31) {
                return new Residual(x[1] - x[0] * x[0] - 1, vector(n, j -> j == 1 ? -2 * x[0] : j == 2 ? 1 : 0));
            }
            double t = i / 29.0;
            double polynomial = sum(n, j -> x[j - 1] * pow(t, j - 1));
            double derivative = sum(n, j -> (j - 1) * x[j - 1] * pow(t, j - 2));
            return new Residual(
                    derivative - square(polynomial) - 1,
                    vector(n, j -> (j - 1) * pow(t, j - 2) - 2 * polynomial * pow(t, j - 1)));
        }));
    }

    /** Copies of a problem on variables of their own: the paper's extended problems. */
    private static Problem repeated(Problem single, int copies) {
        int width = single.start.length;
        int n = width * copies;
        return new Problem(
                "Extended " + single + " " + n,
                vector(n, j -> single.start[(j - 1) % width]),
                single.minima,
                x -> IntStream.range(0, copies)
                        .map(copy -> copy * width)
                        .boxed()
                        .flatMap(from -> single.residuals.apply(Arrays.copyOfRange(x, from, from + width)).stream()
                                .map(r -> {
                                    double[] slopes = new double[n];
                                    System.arraycopy(r.slopes, 0, slopes, from, width);
                                    return new Residual(r.value, slopes);
                                }))
                        .toList());
    }

    private static Problem penaltyI(int n, double minimum) {
        double weight = sqrt(1e-5);
        return new Problem("Penalty I " + n, vector(n, j -> j), vector(minimum), each(n + 1, (i, x) -> {
            if (i <= n) {
                return new Residual(weight * (x[i - 1] - 1), vector(n, j -> j == i ? weight : 0));
            }
            return new Residual(sum(n, j -> square(x[j - 1])) - 0.25, vector(n, j -> 2 * x[j - 1]));
        }));
    }

    private static Problem variablyDimensioned(int n) {
        return new Problem(
                "Variably dimensioned " + n, vector(n, j -> 1 - (double) j / n), vector(0), each(n + 2, (i, x) -> {
                    double weighted = sum(n, j -> j * (x[j - 1] - 1));
                    if (i <= n) {
                        return new Residual(x[i - 1] - 1, vector(n, j -> j == i ? 1 : 0));
                    }
                    return i == n + 1
                            ? new Residual(weighted, vector(n, j -> j))
                            : new Residual(square(weighted), vector(n, j -> 2 * weighted * j));
                }));
    }

    /** The paper names the minimum zero only; descent from the start often ends in the local one beside it. */
    private static Problem trigonometric(int n, double... minima) {
        return new Problem("Trigonometric " + n, vector(n, j -> 1.0 / n), minima, each(n, (i, x) -> {
            double angle = x[i - 1];
            return new Residual(
                    n - sum(n, j -> cos(x[j - 1])) + i * (1 - cos(angle)) - sin(angle),
                    vector(n, j -> sin(x[j - 1]) + (j == i ? i * sin(angle) - cos(angle) : 0)));
        }));
    }

    private static Problem discreteBoundaryValue(int n) {
        double h = 1.0 / (n + 1);
        return new Problem("Discrete boundary value " + n, archStart(n), vector(0), each(n, (i, x) -> {
            double inner = at(x, i) + i * h + 1;
            return new Residual(
                    2 * at(x, i) - at(x, i - 1) - at(x, i + 1) + square(h) * pow(inner, 3) / 2,
                    vector(n, j -> switch (Math.abs(j - i)) {
                        case 0 -> 2 + 1.5 * square(h * inner);
                        case 1 -> -1;
                        default -> 0;
                    }));
        }));
    }

    private static Problem discreteIntegralEquation(int n) {
        double h = 1.0 / (n + 1);
        return new Problem("Discrete integral equation " + n, archStart(n), vector(0), each(n, (i, x) -> {
            IntToDoubleFunction inner = j -> at(x, j) + j * h + 1;
            IntToDoubleFunction weight = j -> h * min(i, j) * h * (1 - max(i, j) * h) / 2;
            return new Residual(
                    at(x, i) + sum(n, j -> weight.applyAsDouble(j) * pow(inner.applyAsDouble(j), 3)),
                    vector(n, j -> 3 * weight.applyAsDouble(j) * square(inner.applyAsDouble(j)) + (j == i ? 1 : 0)));
        }));
    }

    /** The start shared by the two discretised problems: t (t - 1) on an even grid inside the unit interval. */
    private static double[] archStart(int n) {
        double h = 1.0 / (n + 1);
        return vector(n, j -> j * h * (j * h - 1));
    }

    private static Problem broydenTridiagonal(int n) {
        return new Problem(
                "Broyden tridiagonal " + n,
                vector(n, j -> -1),
                vector(0),
                each(
                        n,
                        (i, x) -> new Residual(
                                (3 - 2 * at(x, i)) * at(x, i) - at(x, i - 1) - 2 * at(x, i + 1) + 1,
                                vector(n, j -> switch (j - i) {
                                    case -1 -> -1;
                                    case 0 -> 3 - 4 * at(x, i);
                                    case 1 -> -2;
                                    default -> 0;
                                }))));
    }

    private static Problem broydenBanded(int n) {
        return new Problem("Broyden banded " + n, vector(n, j -> -1), vector(0), each(n, (i, x) -> {
            double own = x[i - 1];
            return new Residual(
                    own * (2 + 5 * square(own)) + 1 - sum(n, j -> inBand(i, j) ? x[j - 1] * (1 + x[j - 1]) : 0),
                    vector(n, j -> j == i ? 2 + 15 * square(own) : inBand(i, j) ? -(1 + 2 * x[j - 1]) : 0));
        }));
    }

    private static boolean inBand(int i, int j) {
        return j != i && j >= i - 5 && j <= i + 1;
    }

    private static Problem chebyquad(int n, double minimum) {
        return new Problem("Chebyquad " + n, vector(n, j -> j / (n + 1.0)), vector(minimum), each(n, (i, x) -> {
            double integral = i % 2 == 0 ? -1 / (square(i) - 1) : 0;
            return new Residual(
                    sum(n, j -> chebyshev(i, 2 * x[j - 1] - 1)) / n - integral,
                    vector(n, j -> 2 * i * chebyshevSecondKind(i - 1, 2 * x[j - 1] - 1) / n));
        }));
    }

    private static double chebyshev(int degree, double x) {
        return chebyshevSecondKind(degree, x) - x * chebyshevSecondKind(degree - 1, x);
    }

    private static double chebyshevSecondKind(int degree, double x) {
        double previous = 0;
        double current = 1;
        for (int k = 0; k < degree; k++) {
            double next = 2 * x * current - previous;
            previous = current;
            current = next;
        }
        return current;
    }

    /** Entry i of x, counted from one; zero just outside, as on the boundary of a grid. */
    private static double at(double[] x, int i) {
        return i < 1 || i > x.length ? 0 : x[i - 1];
    }

    private static double square(double x) {
        return x * x;
    }

    private static double sum(int n, IntToDoubleFunction term) {
        return IntStream.rangeClosed(1, n).mapToDouble(term).sum();
    }

    private static double[] vector(double... entries) {
        return entries;
    }

    private static double[] vector(int n, IntToDoubleFunction entry) {
        return IntStream.rangeClosed(1, n).mapToDouble(entry).toArray();
    }
}
