package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Sum;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

class HeapNeedTest {
    private static final Kernel ROUGH = new Matern12(1e-6);

    @Test
    void refusesMoreRowsThanTheHeapHolds() {
        HeapNeed need = new HeapNeed("matrices of T×T", 32, 2);

        assertRefused(
                () -> need.require(1_000_000, "choose another kernel"),
                "1000000 observations need about 32000.0 GB for matrices of T×T; the heap has",
                "thin the rows to " + need.mostRows() + " or fewer",
                "or choose another kernel.");
    }

    @Test
    void allowsAsManyRowsAsItNames() {
        HeapNeed need = new HeapNeed("series", 100, 1);

        assertThatNoException().isThrownBy(() -> need.require((int) need.mostRows(), ""));
        assertRefused(
                () -> need.require((int) need.mostRows() + 1, ""),
                "thin the rows to " + need.mostRows() + " or fewer, or give Java",
                "-Xmx).");
    }

    @Test
    void aFixedPartLeavesLessRoom() {
        double heap = Runtime.getRuntime().maxMemory();
        HeapNeed half = new HeapNeed("series", 100, 1, heap / 2, 1);
        HeapNeed all = new HeapNeed("series", 100, 1, heap, 1);

        assertThat(half.mostRows()).isEqualTo(new HeapNeed("series", 200, 1).mostRows());
        assertRefused(() -> all.require(1, ""), "1 observations need", "Maybe give Java a larger heap (-Xmx).");
    }

    @Test
    void noArrayIsTooLarge() {
        HeapNeed need = new HeapNeed("matrices of T×2000", 1e-9, 1, 0, 2000);

        assertThat(new HeapNeed("matrices of T×T", 1e-9, 2).mostRows()).isEqualTo(46340);
        assertThat(need.mostRows()).isEqualTo(1_073_741);
        assertRefused(
                () -> need.require(1_073_742, ""),
                "; an array of Java's holds no more than 2³¹ numbers.",
                "Maybe thin the rows to 1073741 or fewer.");
    }

    /** The smallest heaps that did: 80, 160 and 90 MB. */
    @Test
    void aLowRankFitNeedsWhatWasMeasured() {
        assertThat(SpectralEngine.lowRankHeapNeed(9, 116).bytes(20_000)).isCloseTo(80e6, withinPercentage(25));
        assertThat(SpectralEngine.lowRankHeapNeed(9, 255).bytes(20_000)).isCloseTo(160e6, withinPercentage(25));
        assertThat(SpectralEngine.lowRankHeapNeed(9, 39).bytes(50_000)).isCloseTo(90e6, withinPercentage(25));
    }

    /** The smallest heaps that did: 300, 700 and 400 MB. */
    @Test
    void aFitOnAGridNeedsWhatWasMeasured() {
        assertThat(SpectralEngine.gridHeapNeed(4).bytes(1_000_000)).isCloseTo(300e6, withinPercentage(25));
        assertThat(SpectralEngine.gridHeapNeed(9).bytes(1_000_000)).isCloseTo(700e6, withinPercentage(25));
        assertThat(SpectralEngine.gridHeapNeed(2).bytes(2_000_000)).isCloseTo(400e6, withinPercentage(25));
    }

    /** The smallest heap that did: 500 MB of a rank of a third of the rows, where matrices of r×r count. */
    @Test
    void aLargeRankNeedsMatricesOfItsOwnSize() {
        assertThat(SpectralEngine.lowRankHeapNeed(2, 1980).bytes(6000)).isCloseTo(500e6, withinPercentage(25));
    }

    /** Their matrices grow with the square of the states. */
    @Test
    void aSumOfKernelsNeedsMoreThanOneOfThem() {
        Kernel one = new Matern52(1);
        Kernel four = Sum.of(new Matern52(1), new Matern52(2), new Matern52(3), new Matern52(4));

        double least = 8.0 * 200_000 * 2 * (12 * 12 + 12);
        assertThat(stateSpaceNeed(four)).isGreaterThan(2 * least).isLessThan(4 * least);
        assertThat(stateSpaceNeed(one)).isLessThan(least);
    }

    private static double stateSpaceNeed(Kernel kernel) {
        return StateSpaceEngine.heapNeed(kernel.stateSpaceForm().orElseThrow(), 3, 2)
                .bytes(200_000);
    }

    /** A million rows at thirty places. */
    @Test
    void repeatedInputsAreNoMoreThanTheirPlaces() {
        Matrix inputs = Matrix.zeros(1_000_000, 2);
        for (int t = 0; t < inputs.rows(); t++) {
            inputs.set(t, 0, t % 30);
        }

        assertThat(plan(EngineName.SPECTRAL, inputs).engine(ROUGH).rank()).hasValue(30);
        assertThat(plan(EngineName.AUTO, inputs).engine(ROUGH).rank()).hasValue(30);
        assertThat(plan(EngineName.SPECTRAL, inputs).cost(2, 1).rank()).isEqualTo(30);
    }

    /** A matrix of full rank over so many rows would take terabytes. */
    @Test
    void theLargestRankIsThatWhichFits() {
        Matrix inputs = Draws.seeded(1).uniform(400_000, 2, 0, 1);
        RankLimits limits = new RankLimits(inputs, 3, 400_000);

        int most = limits.fitting(inputs.rows());

        double heap = Runtime.getRuntime().maxMemory();
        assertThat(SpectralEngine.lowRankHeapNeed(3, most).bytes(400_000)).isLessThan(heap);
        assertThat(SpectralEngine.lowRankHeapNeed(3, most + 1).bytes(400_000)).isGreaterThan(0.99 * heap);
        assertThat(limits.fitting(5)).isEqualTo(5);
    }

    @Test
    void aPlanForWhatCannotFitIsRefusedBeforeAnyWork() {
        Matrix inputs = Draws.seeded(1).uniform(200_000, 2, 0, 1);

        assertRefused(() -> plan(EngineName.AUTO, inputs), "200000 observations", "thin the rows to");
        assertRefused(
                () -> EnginePlan.of(EngineName.AUTO, new Matern52(0.5), inputs, 3, BackendChoice.fastest()),
                "200000 observations",
                "thin the rows to");
        assertRefused(() -> plan(EngineName.SPECTRAL, inputs), "200000 observations", "leave the choice");
        assertRefused(() -> plan(EngineName.DENSE, inputs), "200000 observations", "choose another engine");
    }

    @Test
    void namesTheKernelThatWouldServeOneInputColumn() {
        Matrix inputs = Draws.seeded(1).uniform(200_000, 1, 0, 1);

        assertRefused(
                () -> SpectralEngine.of(new Matern52(1), inputs, BackendChoice.fastest()),
                "200000 observations",
                "choose a Matérn kernel, which takes linear time over one input column");
    }

    private static EnginePlan plan(EngineName request, Matrix inputs) {
        return EnginePlan.of(request, ROUGH, inputs, 3, BackendChoice.fastest());
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessageContainingAll(parts);
    }
}
