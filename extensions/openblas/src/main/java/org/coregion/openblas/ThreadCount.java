package org.coregion.openblas;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS has one number of threads for the whole process. Calls that want the same number run side by side; a call
 * that wants another waits until they are done, so that no call changes the threads, and with them the rounding, of one
 * that is under way.
 */
final class ThreadCount {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition IDLE = LOCK.newCondition();
    private static int running;
    private static int current;

    private ThreadCount() {}

    /** Makes a call on this many threads and returns what it returns. */
    static int call(int threads, IntSupplier call) {
        enter(threads);
        try {
            return call.getAsInt();
        } finally {
            leave();
        }
    }

    private static void enter(int threads) {
        LOCK.lock();
        try {
            while (running > 0 && current != threads) {
                IDLE.awaitUninterruptibly();
            }
            if (current != threads) {
                openblas_nolapack.blas_set_num_threads(threads);
                current = threads;
            }
            running++;
        } finally {
            LOCK.unlock();
        }
    }

    private static void leave() {
        LOCK.lock();
        try {
            running--;
            if (running == 0) {
                IDLE.signalAll();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
