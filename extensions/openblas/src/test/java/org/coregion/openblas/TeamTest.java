package org.coregion.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyPieceOfEveryRoundRunsOnceWithinIt(int threads) {
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 20_000; round++) {
                int pieces = round % 8;
                AtomicIntegerArray runs = new AtomicIntegerArray(pieces + 1);

                team.forEach(pieces, runs::incrementAndGet);

                for (int i = 0; i < pieces; i++) {
                    assertThat(runs.get(i)).isOne();
                }
                assertThat(runs.get(pieces)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void helpersWorkBesideTheOwnerAlsoAfterSleeping(int milliseconds) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(3);
        try (Team team = new Team(3)) {
            Thread.sleep(milliseconds);
            team.forEach(3, piece -> {
                all.countDown();
                assertThat(awaited(all)).isTrue();
            });
        }
    }

    @Test
    void theOwnerWaitsForAHelperThatTakesLong() {
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        CountDownLatch both = new CountDownLatch(2);
        try (Team team = new Team(2)) {
            Thread owner = Thread.currentThread();
            team.forEach(2, piece -> {
                both.countDown();
                assertThat(awaited(both)).isTrue();
                if (Thread.currentThread() != owner) {
                    sleep();
                }
                done.incrementAndGet(piece);
            });
            assertThat(done.get(0) + done.get(1)).isEqualTo(2);

            // The rounds after it, which the owner then does alone.
            for (int round = 0; round < 200; round++) {
                team.forEach(2, done::incrementAndGet);
            }
            assertThat(done.get(0)).isEqualTo(201);
            assertThat(done.get(1)).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatAPieceThrowsIsThrownAndTheNextRoundRuns(int threads) {
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 100; round++) {
                assertThatThrownBy(() -> team.forEach(8, piece -> {
                            if (piece > 2) {
                                throw new IllegalStateException("piece");
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("piece");
                assertThatThrownBy(() -> team.forEach(4, piece -> {
                            throw new AssertionError("error");
                        }))
                        .isInstanceOf(AssertionError.class)
                        .hasMessage("error");
                AtomicIntegerArray runs = new AtomicIntegerArray(4);
                team.forEach(4, runs::incrementAndGet);
                assertThat(runs).hasToString("[1, 1, 1, 1]");
            }
        }
    }

    @Test
    void anInterruptedOwnerStillGetsAllPieces() {
        AtomicIntegerArray runs = new AtomicIntegerArray(3);
        try (Team team = new Team(2)) {
            Thread.currentThread().interrupt();
            team.forEach(3, piece -> {
                for (long start = System.nanoTime(); System.nanoTime() - start < 1_000_000; ) {
                    Thread.onSpinWait();
                }
                runs.incrementAndGet(piece);
            });
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasToString("[1, 1, 1]");
    }

    @Test
    void noThreadIsLeftBehind() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        try (Team team = new Team(3)) {
            team.forEach(3, piece -> {
                seen.add(Thread.currentThread());
                all.countDown();
                assertThat(awaited(all)).isTrue();
            });
        }
        assertThat(seen).hasSize(3);
        seen.remove(Thread.currentThread());
        for (Thread helper : seen) {
            helper.join(10_000);
            assertThat(helper.isAlive()).isFalse();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
