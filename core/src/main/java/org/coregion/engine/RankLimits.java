package org.coregion.engine;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * Up to which rank a kernel's matrix over these rows is taken for one of low rank, and what some of the rows tell of it
 * before any work.
 *
 * @param inputs T×Q, as the engines see them
 * @param columns the number of outputs and of the mean's basis functions together
 */
record RankLimits(Matrix inputs, int columns) {
    /** A rank up to this gains in any case. */
    static final int SMALL = 100;

    /** Fewer rows than this are decomposed in no time. */
    private static final int LEAST_ROWS = 100;

    /** A rank above this share of the rows gains little. */
    private static final double LARGEST = 0.1;

    /** The same of an approximation, which serves several kernels before one of all rows. */
    private static final double LARGEST_OF_PIVOTS = 0.33;

    /** Rows that show, before any work, whether the rank is low. */
    private static final int SAMPLE = 100;

    /** Rows that show whether the rank is low about a start. */
    private static final int LARGE_SAMPLE = 256;

    /** Lengthscales end shorter than they start: their rank is so many times that of the start, seen at T = 128000. */
    private static final int GROWTH = 4;

    /** Whether there are rows enough for a low rank to gain. */
    boolean isWorthwhile() {
        return inputs.rows() >= LEAST_ROWS;
    }

    /** Beyond this, a rank gains too little or does not fit the heap. */
    int most() {
        int size = inputs.rows();
        return fitting(Math.max(Math.min(SMALL, size / 3), (int) (LARGEST * size)));
    }

    /** The same for {@link Approximation.Pivots}. */
    int mostPivots() {
        return fitting((int) (LARGEST_OF_PIVOTS * inputs.rows()));
    }

    private int fitting(int rank) {
        int most = rank;
        while (most > 0
                && inputs.rows() > SpectralEngine.lowRankHeapNeed(columns, most).mostRows()) {
            most /= 2;
        }
        return most;
    }

    /** Whether the rank of a matrix near that of this kernel is low, by some of the rows. */
    boolean isLow(Kernel kernel) {
        int[] sample = sample(LARGE_SAMPLE);
        int most = Math.min(most(), sample.length / 2);
        return isWorthwhile()
                && LowRankBasis.rankNear(kernel, inputs.rows(sample), most).isPresent();
    }

    /**
     * The rank that is expected of kernels of a family: a guess from that at its own parameters; empty if it is not
     * low.
     *
     * @param isDemanded whether any rank has to do
     */
    OptionalInt expected(Kernel family, boolean isDemanded) {
        if (!isDemanded && !isWorthwhile()) {
            return OptionalInt.empty();
        }
        int[] sample = sample(SAMPLE);
        int most = isDemanded ? sample.length : Math.min(most(), sample.length / 2);
        int largest = isDemanded ? inputs.rows() : most();
        OptionalInt rank = LowRankBasis.rank(family, inputs.rows(sample), most);
        return rank.isPresent() ? OptionalInt.of(Math.min(GROWTH * rank.getAsInt(), largest)) : rank;
    }

    /** No more than so many of the rows, evenly. */
    private int[] sample(int most) {
        int size = inputs.rows();
        int count = Math.min(size, most);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
    }
}
