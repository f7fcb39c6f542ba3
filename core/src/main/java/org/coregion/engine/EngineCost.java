package org.coregion.engine;

import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * What an engine is expected to take, by count, before any work: an estimate, in which what is small beside the rest is
 * left out. With T rows, D outputs, c columns (the outputs and the mean's functions) and q parameters of the kernel:
 *
 * <ul>
 *   <li>spectral, a kernel 10T³ + 5T²c and T²/2 elements, an evaluation TD(5D + 20) + 10D³; of b blocks, the sums of
 *       the first over the blocks;
 *   <li>low-rank of rank r, 8Tr² + 5Trc and Tr elements, and rD(5D + 20) + 10D³;
 *   <li>grid of axes n_a, Σ(9n_a³ + 6Tcn_a) and Σn_a²/2 elements, and TD(5D + 20) + 10D³;
 *   <li>state-space of n states, TD set-ups of a step, and TD steps of the filter and 5TD² + 10D³;
 *   <li>dense, T²/2 elements and the 9T³ by which M is seen to be semidefinite, and 6DT³;
 *   <li>with missing outputs, an evaluation has the n_m³ + n_m²rD multiplications of {@link SchurSolver}, the n_o³ of
 *       {@link ObservedSolver} or the T(Dn)³ of {@link JointFilterSolver} as well.
 * </ul>
 *
 * @param engine the engine
 * @param rank the number of eigenvectors, T if it is not low
 * @param kernel what another kernel takes: its matrix, decomposed, the outputs in its eigenvectors, and ∂L/∂θ
 * @param evaluation what another K and Σ take, with ∂L/∂K and ∂L/∂Σ
 * @param bytes of the heap
 */
public record EngineCost(EngineName engine, int rank, Operations kernel, Operations evaluation, double bytes) {
    /** What a kernel takes whatever its matrix, some microseconds. */
    private static final double SETTING_UP = 1e4;

    /** Of an element of M, most of them for an exponential. */
    private static final double ELEMENT = 100;

    /** Of the derivative of an element in one parameter. */
    private static final double DERIVATIVE = 40;

    /** Of a step of the filter and the smoother of a Matérn kernel, all gradients among it, per state. */
    private static final double STEP = 220;

    /** Of a step of the general filter and smoother per cubed number of states; three times as much for ∂L/∂θ. */
    private static final double GENERAL_STEP = 60;

    /** Of the matrices of a step, the outputs in order and their norms, per output. */
    private static final double STEP_SETTING_UP = 150;

    /** Of a series of the dense engine per T³: a factor, and the inverse. */
    private static final double DENSE = 6;

    /**
     * Operations by count: a multiplication and an addition are two.
     *
     * @param large of matrices whose products take the full speed of a backend
     * @param plain all others
     */
    public record Operations(double large, double plain) {
        /** None. */
        public static final Operations NONE = new Operations(0, 0);

        /** These and others. */
        public Operations plus(Operations other) {
            return new Operations(large + other.large, plain + other.plain);
        }

        /** So many times these. */
        public Operations times(double count) {
            return new Operations(count * large, count * plain);
        }

        /** Of both kinds together. */
        public double total() {
            return large + plain;
        }
    }

    /**
     * What the counts depend on beside the engine.
     *
     * @param rows T
     * @param outputs D
     * @param columns c
     * @param parameters q
     */
    record Size(int rows, int outputs, int columns, int parameters) {
        private Operations kernel(double large, double elements) {
            return new Operations(large, SETTING_UP + elements * (ELEMENT + DERIVATIVE * parameters));
        }

        /** An evaluation by the eigenvalues. */
        private Operations spectral(double rank) {
            double d = outputs;
            return new Operations(0, rank * d * (5 * d + 20) + 10 * d * d * d);
        }
    }

    /** @param blocks the rows of every block, T if there is one */
    static EngineCost spectral(Size size, Backend backend, int... blocks) {
        double large = 0;
        double elements = 0;
        double bytes = 0;
        for (int block : blocks) {
            double t = block;
            large += 10 * t * t * t + 5 * t * t * size.columns;
            elements += t * t / 2;
            bytes += SpectralEngine.heapNeed(backend).bytes(block);
        }
        return new EngineCost(
                EngineName.SPECTRAL, size.rows, size.kernel(large, elements), size.spectral(size.rows), bytes);
    }

    static EngineCost lowRank(Size size, int rank) {
        double r = rank;
        double t = size.rows;
        return new EngineCost(
                EngineName.LOW_RANK,
                rank,
                size.kernel(8 * t * r * r + 5 * t * r * size.columns, t * r),
                size.spectral(r),
                SpectralEngine.lowRankHeapNeed(size.columns, rank).bytes(size.rows));
    }

    static EngineCost grid(Size size, Grid grid) {
        double large = 0;
        double elements = 0;
        for (Matrix axis : grid.axes()) {
            double n = axis.rows();
            large += 9 * n * n * n + 6.0 * size.rows * size.columns * n;
            elements += n * n / 2;
        }
        return new EngineCost(
                EngineName.GRID,
                size.rows,
                size.kernel(large, elements),
                size.spectral(size.rows),
                SpectralEngine.gridHeapNeed(size.columns).bytes(size.rows));
    }

    /**
     * @param states n
     * @param isMatern whether the filter is that of one Matérn kernel, which brings ∂L/∂θ along
     */
    static EngineCost stateSpace(Size size, int states, boolean isMatern, int threads) {
        double d = size.outputs;
        double series = size.rows * d;
        double step = isMatern ? STEP * states : GENERAL_STEP * Math.pow(states, 3);
        return new EngineCost(
                EngineName.STATE_SPACE,
                size.rows,
                new Operations(0, SETTING_UP + series * (STEP_SETTING_UP + (isMatern ? 0 : 3 * step))),
                new Operations(0, series * (step + 5 * d) + 10 * d * d * d),
                StateSpaceEngine.heapNeed(size.columns, threads).bytes(size.rows));
    }

    static EngineCost dense(Size size) {
        double t = size.rows;
        return new EngineCost(
                EngineName.DENSE,
                size.rows,
                size.kernel(0, t * t / 2).plus(new Operations(0, 9 * t * t * t)),
                new Operations(0, DENSE * size.outputs * t * t * t),
                DenseEngine.heapNeed(size.columns).bytes(size.rows));
    }

    /** That of {@link ObservedSolver}: one kernel matrix as it is, and the observed values at once. */
    static EngineCost observed(Size size, MissingPattern missing) {
        double t = size.rows;
        return new EngineCost(
                EngineName.DENSE,
                size.rows,
                size.kernel(0, t * t / 2),
                new Operations(2 * missing.observedCost(), 0),
                missing.observedNeed().bytes());
    }

    /** The same with what the missing outputs take: so many multiplications, and bytes, for an evaluation. */
    EngineCost withMissing(double multiplications, double more) {
        return new EngineCost(
                engine, rank, kernel, evaluation.plus(new Operations(2 * multiplications, 0)), bytes + more);
    }
}
