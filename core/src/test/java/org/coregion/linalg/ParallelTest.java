package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
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

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
