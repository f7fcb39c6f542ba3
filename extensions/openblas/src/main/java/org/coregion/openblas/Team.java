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
 * threads for. Its owner's thread is one of them. Whoever is free takes the next piece. Where the processors are busy
 * with something else, a helper that holds a piece may not get one for milliseconds: the owner, having waited for it,
 * then does a number of rounds alone.
 *
 * <p>Between rounds the helpers look for the next one for a moment, then sleep. Closing sends them home. A team belongs
 * to the thread that made it; a round allocates nothing.
 */
final class Team implements AutoCloseable {
    /** How long to look for the next round, or for the end of this one, before sleeping. */
    private static final long PATIENCE_NANOS = 100_000;

    /** A wait for helpers of that many times the owner's own part means that the processors are busy. */
    private static final int STALLED = 10;

    /** Rounds that the owner then does alone: this many, and twice as many each time it happens again soon. */
    private static final int FIRST_ALONE = 20;

    private static final int MOST_ALONE = 2000;

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
    private int nextAlone = FIRST_ALONE;

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
        long start = System.nanoTime();
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
        long own = System.nanoTime() - start;
        awaitHelpers();
        if (System.nanoTime() - start - own > STALLED * own + PATIENCE_NANOS) {
            alone = nextAlone;
            nextAlone = Math.min(MOST_ALONE, 2 * nextAlone);
        } else {
            nextAlone = Math.max(FIRST_ALONE, nextAlone - 1);
        }
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
