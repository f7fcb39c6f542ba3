package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class SpareMatrixTest {
    @Test
    void whatIsLeftIsTakenOnceAndOnlyInItsSize() {
        SpareMatrix spare = new SpareMatrix();
        Matrix first = spare.take(3);
        spare.leave(first);

        Matrix second = spare.take(3);
        Matrix third = spare.take(3);
        assertThat(second).isSameAs(first);
        assertThat(third).isNotSameAs(first);

        spare.leave(third);
        Matrix larger = spare.take(4);
        assertThat(larger.rows()).isEqualTo(4);
        assertThat(larger.columns()).isEqualTo(4);
    }
}
