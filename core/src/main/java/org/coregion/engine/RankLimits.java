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
 * @param distinct the number of rows with different inputs, which no rank exceeds
 */
record RankLimits(Matrix inputs, int columns, int distinct) {
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

    /** Rows that show whether the rank of very many is one that they can have at all. */
    private static final int VERY_LARGE_SAMPLE = 1024;

    /** Lengthscales end shorter than they start: their rank is so many times that of the start, seen at T = 128000. */
    private static final int GROWTH = 4;

    /** Those of a kernel's rows, repeated ones among them counted. */
    static RankLimits of(Kernel kernel, Matrix inputs, int columns) {
        return new RankLimits(
                inputs, columns, Replicates.of(kernel, inputs).inputs().rows());
    }

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

    /** The largest rank up to this one whose matrices fit the heap; 0 if none does. */
    int fitting(int rank) {
        int fits = 0;
        int tooLarge = rank + 1;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) >>> 1;
            if (inputs.rows() <= SpectralEngine.lowRankHeapNeed(columns, middle).mostRows()) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fits;
    }

    /** Whether the rank of a matrix near that of this kernel is low, by some of the rows. */
    boolean isLow(Kernel kernel) {
        int[] sample = sample(LARGE_SAMPLE);
        int most = Math.min(most(), sample.length / 2);
        return isWorthwhile()
                && LowRankBasis.rankNear(kernel, inputs.rows(sample), most).isPresent();
    }

    /** Whether the rank of all rows is low; they are not looked at if that of some is not. */
    boolean isLowOfAll(Kernel kernel) {
        int[] sample = sample(VERY_LARGE_SAMPLE);
        OptionalInt rank = LowRankBasis.rank(kernel, inputs.rows(sample), Math.min(most(), sample.length / 2));
        return rank.isPresent()
                && LowRankBasis.rank(kernel, inputs, Math.min(most(), GROWTH * rank.getAsInt()))
                        .isPresent();
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
        int largest = Math.min(distinct, isDemanded ? inputs.rows() : most());
        OptionalInt rank = LowRankBasis.rank(family, inputs.rows(sample), most);
        // A sample of nearly full rank says no more than that it is not low.
        return rank.isPresent() && rank.getAsInt() <= sample.length / 2
                ? OptionalInt.of(Math.min(GROWTH * rank.getAsInt(), largest))
                : isDemanded ? OptionalInt.of(largest) : rank;
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
