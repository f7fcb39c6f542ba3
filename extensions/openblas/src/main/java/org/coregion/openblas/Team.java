package org.coregion.openblas;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that stay together for many short rounds of independent pieces, tens of microseconds each: too short to start
 * threads for. Its owner's thread is one of them. Whoever is free takes the next piece, so that the owner does them all
 * where the processors are busy with something else.
 *
 * <p>Between rounds the helpers look for the next one for a moment, then sleep. Closing sends them home. One thread
 * owns a team; allocates nothing per round.
 */
final class Team implements AutoCloseable {
    /** How long to look before sleeping: longer than the work between two rounds, or two threads' turns, take. */
    private static final long PATIENCE_NANOS = 50_000;

    /** Rounds that the owner does alone after a helper kept it waiting: the processors are busy. */
    private static final int ALONE = 50;

    private static final long LEFT = 0xffff_ffffL;

    private final Thread owner = Thread.currentThread();
    private final Helper[] helpers;

    /** The number of the round above, and below how many of its pieces nobody has taken yet. */
    private final AtomicLong round = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    // Written before the round begins, and read by whoever has taken one of its pieces.
    private IntConsumer work = piece -> {};
    private int count;

    private volatile boolean ownerSleeps;
    private volatile boolean closed;
    private int alone;

    /** A team of this many threads, at least 1: the caller's and helpers. */
    Team(int threads) {
        helpers = new Helper[threads - 1];
        Arrays.setAll(helpers, i -> new Helper());
        try {
            for (Helper helper : helpers) {
                helper.start();
            }
        } catch (OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    /**
     * Runs {@code piece} for each of 0 to {@code pieces} − 1, each once, begun in this order.
     *
     * @param piece what it throws is thrown here, when the round has ended; the pieces after it may be left out
     */
    void forEach(int pieces, IntConsumer piece) {
        if (helpers.length == 0 || pieces < 2 || alone > 0) {
            alone = Math.max(0, alone - 1);
            for (int i = 0; i < pieces; i++) {
                piece.accept(i);
            }
            return;
        }
        work = piece;
        count = pieces;
        unfinished.set(pieces);
        round.set((round.get() & ~LEFT) + (LEFT + 1) + pieces);
        for (Helper helper : helpers) {
            if (helper.sleeps) {
                LockSupport.unpark(helper);
            }
        }
        takePieces();
        awaitHelpers();
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Takes pieces until none is left: the number of the round makes sure that a piece is one of the work at hand. */
    private void takePieces() {
        for (long seen = round.get(); (seen & LEFT) > 0; seen = round.get()) {
            if (round.compareAndSet(seen, seen - 1)) {
                try {
                    if (failure.get() == null) {
                        work.accept(count - (int) (seen & LEFT));
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    if (unfinished.decrementAndGet() == 0 && ownerSleeps) {
                        LockSupport.unpark(owner);
                    }
                }
            }
        }
    }

    private void awaitHelpers() {
        long start = System.nanoTime();
        while (unfinished.get() > 0) {
            if (System.nanoTime() - start < PATIENCE_NANOS) {
                Thread.onSpinWait();
            } else {
                alone = ALONE;
                ownerSleeps = true;
                if (unfinished.get() > 0) {
                    LockSupport.park(this);
                }
                ownerSleeps = false;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private final class Helper extends Thread {
        private volatile boolean sleeps;

        Helper() {
            super("coregion");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!closed) {
                takePieces();
                awaitRound();
            }
        }

        private void awaitRound() {
            long start = System.nanoTime();
            while ((round.get() & LEFT) == 0 && !closed) {
                if (System.nanoTime() - start < PATIENCE_NANOS) {
                    Thread.onSpinWait();
                } else {
                    sleeps = true;
                    if ((round.get() & LEFT) == 0 && !closed) {
                        LockSupport.park(Team.this);
                    }
                    sleeps = false;
                }
            }
        }
    }
}
