package org.coregion.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.coregion.linalg.Matrix;

/**
 * The storage of a large square matrix, which one computation leaves to the next. It may be taken by the garbage
 * collector, but need not pile up until that runs. Safe for use by several threads: each has its own.
 */
final class SpareMatrix {
    private final AtomicReference<WeakReference<Matrix>> spare = new AtomicReference<>(new WeakReference<>(null));

    /** An n×n matrix of any values, that nobody else has. */
    Matrix take(int n) {
        Matrix left = spare.getAndSet(new WeakReference<>(null)).get();
        return left != null && left.rows() == n ? left : Matrix.zeros(n, n);
    }

    /** Leaves a square matrix, which the caller no longer uses. */
    void leave(Matrix matrix) {
        spare.set(new WeakReference<>(matrix));
    }
}
