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
    private final Pointer memory;

    private NativeArray(long bytes) {
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

    /** An array of {@code count} values, not initialised. */
    static NativeArray ofInts(long count) {
        return new NativeArray(Math.max(1, count) * Integer.BYTES);
    }

    /** A copy of a matrix, row by row. */
    static NativeArray copyOf(Matrix matrix) {
        NativeArray copy = ofDoubles(matrix.data().length);
        DoublePointer target = copy.doubles(0);
        for (int i = 0; i < matrix.rows(); i++) {
            target.position((long) i * matrix.columns()).put(matrix.data(), i * matrix.columns(), matrix.columns());
        }
        return copy;
    }

    /** Copies the values back, row by row. */
    void copyTo(Matrix matrix) {
        DoublePointer source = doubles(0);
        for (int i = 0; i < matrix.rows(); i++) {
            source.position((long) i * matrix.columns()).get(matrix.data(), i * matrix.columns(), matrix.columns());
        }
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
