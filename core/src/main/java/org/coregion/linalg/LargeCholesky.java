package org.coregion.linalg;

import java.util.Arrays;

/**
 * Cholesky factorisation A = L·Lᵀ of a large matrix by halves, so that almost all of its n³/6 multiplications are those
 * of the backend's products: L₁₁ = chol(A₁₁), L₂₁ = A₂₁L₁₁⁻ᵀ, L₂₂ = chol(A₂₂ − L₂₁L₂₁ᵀ) (Gustavson 1997). Every solve
 * substitutes; no block is inverted, so the errors are those of {@link Cholesky}, which serves small matrices.
 */
public abstract sealed class LargeCholesky {
    /** Rows of a block that is no longer halved. */
    private static final int LEAF = 64;

    private LargeCholesky() {}

    /**
     * Factorises {@code matrix}, of which only the lower triangle is read.
     *
     * @param name what the matrix is, for messages
     * @throws org.coregion.InvalidInputException if the matrix is not positive definite
     */
    public static LargeCholesky of(Matrix matrix, String name, Backend backend) {
        return of(matrix, 0, name, backend);
    }

    private static LargeCholesky of(Matrix matrix, int offset, String name, Backend backend) {
        int n = matrix.rows();
        if (n <= LEAF) {
            return new Leaf(Cholesky.of(matrix, offset == 0 ? name : name + " from row " + (offset + 1) + " on"));
        }
        int half = n / 2;
        LargeCholesky first = of(block(matrix, 0, half, 0, half), offset, name, backend);
        Matrix below =
                first.solveLower(block(matrix, half, n, 0, half).transpose()).transpose();
        Matrix rest = block(matrix, half, n, half, n);
        rest.copyLowerToUpper();
        double[] minus = new double[half];
        Arrays.fill(minus, -1);
        backend.addGram(below, minus, rest);
        return new Halves(first, below, of(rest, offset + half, name, backend), backend);
    }

    /** log det A. */
    public abstract double logDeterminant();

    /** L⁻¹·B. */
    public abstract Matrix solveLower(Matrix b);

    /** L⁻ᵀ·B. */
    public abstract Matrix solveUpper(Matrix b);

    /** L⁻¹, n³/3 multiplications. */
    public abstract Matrix inverseLower();

    /** A⁻¹·B. */
    public final Matrix solve(Matrix b) {
        return solveUpper(solveLower(b));
    }

    /** A⁻¹, exactly symmetric. */
    public final Matrix inverse(Backend backend) {
        Matrix upper = inverseLower().transpose();
        int n = upper.rows();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        Matrix inverse = Matrix.zeros(n, n);
        backend.addGram(upper, ones, inverse);
        return inverse;
    }

    private static Matrix block(Matrix a, int top, int bottom, int left, int right) {
        Matrix result = Matrix.zeros(bottom - top, right - left);
        for (int i = top; i < bottom; i++) {
            System.arraycopy(
                    a.data(), i * a.columns() + left, result.data(), (i - top) * result.columns(), right - left);
        }
        return result;
    }

    private static final class Leaf extends LargeCholesky {
        private final Cholesky factor;

        Leaf(Cholesky factor) {
            this.factor = factor;
        }

        @Override
        public double logDeterminant() {
            return factor.logDeterminant();
        }

        @Override
        public Matrix solveLower(Matrix b) {
            return factor.solveLower(b);
        }

        @Override
        public Matrix solveUpper(Matrix b) {
            return factor.solveUpper(b);
        }

        @Override
        public Matrix inverseLower() {
            return factor.solveLower(Matrix.identity(factor.lower().rows()));
        }
    }

    /** L₁₁, L₂₁ and L₂₂. */
    private static final class Halves extends LargeCholesky {
        private final LargeCholesky first;
        private final Matrix below;
        private final LargeCholesky second;
        private final Backend backend;

        Halves(LargeCholesky first, Matrix below, LargeCholesky second, Backend backend) {
            this.first = first;
            this.below = below;
            this.second = second;
            this.backend = backend;
        }

        @Override
        public double logDeterminant() {
            return first.logDeterminant() + second.logDeterminant();
        }

        @Override
        public Matrix solveLower(Matrix b) {
            Matrix top = first.solveLower(b.rowsBetween(0, below.columns()));
            Matrix rest = minus(b.rowsBetween(below.columns(), b.rows()), backend.multiply(below, top));
            return stacked(top, second.solveLower(rest));
        }

        @Override
        public Matrix solveUpper(Matrix b) {
            Matrix bottom = second.solveUpper(b.rowsBetween(below.columns(), b.rows()));
            Matrix rest = minus(b.rowsBetween(0, below.columns()), backend.transposeMultiply(below, bottom));
            return stacked(first.solveUpper(rest), bottom);
        }

        @Override
        public Matrix inverseLower() {
            Matrix top = first.inverseLower();
            Matrix corner = second.solveLower(backend.multiply(below, top));
            Matrix bottom = second.inverseLower();
            int half = top.rows();
            int n = half + bottom.rows();
            Matrix result = Matrix.zeros(n, n);
            for (int i = 0; i < half; i++) {
                System.arraycopy(top.data(), i * half, result.data(), i * n, half);
            }
            for (int i = half; i < n; i++) {
                for (int j = 0; j < half; j++) {
                    result.set(i, j, -corner.get(i - half, j));
                }
                System.arraycopy(bottom.data(), (i - half) * bottom.rows(), result.data(), i * n + half, bottom.rows());
            }
            return result;
        }

        /** a − b, in place of a. */
        private static Matrix minus(Matrix a, Matrix b) {
            for (int i = 0; i < a.data().length; i++) {
                a.data()[i] -= b.data()[i];
            }
            return a;
        }

        private static Matrix stacked(Matrix top, Matrix bottom) {
            double[] data = Arrays.copyOf(top.data(), top.data().length + bottom.data().length);
            System.arraycopy(bottom.data(), 0, data, top.data().length, bottom.data().length);
            return Matrix.wrap(top.rows() + bottom.rows(), top.columns(), data);
        }
    }
}
