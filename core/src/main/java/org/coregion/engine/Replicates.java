package org.coregion.engine;

import java.util.HashMap;
import java.util.Map;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/** Rows with equal inputs, as n groups; without any, every method hands back what it was given. Immutable. */
final class Replicates {
    private final Matrix inputs;
    private final int size;
    /** The group of each of the T rows; empty if no input repeats. */
    private final int[] group;
    /** The square roots of the n groups' sizes. */
    private final double[] root;

    private Replicates(Matrix inputs, int size, int[] group, double[] root) {
        this.inputs = inputs;
        this.size = size;
        this.group = group;
        this.root = root;
    }

    /**
     * The groups of the rows of {@code inputs}, T×Q, in order of first appearance; each row its own group where the
     * kernel does not look at the inputs.
     */
    static Replicates of(Kernel kernel, Matrix inputs) {
        int rows = inputs.rows();
        int[] group = new int[rows];
        int[] first = new int[rows];
        int groups = 0;
        if (kernel.isFunctionOfInputs()) {
            Map<Row, Integer> known = new HashMap<>();
            for (int t = 0; t < rows; t++) {
                Integer seen = known.putIfAbsent(new Row(inputs, t), groups);
                group[t] = seen == null ? groups : seen;
                if (seen == null) {
                    first[groups++] = t;
                }
            }
        }
        if (groups == rows || !kernel.isFunctionOfInputs()) {
            return new Replicates(inputs, rows, new int[0], new double[0]);
        }
        int q = inputs.columns();
        Matrix distinct = Matrix.zeros(groups, q);
        for (int i = 0; i < groups; i++) {
            System.arraycopy(inputs.data(), first[i] * q, distinct.data(), i * q, q);
        }
        double[] root = new double[groups];
        for (int g : group) {
            root[g]++;
        }
        for (int i = 0; i < groups; i++) {
            root[i] = Math.sqrt(root[i]);
        }
        return new Replicates(distinct, rows, group, root);
    }

    /** One row of inputs, compared by value; −0 equals 0. */
    private record Row(Matrix inputs, int index) {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Row row)) {
                return false;
            }
            for (int q = 0; q < inputs.columns(); q++) {
                if (inputs.get(index, q) != row.inputs.get(row.index, q)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int q = 0; q < inputs.columns(); q++) {
                hash = 31 * hash + Double.hashCode(inputs.get(index, q) + 0.0);
            }
            return hash;
        }
    }

    /** T. */
    int size() {
        return size;
    }

    /** The distinct inputs, n×Q. */
    Matrix inputs() {
        return inputs;
    }

    /** The inputs of all rows, T×Q. */
    Matrix all() {
        return group.length == 0 ? inputs : inputs.rows(group);
    }

    /** N^½ m N^½, in place; m is n×n. */
    Matrix weighted(Matrix m) {
        int n = root.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m.set(i, j, root[i] * m.get(i, j) * root[j]);
            }
        }
        return m;
    }

    /** a·N^½, in place; a is k×n. */
    Matrix weightedColumns(Matrix a) {
        for (int i = 0; i < a.rows() && root.length > 0; i++) {
            for (int j = 0; j < root.length; j++) {
                a.set(i, j, a.get(i, j) * root[j]);
            }
        }
        return a;
    }

    /** N^(−½) Cᵀ a: from T×k to n×k. */
    Matrix collapse(Matrix a) {
        if (root.length == 0) {
            return a;
        }
        Matrix result = Matrix.zeros(root.length, a.columns());
        for (int t = 0; t < group.length; t++) {
            for (int k = 0; k < a.columns(); k++) {
                result.set(group[t], k, result.get(group[t], k) + a.get(t, k));
            }
        }
        return result.scaledRows(inverse(1));
    }

    /** C N^(−½) a: from n×k to T×k. */
    Matrix spread(Matrix a) {
        return spread(a, 1);
    }

    /** The same for elementwise squares: C N⁻¹ a. */
    Matrix spreadSquares(Matrix a) {
        return spread(a, 2);
    }

    private Matrix spread(Matrix a, int power) {
        if (root.length == 0) {
            return a;
        }
        double[] inverse = inverse(power);
        Matrix result = Matrix.zeros(size, a.columns());
        for (int t = 0; t < size; t++) {
            for (int k = 0; k < a.columns(); k++) {
                result.set(t, k, a.get(group[t], k) * inverse[group[t]]);
            }
        }
        return result;
    }

    /** root^(−power). */
    private double[] inverse(int power) {
        double[] inverse = new double[root.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = power == 1 ? 1 / root[i] : 1 / (root[i] * root[i]);
        }
        return inverse;
    }
}
