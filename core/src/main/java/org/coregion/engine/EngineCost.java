package org.coregion.engine;

import org.coregion.kernel.MaternForm;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * What an engine is expected to take, by count, before any work: an estimate, in which what is small beside the rest is
 * left out. With T rows, D outputs, c columns (the outputs and the mean's functions) and q parameters of the kernel:
 *
 * <ul>
 *   <li>spectral, a kernel 10T³ + 5T²c and T²/2 elements, an evaluation TD(5D + 20) + 10D³; of blocks, the sum of the
 *       first over the blocks, each by its own rank if that is low;
 *   <li>low-rank of rank r, 8Tr² + 5Trc and Tr elements, and rD(5D + 20) + 10D³;
 *   <li>grid of axes n_a, Σ(9n_a³ + 6Tcn_a) and Σn_a²/2 elements, and TD(5D + 20) + 10D³;
 *   <li>state-space of n states, TD set-ups of a step, and TD steps of the filter and 5TD² + 10D³;
 *   <li>dense, T²/2 elements and the 9T³ by which M is seen to be semidefinite, and 20DT³;
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

    /** Of a series of the dense engine per T³, an inverse for the most part: measured at T = 200 and D = 4. */
    private static final double DENSE = 20;

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
        Size withRows(int other) {
            return new Size(other, outputs, columns, parameters);
        }

        private Operations kernel(double large, double elements) {
            return new Operations(large, SETTING_UP + elements * (ELEMENT + DERIVATIVE * parameters));
        }

        /** An evaluation by the eigenvalues. */
        private Operations spectral(double rank) {
            double d = outputs;
            return new Operations(0, rank * d * (5 * d + 20) + 10 * d * d * d);
        }
    }

    static EngineCost spectral(Size size, Backend backend) {
        double t = size.rows;
        return new EngineCost(
                EngineName.SPECTRAL,
                size.rows,
                size.kernel(10 * t * t * t + 5 * t * t * size.columns, t * t / 2),
                size.spectral(t),
                SpectralEngine.heapNeed(backend).bytes(size.rows));
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

    /**
     * @param blocks the rows of every block
     * @param rank of a block, at most
     */
    static EngineCost blocks(Size size, Backend backend, int rank, int... blocks) {
        Operations kernel = Operations.NONE;
        double values = 0;
        double bytes = 0;
        for (int block : blocks) {
            Size own = new Size(block, size.outputs, size.columns, size.parameters);
            EngineCost cost = rank <= BlockBasis.LOW_RANK * block ? lowRank(own, rank) : spectral(own, backend);
            kernel = kernel.plus(cost.kernel);
            values += cost.rank;
            bytes += cost.bytes;
        }
        return new EngineCost(EngineName.SPECTRAL, size.rows, kernel, size.spectral(values), bytes);
    }

    static EngineCost grid(Size size, Grid grid) {
        double large = 0;
        double elements = 0;
        double bases = 0;
        for (Matrix axis : grid.axes()) {
            double n = axis.rows();
            large += 9 * n * n * n;
            // Long and thin: memory sets the pace.
            bases += 6.0 * size.rows * size.columns * n;
            elements += n * n / 2;
        }
        return new EngineCost(
                EngineName.GRID,
                size.rows,
                size.kernel(large, elements).plus(new Operations(0, bases)),
                size.spectral(size.rows),
                SpectralEngine.gridHeapNeed(size.columns).bytes(size.rows));
    }

    /**
     * @param form the kernel's
     * @param isScaled whether the rows' noise differs
     */
    static EngineCost stateSpace(
            Size size, StateSpaceForm form, boolean isScaled, MissingPattern missing, int threads) {
        int n = form.dimension();
        // The filters of one Matérn kernel bring ∂L/∂θ along.
        boolean isMatern = form instanceof MaternForm && !isScaled;
        double d = size.outputs;
        double series = size.rows * d;
        double step = isMatern ? STEP * n : GENERAL_STEP * n * n * n;
        double evaluation = missing.isComplete()
                ? series * (step + 5 * d) + 10 * d * d * d
                : 2 * JointFilterSolver.cost(size.rows, size.outputs, n);
        return new EngineCost(
                EngineName.STATE_SPACE,
                size.rows,
                new Operations(0, SETTING_UP + series * (STEP_SETTING_UP + (isMatern ? 0 : 3 * step))),
                new Operations(0, evaluation),
                StateSpaceEngine.heapNeed(form, size.columns, threads).bytes(size.rows));
    }

    static EngineCost dense(Size size, MissingPattern missing) {
        if (!missing.isComplete()) {
            return observed(size, missing);
        }
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

    /** The same where outputs are missing, by {@link SchurSolver}. */
    EngineCost with(MissingPattern missing, int rows) {
        if (missing.isComplete()) {
            return this;
        }
        Operations more = new Operations(2 * missing.schurCost(rows, rank), 0);
        double stripes = missing.schurNeed(rows, rank).bytes();
        return new EngineCost(engine, rank, kernel, evaluation.plus(more), bytes + stripes);
    }
}
