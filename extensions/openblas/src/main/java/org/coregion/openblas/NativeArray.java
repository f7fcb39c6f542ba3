package org.coregion.openblas;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.coregion.linalg.Matrix;

/**
 * Memory outside the heap, freed when it is closed. Arrays of the heap are not lent to native code: that would hold up
 * the garbage collector of every thread for as long as the call takes.
 */
final class NativeArray implements AutoCloseable {
    /**
     * Elements copied in one call: many enough that calls do not count, few enough that the collector need not wait.
     */
    private static final int CHUNK = 1 << 13;

    private final Pointer memory;
    private final long bytes;

    private NativeArray(long bytes) {
        this.bytes = bytes;
        // Not an array of JavaCPP's: those are limited to the size of the heap, and freed by its collector.
        memory = Pointer.malloc(bytes);
        if (memory == null || memory.isNull()) {
            throw new OutOfMemoryError(
                    "OpenBLAS needs " + bytes + " bytes outside the heap; the system has none left.");
        }
    }

    /** An array of {@code count} values, not initialised. */
    static NativeArray ofDoubles(long count) {
        return new NativeArray(Math.max(1, count) * Double.BYTES);
    }

    /** An array of {@code count} zeros. */
    static NativeArray ofZeros(long count) {
        NativeArray zeros = ofDoubles(count);
        zeros.clear();
        return zeros;
    }

    /** An array of {@code count} values, not initialised. */
    static NativeArray ofInts(long count) {
        return new NativeArray(Math.max(1, count) * Integer.BYTES);
    }

    /** A copy of a matrix, row by row. */
    static NativeArray copyOf(Matrix matrix) {
        return copyOf(matrix, 0, matrix.rows(), matrix.columns());
    }

    /** A copy of the rows {@code from} to {@code to} − 1 of a matrix's first columns. */
    static NativeArray copyOf(Matrix matrix, int from, int to, int columns) {
        NativeArray copy = ofDoubles((long) (to - from) * columns);
        DoublePointer target = copy.doubles(0);
        int step = rowsAtOnce(matrix, columns);
        for (int i = from; i < to; i += step) {
            int length = Math.min(step, to - i) * columns;
            target.position((long) (i - from) * columns).put(matrix.data(), i * matrix.columns(), length);
        }
        return copy;
    }

    /** Rows whose first columns lie one after another. */
    private static int rowsAtOnce(Matrix matrix, int columns) {
        return columns == matrix.columns() ? Math.max(1, CHUNK / Math.max(1, columns)) : 1;
    }

    /** A copy of a square matrix's diagonal and what is right of it, which by column is the lower triangle. */
    static NativeArray copyOfTriangle(Matrix matrix) {
        int n = matrix.rows();
        NativeArray copy = ofDoubles((long) n * n);
        DoublePointer target = copy.doubles(0);
        for (int i = 0; i < n; i++) {
            target.position(i * (n + 1L)).put(matrix.data(), i * (n + 1), n - i);
        }
        return copy;
    }

    /** Copies the values to the rows {@code from} to {@code to} − 1 of a matrix's first columns. */
    void copyTo(Matrix matrix, int from, int to, int columns) {
        DoublePointer source = doubles(0);
        int step = rowsAtOnce(matrix, columns);
        for (int i = from; i < to; i += step) {
            int length = Math.min(step, to - i) * columns;
            source.position((long) (i - from) * columns).get(matrix.data(), i * matrix.columns(), length);
        }
    }

    /** Makes every value 0. */
    void clear() {
        Pointer.memset(memory, 0, bytes);
    }

    /** The memory as doubles, from this index on. */
    DoublePointer doubles(long from) {
        return new DoublePointer(memory).position(from);
    }

    /** The memory as ints, from its start. */
    IntPointer ints() {
        return new IntPointer(memory);
    }

    @Override
    public void close() {
        Pointer.free(memory);
    }
}
