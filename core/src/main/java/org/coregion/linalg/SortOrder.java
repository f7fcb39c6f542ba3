package org.coregion.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The order that sorts values, by arrays of primitive values alone. */
public final class SortOrder {
    private SortOrder() {}

    /**
     * The places of the values from the least to the greatest, those of equal ones as they come. O(n log n), or O(n)
     * where they are in order already.
     *
     * @param values not NaN
     */
    public static int[] ascending(double[] values) {
        int n = values.length;
        int[] order = new int[n];
        if (IntStream.range(1, n).allMatch(i -> values[i - 1] <= values[i])) {
            Arrays.setAll(order, i -> i);
            return order;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] taken = new int[n];
        for (int i = 0; i < n; i++) {
            int first = firstOf(sorted, values[i]);
            order[first + taken[first]++] = i;
        }
        return order;
    }

    /** Where a value that occurs is found first. */
    private static int firstOf(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
