package org.coregion.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs independent pieces of work on a limited number of threads, the caller's among them. Every caller has a limit of
 * its own. A thread waits for the next call for a second before it ends, since to start one takes longer than many a
 * piece of work; it keeps no program alive.
 */
public final class Parallel {
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Parallel::daemon);

    private Parallel() {}

    /**
     * Runs {@code piece} for each of 0 to {@code count} − 1, each once, in no particular order.
     *
     * @param threads the most threads to take, at least 1
     * @param piece what it throws is thrown here, when all threads have ended; the pieces not yet begun may be left out
     */
    public static void forEach(int threads, int count, IntConsumer piece) {
        forEach(threads, count, piece, THREADS);
    }

    /** @param executor where the other threads come from */
    static void forEach(int threads, int count, IntConsumer piece, Executor executor) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                piece.accept(i);
            }
        };
        if (Math.min(threads, count) <= 1) {
            worker.run();
            return;
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try {
            for (int i = 1; i < Math.min(threads, count); i++) {
                all.add(CompletableFuture.runAsync(worker, executor));
            }
            all.add(CompletableFuture.runAsync(worker, Runnable::run));
        } catch (OutOfMemoryError e) {
            // A thread that cannot be started; what the others work on must not be given up before they have ended.
            next.set(count);
            join(all);
            throw e;
        }
        join(all);
    }

    private static void join(List<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "coregion");
        thread.setDaemon(true);
        return thread;
    }
}
