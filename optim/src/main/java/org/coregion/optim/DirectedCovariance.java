package org.coregion.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.coregion.Bounds;
import org.coregion.covariance.OutputCovariance;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;

/**
 * A covariance C about a point, by coordinates z that all change it alike: its parameters are θ = θ₀ + Vz, where V
 * makes the columns of (J; I)V orthonormal. J = ∂B/∂θ is the change of B = R⁻¹CR⁻ᵀ, for a covariance RRᵀ to compare
 * with. The elements of a factor of a nearly singular C change B by very much unless they do so together; what the data
 * say of them apart is lost to rounding. The identity keeps what changes B by little or nothing as it is, at most 1 in
 * any parameter.
 *
 * <p>By a QR decomposition, V = R⁻¹ of (J; I). O(D²n²) for n parameters.
 */
final class DirectedCovariance implements OutputCovariance {
    private final OutputCovariance form;
    private final double[] origin;
    /** V. */
    private final Matrix directions;
    /** From θ − θ₀ to z. */
    private final Matrix inverse;

    private DirectedCovariance(OutputCovariance form, double[] origin, Matrix directions, Matrix inverse) {
        this.form = form;
        this.origin = origin;
        this.directions = directions;
        this.inverse = inverse;
    }

    /**
     * Coordinates about a point.
     *
     * @param origin θ₀
     * @param free the parameters that move
     * @param comparison RRᵀ, D×D and definite
     */
    static DirectedCovariance of(OutputCovariance form, double[] origin, boolean[] free, Matrix comparison) {
        int[] moving = IntStream.range(0, free.length).filter(i -> free[i]).toArray();
        int n = moving.length;
        if (n == 0) {
            return new DirectedCovariance(form, origin, Matrix.zeros(free.length, 0), Matrix.zeros(0, free.length));
        }
        double[][] r = new QRDecomposition(
                        new Array2DRowRealMatrix(augmentedJacobian(form, origin, moving, comparison), false))
                .getR()
                .getData();
        Matrix transposed = Matrix.zeros(n, n);
        Matrix inverse = Matrix.zeros(n, free.length);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                transposed.set(j, i, r[i][j]);
                inverse.set(i, moving[j], r[i][j]);
            }
        }
        Matrix solved = Cholesky.ofLower(transposed).solveUpper(Matrix.identity(n));
        Matrix directions = Matrix.zeros(free.length, n);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                directions.set(moving[i], j, solved.get(i, j));
            }
        }
        return new DirectedCovariance(form, origin, directions, inverse);
    }

    /** (J; I), with a row for each element of B on and below its diagonal, those below counting as two. */
    private static double[][] augmentedJacobian(OutputCovariance form, double[] at, int[] moving, Matrix comparison) {
        int d = comparison.rows();
        Matrix whitening = Cholesky.of(comparison, "covariance").solveLower(Matrix.identity(d));
        int elements = d * (d + 1) / 2;
        double[][] jacobian = new double[elements + moving.length][moving.length];
        int next = 0;
        for (int i = 0; i < d; i++) {
            Matrix row = Matrix.wrap(1, d, whitening.row(i));
            for (int j = 0; j <= i; j++) {
                Matrix product = Products.transposeMultiply(row, Matrix.wrap(1, d, whitening.row(j)));
                double weight = i == j ? 0.5 : Math.sqrt(0.5);
                double[] gradient =
                        form.pullback(at, product.plus(1, product.transpose()).times(weight));
                jacobian[next++] =
                        Arrays.stream(moving).mapToDouble(k -> gradient[k]).toArray();
            }
        }
        for (int i = 0; i < moving.length; i++) {
            jacobian[elements + i][i] = 1;
        }
        return jacobian;
    }

    @Override
    public int parameterCount() {
        return directions.columns();
    }

    @Override
    public Matrix matrix(double[] z) {
        return form.matrix(parameters(z));
    }

    /** The nearest by the change of the form's own parameters. */
    @Override
    public double[] parametersOf(Matrix covariance) {
        double[] moved = Vectors.plus(form.parametersOf(covariance), -1, origin);
        return Products.multiply(inverse, Matrix.wrap(moved.length, 1, moved)).data();
    }

    @Override
    public Bounds bounds() {
        return Bounds.none(parameterCount());
    }

    @Override
    public double[] pullback(double[] z, Matrix adjoint) {
        double[] gradient = form.pullback(parameters(z), adjoint);
        return Products.multiply(Matrix.wrap(1, gradient.length, gradient), directions)
                .data();
    }

    /** θ₀ + Vz. */
    private double[] parameters(double[] z) {
        return Vectors.plus(
                origin,
                1,
                Products.multiply(directions, Matrix.wrap(z.length, 1, z)).data());
    }
}
