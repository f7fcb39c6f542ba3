package org.coregion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    @Test
    void takesTheMedian() {
        assertThat(Stopwatch.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Stopwatch.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2);
    }

    @Test
    void worksAtLeastThreeTimes() {
        AtomicInteger count = new AtomicInteger();

        assertThat(Stopwatch.seconds(0, count::incrementAndGet)).isNotNegative();

        assertThat(count).hasValue(3);
    }
}
