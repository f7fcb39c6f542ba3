package org.coregion.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SortOrder;

/**
 * Rows in blocks of neighbours: halved along the input column in which they are spread the most, relative to all rows,
 * until a block is small enough (a k-d tree: Bentley 1975).
 */
final class InputBlocks {
    private final Matrix inputs;
    private final double[] ranges;
    private final int most;
    private final List<int[]> blocks = new ArrayList<>();

    private InputBlocks(Matrix inputs, int most) {
        this.inputs = inputs;
        this.most = most;
        int[] all = IntStream.range(0, inputs.rows()).toArray();
        this.ranges = IntStream.range(0, inputs.columns())
                .mapToDouble(column -> range(all, column))
                .toArray();
        split(all);
    }

    /**
     * Splits; the same for the same inputs.
     *
     * @param inputs T×Q
     * @param most rows of a block, at least 1
     * @return the rows of every block, ascending
     */
    static int[][] of(Matrix inputs, int most) {
        return new InputBlocks(inputs, most).blocks.toArray(int[][]::new);
    }

    private void split(int... unordered) {
        int[] rows = Arrays.stream(unordered).sorted().toArray();
        if (rows.length <= most) {
            blocks.add(rows);
            return;
        }
        int column = widest(rows);
        int[] order = SortOrder.ascending(
                Arrays.stream(rows).mapToDouble(row -> inputs.get(row, column)).toArray());
        int half = rows.length / 2;
        split(Arrays.stream(order, 0, half).map(i -> rows[i]).toArray());
        split(Arrays.stream(order, half, rows.length).map(i -> rows[i]).toArray());
    }

    private int widest(int... rows) {
        int widest = 0;
        double most = -1;
        for (int column = 0; column < ranges.length; column++) {
            double share = ranges[column] > 0 ? range(rows, column) / ranges[column] : 0;
            if (share > most) {
                most = share;
                widest = column;
            }
        }
        return widest;
    }

    private double range(int[] rows, int column) {
        return Arrays.stream(rows)
                        .mapToDouble(row -> inputs.get(row, column))
                        .max()
                        .orElse(0)
                - Arrays.stream(rows)
                        .mapToDouble(row -> inputs.get(row, column))
                        .min()
                        .orElse(0);
    }
}
