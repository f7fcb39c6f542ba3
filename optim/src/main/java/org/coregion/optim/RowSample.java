package org.coregion.optim;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SortOrder;

/**
 * Rows that stand for all of them on a coarse level: one at random of every k. Where that would thin a single input
 * column much, runs of neighbours spread over the range instead, so that short distances are seen as well as long ones.
 */
final class RowSample {
    /** A single input column is thinned up to this k. */
    private static final int MOST_THINNED = 4;

    private RowSample() {}

    /**
     * The rows, at most {@code most} of them; the same for the same inputs.
     *
     * @param inputs T×Q, T &gt; most
     */
    static int[] of(Matrix inputs, int most) {
        int size = inputs.rows();
        int stride = (size + most - 1) / most;
        return inputs.columns() != 1 || stride <= MOST_THINNED ? oneOfEvery(stride, size) : runs(inputs, most);
    }

    /** At random, since the rows of a grid repeat themselves. */
    private static int[] oneOfEvery(int stride, int size) {
        RandomGenerator random = new SplittableRandom(0);
        return IntStream.range(0, (size + stride - 1) / stride)
                .map(i -> i * stride + random.nextInt(Math.min(stride, size - i * stride)))
                .toArray();
    }

    private static int[] runs(Matrix inputs, int most) {
        int size = inputs.rows();
        int[] sorted = SortOrder.ascending(inputs.data());
        int runs = (int) Math.sqrt(most);
        int length = most / runs;
        return IntStream.range(0, runs * length)
                .map(i -> sorted[(int) ((long) (i / length) * (size - length) / Math.max(1, runs - 1)) + i % length])
                .toArray();
    }
}
