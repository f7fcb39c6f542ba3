package org.coregion.model;

import org.coregion.engine.Engine;
import org.coregion.engine.EnginePlan;
import org.coregion.linalg.Parallel;

/**
 * New inputs by batches, whose size does not depend on the threads, so that neither do the results: what an engine
 * needs for each input is never held for all of them.
 *
 * @param size the inputs of a batch
 * @param threads how many batches at once
 */
record Batches(int size, int threads) {
    /** Enough for what is done once a batch not to count. */
    private static final int SIZE = 512;

    /** Elements of a matrix of eigenvectors of which every thread may have a copy: 128 MB. */
    private static final long ELEMENTS = 1 << 24;

    /** A range of the inputs. */
    @FunctionalInterface
    interface Range {
        /** Treats the inputs {@code from} to {@code to} − 1. */
        void accept(int from, int to);
    }

    /** One after another; all at once for an engine that goes through its rows with every call. */
    static Batches sequential(EnginePlan plan) {
        return new Batches(plan.isLinear() ? Integer.MAX_VALUE : SIZE, 1);
    }

    /**
     * Several at once where the engine leaves the threads idle: the large products of a full basis, of which a native
     * backend copies the factors, are parallel in themselves.
     *
     * @param rows T
     */
    static Batches parallel(EnginePlan plan, Engine engine, int rows, int threads) {
        boolean isSmall = plan.isGrid() || (long) rows * engine.rank().orElse(rows) <= ELEMENTS;
        return plan.isLinear() || !isSmall ? sequential(plan) : new Batches(SIZE, threads);
    }

    /** The same batches one after another. */
    Batches oneByOne() {
        return new Batches(size, 1);
    }

    /** Treats inputs 0 to {@code count} − 1. */
    void forEach(int count, Range range) {
        int full = count / size;
        int batches = count % size == 0 ? full : full + 1;
        Parallel.forEach(
                threads,
                batches,
                batch -> range.accept(batch * size, batch + 1 < batches ? (batch + 1) * size : count));
    }
}
