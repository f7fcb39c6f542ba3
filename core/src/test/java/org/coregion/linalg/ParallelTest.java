package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParallelTest {
    @ParameterizedTest(name = "{0} threads, {1} pieces")
    @CsvSource({"1, 0", "1, 5", "3, 0", "3, 2", "3, 100"})
    void everyPieceRunsOnce(int threads, int count) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();

        Parallel.forEach(threads, count, i -> {
            runs.incrementAndGet(i);
            seen.add(Thread.currentThread());
        });

        for (int i = 0; i < count; i++) {
            assertThat(runs.get(i)).isOne();
        }
        assertThat(seen).hasSizeLessThanOrEqualTo(threads);
    }

    @Test
    void piecesRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);

        Parallel.forEach(2, 2, i -> {
            both.countDown();
            assertThat(awaited(both)).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void whatAPieceThrowsIsThrown(int threads) {
        assertThatThrownBy(() -> Parallel.forEach(threads, 4, i -> {
                    throw new IllegalStateException("piece");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("piece");
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void anErrorOfAPieceIsThrownAsItIs(int threads) {
        OutOfMemoryError error = new OutOfMemoryError("piece");

        assertThatThrownBy(() -> Parallel.forEach(threads, 4, i -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    /** The second helper cannot be started while the first is at work. */
    @Test
    void noPieceRunsOnWhenAThreadCannotBeStarted() {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Executor executor = work -> {
            if (started.getAndIncrement() > 0) {
                assertThat(awaited(begun)).isTrue();
                throw new OutOfMemoryError("no thread");
            }
            new Thread(work).start();
        };

        assertThatThrownBy(() -> Parallel.forEach(
                        3,
                        100,
                        i -> {
                            running.incrementAndGet();
                            begun.countDown();
                            LockSupport.parkNanos(50_000_000);
                            running.decrementAndGet();
                        },
                        executor))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("no thread");

        assertThat(begun.getCount()).isZero();
        assertThat(running.get()).isZero();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
