package org.coregion.linalg;

/**
 * Sums of rows, each an array of its own and four at a time: only loops over arrays without offsets are sure to be
 * compiled to vector instructions, and four loads to a store keep these busy.
 */
final class RowSums {
    private RowSums() {}

    /**
     * Adds Σ_k factor_k·row_k to another row, for k from {@code first} to {@code last} − 1 and elements {@code from} to
     * {@code to} − 1.
     */
    static void add(double[] factors, double[][] rows, int first, int last, double[] target, int from, int to) {
        int k = first;
        for (; k + 3 < last; k += 4) {
            addFour(
                    factors[k],
                    rows[k],
                    factors[k + 1],
                    rows[k + 1],
                    factors[k + 2],
                    rows[k + 2],
                    factors[k + 3],
                    rows[k + 3],
                    target,
                    from,
                    to);
        }
        for (; k < last; k++) {
            addOne(factors[k], rows[k], target, from, to);
        }
    }

    private static void addFour(
            double f0,
            double[] r0,
            double f1,
            double[] r1,
            double f2,
            double[] r2,
            double f3,
            double[] r3,
            double[] target,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            target[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
        }
    }

    private static void addOne(double factor, double[] row, double[] target, int from, int to) {
        for (int j = from; j < to; j++) {
            target[j] += factor * row[j];
        }
    }
}
