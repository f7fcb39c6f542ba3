package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;

/**
 * A problem of which outputs are missing, and its definition: the covariance of the observed values is that of all with
 * the rows and columns of the missing ones left out.
 *
 * @param complete the problem, all its outputs included
 * @param outputs T×D, NaN where one is missing
 * @param basis T×P, the mean's functions
 * @param restricted whether the likelihood is the restricted one
 */
public record HeterotopicProblem(
        String name, EngineProblem complete, Matrix outputs, Matrix basis, boolean restricted) {

    /** The quantities of the definition; matrices of all TD values have zeros where one is missing. */
    public record Definition(
            double logDeterminant, double quadratic, Matrix inverse, Matrix weights, Matrix beta, Matrix adjoint) {
        public double objective() {
            return -logDeterminant / 2 - quadratic;
        }
    }

    public Definition define() {
        return define(complete.kernel(), complete.k(), complete.sigma());
    }

    public Definition define(Kernel kernel, Matrix k, Matrix sigma) {
        int size = outputs.data().length;
        int[] observed = observed();
        Matrix u = DenseLikelihood.jointCovariance(kernel.matrix(complete.inputs()), k, sigma);
        Matrix inverse = Dense.inverse(Dense.reordered(u, observed, observed));
        double logDeterminant = Dense.logDeterminant(Dense.reordered(u, observed, observed));
        Matrix y = Dense.reordered(Dense.rowsStacked(outputs), observed, new int[] {0});
        int[] terms = terms();
        Matrix x = Dense.reordered(Dense.kron(basis, Matrix.identity(outputs.columns())), observed, terms);
        Matrix weighted = Dense.multiply(inverse, x);
        Matrix normal = Dense.multiply(x.transpose(), weighted);
        Matrix variance = Dense.inverse(normal);
        Matrix beta = Dense.multiply(variance, Dense.multiply(weighted.transpose(), y));
        Matrix residual = y.plus(-1, Dense.multiply(x, beta));
        Matrix w = Dense.multiply(inverse, residual);
        Matrix adjoint = Dense.multiply(w, w.transpose()).plus(-0.5, inverse);
        if (restricted) {
            adjoint = adjoint.plus(0.5, Dense.multiply(Dense.multiply(weighted, variance), weighted.transpose()));
            logDeterminant += Dense.logDeterminant(normal);
        }
        return new Definition(
                logDeterminant,
                Dense.inner(residual, w),
                spread(inverse, observed, size),
                Matrix.wrap(outputs.rows(), outputs.columns(), spreadRows(w, observed, size)),
                coefficients(beta, terms),
                spread(adjoint, observed, size));
    }

    /** The entries t·D + d that are observed. */
    public int[] observed() {
        return IntStream.range(0, outputs.data().length)
                .filter(i -> !Double.isNaN(outputs.data()[i]))
                .toArray();
    }

    /** The coefficients p·D + d of outputs with values. */
    private int[] terms() {
        int d = outputs.columns();
        boolean[] known = new boolean[d];
        for (int entry : observed()) {
            known[entry % d] = true;
        }
        return IntStream.range(0, basis.columns() * d).filter(i -> known[i % d]).toArray();
    }

    private Matrix coefficients(Matrix beta, int[] terms) {
        Matrix result = Matrix.zeros(basis.columns(), outputs.columns());
        Arrays.fill(result.data(), Double.NaN);
        for (int j = 0; j < terms.length; j++) {
            result.data()[terms[j]] = beta.get(j, 0);
        }
        return result;
    }

    private static Matrix spread(Matrix a, int[] observed, int size) {
        Matrix result = Matrix.zeros(size, size);
        for (int i = 0; i < observed.length; i++) {
            for (int j = 0; j < observed.length; j++) {
                result.set(observed[i], observed[j], a.get(i, j));
            }
        }
        return result;
    }

    private static double[] spreadRows(Matrix column, int[] observed, int size) {
        double[] result = new double[size];
        for (int i = 0; i < observed.length; i++) {
            result[observed[i]] = column.get(i, 0);
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
