package org.coregion.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.coregion.likelihood.BlockDiagonal;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * Which formulas for the gradient of L = −½ log det U − vᵀU⁻¹v, U = M ⊗ K + I_T ⊗ Σ, are right? Each is held against
 * central differences of L itself, two tempting wrong ones and a forgotten factor included.
 *
 * <p>T = D = 3, so that the wrong forms have the right shape and fail by their numbers alone.
 */
public final class GradientCheck {
    private static final int T = 3;
    private static final int D = 3;
    private static final double STEP = 1e-5;

    /** Central differences with this step are good to about 1e-9. */
    private static final double RIGHT = 1e-6;

    private final Matrix m;
    private final Matrix k;
    private final Matrix sigma;
    private final Matrix v;
    private final List<Row> rows = new ArrayList<>();

    private GradientCheck(Random random) {
        this.m = covariance(T, random);
        this.k = covariance(D, random);
        this.sigma = covariance(D, random);
        this.v = normal(T, D, random);
    }

    /**
     * Prints the answer.
     *
     * @param args none
     */
    public static void main(String[] args) {
        // The formulas need Unicode, whatever the terminal's language.
        run(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    /**
     * One formula.
     *
     * @param relativeError largest difference from the central differences, over their largest value
     */
    record Row(String formula, double relativeError) {
        boolean isRight() {
            return relativeError < RIGHT;
        }
    }

    static List<Row> run(PrintStream out) {
        GradientCheck check = new GradientCheck(new Random(5));
        check.noiseGradient();
        check.expansions();
        check.logVariances();
        out.printf("%-58s  %14s%n", "formula", "relative error");
        for (Row row : check.rows) {
            out.printf(
                    Locale.ROOT,
                    "%-58s  %14.1e  %s%n",
                    row.formula(),
                    row.relativeError(),
                    row.isRight() ? "right" : "WRONG");
        }
        out.println();
        printExpansions(out);
        return check.rows;
    }

    /** ∂L/∂Σ is the sum of the diagonal D×D blocks of ∂L/∂U = −½A + wwᵀ, A = U⁻¹, w = Av. */
    private void noiseGradient() {
        Matrix a = inverse();
        Matrix bigW = columns(Products.multiply(a, Matrix.wrap(T * D, 1, v.data())));
        Matrix blocks = BlockDiagonal.sum(a, T).times(-0.5);
        Matrix truth = differences();

        add("∂L/∂Σ = −½ Σ_t A_tt + W Wᵀ, vec(W) = U⁻¹v", blocks.plus(1, Products.multiplyTranspose(bigW, bigW)), truth);
        add("∂L/∂Σ = −½ Σ_t A_tt + Wᵀ W", blocks.plus(1, Products.transposeMultiply(bigW, bigW)), truth);
        add("∂L/∂Σ of DenseLikelihood", DenseLikelihood.evaluate(m, k, sigma, v).noiseGradient(), truth);
    }

    /** From vec(dU) = E vec(dΣ) follows vec(∂L/∂Σ) = Eᵀ vec(∂L/∂U). */
    private void expansions() {
        Matrix a = inverse();
        Matrix w = Products.multiply(a, Matrix.wrap(T * D, 1, v.data()));
        Matrix adjoint = vec(a.times(-0.5).plus(1, Products.multiplyTranspose(w, w)));
        Matrix truth = vec(differences());

        add(
                "E = [I_D ⊗ e_1; …; I_D ⊗ e_T] ⊗ I_D, ∂L/∂Σ from Eᵀ",
                Products.transposeMultiply(expansion(T, D), adjoint),
                truth);
        add("E = vec(I_T) ⊗ I_{D²}, ∂L/∂Σ from Eᵀ", Products.transposeMultiply(wrongExpansion(T, D), adjoint), truth);
    }

    /** With Σ = Diag(e^s), dΣ_dd = e^{s_d} ds_d. */
    private void logVariances() {
        double[] s = {-1, 0.5, -0.3};
        ToDoubleFunction<double[]> objective =
                at -> objective(Matrix.diagonal(Arrays.stream(at).map(Math::exp).toArray()));
        Matrix truth = Matrix.zeros(D, 1);
        for (int d = 0; d < D; d++) {
            double[] up = s.clone();
            double[] down = s.clone();
            up[d] += STEP;
            down[d] -= STEP;
            truth.set(d, 0, (objective.applyAsDouble(up) - objective.applyAsDouble(down)) / (2 * STEP));
        }
        Matrix variances = Matrix.wrap(D, 1, Arrays.stream(s).map(Math::exp).toArray());
        Matrix gradient = DenseLikelihood.evaluate(m, k, Matrix.diagonal(variances.data()), v)
                .noiseGradient();
        Matrix diagonal = Matrix.wrap(D, 1, gradient.diagonal());

        add("∂L/∂s = e^s ⊙ diag(∂L/∂Σ)", diagonal.scaled(variances.data(), new double[] {1}), truth);
        add("∂L/∂s = diag(∂L/∂Σ)", diagonal, truth);
    }

    /** The expansions of vec(I_T ⊗ dΣ) by example: dΣ = [1 3; 2 4], T = 2. */
    private static void printExpansions(PrintStream out) {
        Matrix change = Matrix.wrap(2, 2, new double[] {1, 3, 2, 4});
        Matrix x = Products.multiply(wrongExpansion(2, 2), vec(change));
        Matrix y = Products.multiply(expansion(2, 2), vec(change));
        Matrix z = vec(kronecker(Matrix.identity(2), change));
        out.println("With T = D = 2 and dΣ = [1 3; 2 4]:");
        out.println("x = (vec(I_T) ⊗ I_{D²}) vec(dΣ)                = " + digits(x));
        out.println("y = ([I_D ⊗ e_1; …; I_D ⊗ e_T] ⊗ I_D) vec(dΣ)  = " + digits(y));
        out.println("z = vec(I_T ⊗ dΣ), formed                      = " + digits(z));
        out.println((equal(x, z) ? "x = z" : "x ≠ z") + ", " + (equal(y, z) ? "y = z" : "y ≠ z"));
    }

    /** [I_D ⊗ e_1; …; I_D ⊗ e_T] ⊗ I_D, T²D²×D². */
    static Matrix expansion(int t, int d) {
        Matrix stacked = Matrix.zeros(t * t * d, d);
        for (int block = 0; block < t; block++) {
            for (int j = 0; j < d; j++) {
                stacked.set(block * t * d + j * t + block, j, 1);
            }
        }
        return kronecker(stacked, Matrix.identity(d));
    }

    /** vec(I_T) ⊗ I_{D²}, T²D²×D². */
    static Matrix wrongExpansion(int t, int d) {
        return kronecker(vec(Matrix.identity(t)), Matrix.identity(d * d));
    }

    static Matrix kronecker(Matrix a, Matrix b) {
        Matrix result = Matrix.zeros(a.rows() * b.rows(), a.columns() * b.columns());
        for (int i = 0; i < result.rows(); i++) {
            for (int j = 0; j < result.columns(); j++) {
                result.set(i, j, a.get(i / b.rows(), j / b.columns()) * b.get(i % b.rows(), j % b.columns()));
            }
        }
        return result;
    }

    /** The columns one below another. */
    static Matrix vec(Matrix a) {
        return Matrix.wrap(a.rows() * a.columns(), 1, a.transpose().data());
    }

    private Matrix inverse() {
        return Cholesky.of(DenseLikelihood.jointCovariance(m, k, sigma), "joint covariance")
                .solve(Matrix.identity(T * D));
    }

    /** W with vec(W) = w: D×T. */
    private static Matrix columns(Matrix w) {
        return Matrix.wrap(T, D, w.data()).transpose();
    }

    private double objective(Matrix noise) {
        return DenseLikelihood.evaluate(m, k, noise, v).objective();
    }

    /** ∂L/∂Σ by central differences. Σ stays symmetric: off the diagonal, half of the step goes to either side. */
    private Matrix differences() {
        Matrix gradient = Matrix.zeros(D, D);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                Matrix direction = Matrix.zeros(D, D);
                direction.set(i, j, 0.5);
                direction.set(j, i, direction.get(j, i) + 0.5);
                double up = objective(sigma.plus(STEP, direction));
                double down = objective(sigma.plus(-STEP, direction));
                gradient.set(i, j, (up - down) / (2 * STEP));
            }
        }
        return gradient;
    }

    private void add(String formula, Matrix gradient, Matrix truth) {
        rows.add(new Row(formula, gradient.plus(-1, truth).maxAbs() / truth.maxAbs()));
    }

    private static boolean equal(Matrix a, Matrix b) {
        return a.plus(-1, b).maxAbs() == 0;
    }

    private static String digits(Matrix integers) {
        StringBuilder text = new StringBuilder("(");
        for (double value : integers.data()) {
            text.append(text.length() > 1 ? " " : "").append((int) value);
        }
        return text.append(')').toString();
    }

    private static Matrix normal(int rows, int columns, Random random) {
        Matrix values = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            values.data()[i] = random.nextGaussian();
        }
        return values;
    }

    private static Matrix covariance(int size, Random random) {
        Matrix factor = normal(size, size, random);
        return Products.multiplyTranspose(factor, factor).plus(0.5, Matrix.identity(size));
    }
}
