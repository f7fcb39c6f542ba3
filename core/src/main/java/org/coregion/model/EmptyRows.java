package org.coregion.model;

import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;

/**
 * The rows of a data set that were left out because they have no output, to be put back where they were. Immutable.
 *
 * @param rows which of the rows of the data, ascending
 */
record EmptyRows(int[] rows) {
    /** @param observed the data without them */
    static EmptyRows of(MultiOutputData data, MultiOutputData observed) {
        if (observed.observationCount() == data.observationCount()) {
            return new EmptyRows(new int[0]);
        }
        return new EmptyRows(IntStream.range(0, data.observationCount())
                .filter(t -> IntStream.range(0, data.outputCount()).noneMatch(d -> data.isObserved(t, d)))
                .toArray());
    }

    /** Their predictions among those of the other rows, in the order of the data. */
    Prediction insert(Prediction own, Prediction others) {
        int[] order = new int[own.size() + others.size()];
        int next = 0;
        for (int t = 0; t < order.length; t++) {
            boolean isOwn = next < rows.length && rows[next] == t;
            order[t] = isOwn ? others.size() + next : t - next;
            next += isOwn ? 1 : 0;
        }
        return others.mixedWith(own, order);
    }
}
