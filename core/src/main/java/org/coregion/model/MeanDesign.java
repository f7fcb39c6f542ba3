package org.coregion.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * The basis functions of a mean at T inputs, Φ = Q·R with orthonormal columns of Q: a fit works with Q, so that neither
 * the units of a function nor an offset of an input costs digits, and its coefficients go back to Φ by R⁻¹. Immutable.
 */
public final class MeanDesign {
    /** A share of a column below this does not count in a combination. */
    private static final double NEGLIGIBLE = 1e-6;

    /** Of more functions than this, not all names are worth reading. */
    private static final int MANY = 10;

    private final MeanBasis functions;
    private final Matrix q;
    /** Its lower factor is Rᵀ. */
    private final Cholesky gram;

    private MeanDesign(MeanBasis functions, Matrix q, Cholesky gram) {
        this.functions = functions;
        this.q = q;
        this.gram = gram;
    }

    /**
     * The functions at the inputs.
     *
     * @param inputs T×Q
     * @throws InvalidInputException if there are more functions than rows, or one is a combination of others there
     */
    public static MeanDesign of(MeanBasis functions, Matrix inputs) {
        if (functions.size() > inputs.rows()) {
            throw new InvalidInputException(
                    "The mean has " + functions.size() + " functions " + few(functions.names()) + " for "
                            + inputs.rows() + " observations.",
                    "choose fewer functions: each needs a coefficient per output.");
        }
        Matrix phi = functions.matrix(inputs);
        GramSchmidt factors = GramSchmidt.of(phi);
        if (!factors.dependent().isEmpty()) {
            throw dependent(functions.names(), phi, factors);
        }
        return new MeanDesign(
                functions, factors.q(), Cholesky.ofLower(factors.r().transpose()));
    }

    /** The names, or how they begin and end if they are many. */
    private static String few(List<String> names) {
        int count = names.size();
        return count <= MANY
                ? names.toString()
                : "[" + String.join(", ", names.subList(0, MANY - 1)) + ", …, " + names.get(count - 1) + "]";
    }

    /** Q: T×P. */
    public Matrix basis() {
        return q;
    }

    /** The number of functions, P. */
    int size() {
        return functions.size();
    }

    /** The same functions as the columns of Q at other inputs, φ*ᵀR⁻¹: n×P. */
    Matrix at(Matrix newInputs) {
        return gram.solveLower(functions.matrix(newInputs).transpose()).transpose();
    }

    /** The coefficients of Φ where those of Q are given, both P×k: R⁻¹c. */
    public Matrix coefficients(Matrix ofBasis) {
        return gram.solveUpper(ofBasis);
    }

    /** What {@link #coefficients} undoes: the coefficients of Q where those of Φ are given, both P×k: Rc. */
    public Matrix coefficientsOfBasis(Matrix ofFunctions) {
        return Products.transposeMultiply(gram.lower(), ofFunctions);
    }

    /**
     * The ordinary least squares coefficients of Q, P×D.
     *
     * @param outputs T×D, NaN where one is missing
     * @throws InvalidInputException if the values of an output do not determine its coefficients
     */
    public Matrix leastSquares(Matrix outputs) {
        Matrix coefficients = Matrix.zeros(q.columns(), outputs.columns());
        for (int d = 0; d < outputs.columns(); d++) {
            Matrix column = outputs.columns(d, d + 1);
            int[] rows = IntStream.range(0, outputs.rows())
                    .filter(t -> !Double.isNaN(column.get(t, 0)))
                    .toArray();
            Matrix own = rows.length == outputs.rows() ? ofAll(column) : ofSome(column, rows, d);
            for (int p = 0; p < q.columns(); p++) {
                coefficients.set(p, d, own.get(p, 0));
            }
        }
        return coefficients;
    }

    private Matrix ofSome(Matrix column, int[] rows, int output) {
        GramSchmidt own = GramSchmidt.of(q.rows(rows));
        if (!own.dependent().isEmpty()) {
            throw new InvalidInputException(
                    "The " + rows.length + " values of output " + (output + 1) + " do not determine the " + q.columns()
                            + " coefficients of its mean.",
                    "choose a constant mean, or leave the output out.");
        }
        return Cholesky.ofLower(own.r().transpose()).solveUpper(Products.transposeMultiply(own.q(), column.rows(rows)));
    }

    private Matrix ofAll(Matrix outputs) {
        Matrix first = Products.transposeMultiply(q, outputs);
        // What a first projection leaves in rounding, a second takes away.
        Matrix rest = outputs.plus(-1, Products.multiply(q, first));
        return first.plus(1, Products.transposeMultiply(q, rest));
    }

    /**
     * The covariance of the coefficients of Φ where that of Q's is given for standardised outputs: (R⁻¹ ⊗ Diag(scale))
     * C (R⁻¹ ⊗ Diag(scale))ᵀ. The D outputs of a function stand side by side.
     *
     * @param ofBasis C, PD×PD
     * @param scale D units of the outputs
     */
    public Matrix covariance(Matrix ofBasis, double[] scale) {
        return transformed(transformed(ofBasis, scale).transpose(), scale);
    }

    /** (R⁻¹ ⊗ Diag(scale)) C. */
    private Matrix transformed(Matrix c, double[] scale) {
        int d = scale.length;
        int p = c.rows() / d;
        Matrix result = coefficients(Matrix.wrap(p, d * c.columns(), c.data()));
        double[] repeated = new double[c.rows()];
        Arrays.setAll(repeated, i -> scale[i % d]);
        return Matrix.wrap(c.rows(), c.columns(), result.data()).scaledRows(repeated);
    }

    private static InvalidInputException dependent(List<String> names, Matrix phi, GramSchmidt factors) {
        int j = factors.dependent().get(0);
        if (phi.columns(j, j + 1).maxAbs() == 0) {
            return new InvalidInputException(
                    "The mean's function \"" + names.get(j) + "\" is 0 at every row.",
                    "drop it: its coefficient cannot be known.");
        }
        // The columns before the first dependent one are a triangular system.
        Matrix combination = Cholesky.ofLower(
                        factors.r().rowsBetween(0, j).columns(0, j).transpose())
                .solveUpper(factors.r().rowsBetween(0, j).columns(j, j + 1));
        List<String> others = new ArrayList<>();
        for (int k = 0; k < j; k++) {
            double share =
                    Math.abs(combination.get(k, 0)) * phi.columns(k, k + 1).maxAbs();
            if (share > NEGLIGIBLE * phi.columns(j, j + 1).maxAbs()) {
                others.add("\"" + names.get(k) + "\"");
            }
        }
        return new InvalidInputException(
                "The mean's function \"" + names.get(j) + "\" is a combination of " + String.join(", ", others)
                        + " at these rows.",
                others.equals(List.of("\"1\""))
                        ? "drop it: it is constant in this data."
                        : "drop one of them, or centre the inputs of a polynomial.");
    }
}
