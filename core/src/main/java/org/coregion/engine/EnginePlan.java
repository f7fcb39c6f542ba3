package org.coregion.engine;

import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * Which engine serves one set of inputs and one family of kernels, at any of its parameters. The choice is by cost: a
 * structure of the inputs or the kernel is used where there is one, and the spectral engine takes what is left.
 * Immutable.
 */
public final class EnginePlan {
    /** Rows from which linear time beats a few decompositions. */
    private static final int STATE_SPACE_FROM = 1000;

    /** Fewer rows than this are decomposed in no time. */
    private static final int LOW_RANK_FROM = 100;

    /** A rank above this share of the rows gains little. */
    private static final double LARGEST_RANK = 0.1;

    /** A rank up to this gains in any case. */
    private static final int SMALL_RANK = 100;

    private final EngineName request;
    private final EngineName chosen;
    private final Kernel family;
    private final Matrix inputs;
    /** The number of outputs and of the mean's basis functions together. */
    private final int columns;

    private final MissingPattern missing;
    private final Backend backend;
    /** The inputs as a grid, if the plan makes use of it. */
    private final Optional<Grid> grid;
    /** The inputs in order, if the plan makes use of it. */
    private final Optional<SortedInputs> sorted;

    private EnginePlan(
            EngineName request,
            EngineName chosen,
            Kernel family,
            Matrix inputs,
            int columns,
            MissingPattern missing,
            Backend backend,
            Optional<Grid> grid,
            Optional<SortedInputs> sorted) {
        this.request = request;
        this.chosen = chosen;
        this.family = family;
        this.inputs = inputs;
        this.columns = columns;
        this.missing = missing;
        this.backend = backend;
        this.grid = grid;
        this.sorted = sorted;
    }

    /**
     * The plan for complete data.
     *
     * @see #of(EngineName, Kernel, Matrix, int, MissingPattern, Backend)
     */
    public static EnginePlan of(EngineName request, Kernel family, Matrix inputs, int columns, Backend backend) {
        return of(request, family, inputs, columns, MissingPattern.none(), backend);
    }

    /**
     * Chooses, and refuses an engine that does not apply or cannot fit in the heap before anything is computed.
     *
     * @param request an engine, or {@link EngineName#AUTO}
     * @param family the family, at any parameters
     * @param inputs T×Q
     * @param columns the number of outputs and of the mean's basis functions together
     * @param missing how many outputs are missing
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the engine asked for does not apply, or what it needs does not fit in the heap
     */
    public static EnginePlan of(
            EngineName request, Kernel family, Matrix inputs, int columns, MissingPattern missing, Backend backend) {
        family.at(inputs);
        Optional<Grid> grid = (request == EngineName.AUTO || request == EngineName.GRID)
                ? family.axisProduct(inputs.columns()).flatMap(product -> Grid.of(inputs))
                : Optional.empty();
        EngineName chosen = request == EngineName.AUTO ? choose(family, inputs, missing, grid.isPresent()) : request;
        requireApplicable(chosen, family, inputs, missing, grid);
        Optional<SortedInputs> sorted =
                chosen == EngineName.STATE_SPACE ? Optional.of(SortedInputs.of(inputs)) : Optional.empty();
        EnginePlan plan = new EnginePlan(request, chosen, family, inputs, columns, missing, backend, grid, sorted);
        plan.requireHeap();
        return plan;
    }

    private static EngineName choose(Kernel kernel, Matrix inputs, MissingPattern missing, boolean isGrid) {
        if (isGrid && !isObservedCheaper(missing, inputs.rows(), inputs.rows(), 0)) {
            return EngineName.GRID;
        }
        if (missing.isComplete() && inputs.rows() >= STATE_SPACE_FROM && StateSpaceEngine.appliesTo(kernel, inputs)) {
            return EngineName.STATE_SPACE;
        }
        // Which of those that are left depends on the kernel's parameters.
        return EngineName.AUTO;
    }

    /**
     * Whether the observed values are fewer than what the missing ones take.
     *
     * @param rows T
     * @param rank the eigenvectors of an engine that would serve complete data
     * @param decomposition the multiplications that these cost
     */
    private static boolean isObservedCheaper(MissingPattern missing, int rows, int rank, double decomposition) {
        if (missing.isComplete()
                || !missing.observedNeed().fits()
                || rows > DenseEngine.heapNeed(missing.outputs(rows)).mostRows()) {
            return false;
        }
        return !missing.schurNeed(rows, rank).fits()
                || missing.observedCost() < decomposition + missing.schurCost(rows, rank);
    }

    private static void requireApplicable(
            EngineName chosen, Kernel family, Matrix inputs, MissingPattern missing, Optional<Grid> grid) {
        if (chosen == EngineName.GRID && grid.isEmpty()) {
            throw new InvalidInputException(
                    "The " + inputs.rows() + " rows are no complete grid of " + inputs.columns()
                            + " input columns for which the kernel " + family + " is a product over the axes.",
                    "leave the choice of the engine to the fit.");
        }
        if (chosen == EngineName.STATE_SPACE) {
            StateSpaceEngine.requireApplicable(family, inputs);
            if (!missing.isComplete()) {
                throw MissingPattern.unsupported(chosen.label());
            }
        }
    }

    private void requireHeap() {
        int rows = inputs.rows();
        switch (chosen) {
            case STATE_SPACE ->
                StateSpaceEngine.heapNeed(columns, backend.threads()).require(rows, "");
            case GRID -> SpectralEngine.gridHeapNeed(columns).require(rows, "");
            case DENSE -> DenseEngine.heapNeed(columns).require(rows, "choose another engine");
            case SPECTRAL ->
                SpectralEngine.heapNeed(backend).require(rows, "leave the choice of the engine to the fit");
            // What a rank costs is known once it is.
            case LOW_RANK -> SpectralEngine.lowRankHeapNeed(columns, SMALL_RANK).require(rows, "");
            case AUTO -> {
                if (rows > SpectralEngine.heapNeed(backend).mostRows()) {
                    engine(family);
                }
            }
        }
        if (!missing.isComplete()) {
            requireHeapForMissing(rows);
        }
    }

    private void requireHeapForMissing(int rows) {
        // What a rank costs is known once it is.
        boolean isRankKnown = chosen == EngineName.SPECTRAL || chosen == EngineName.GRID;
        HeterotopicNeed schur = missing.schurNeed(rows, isRankKnown ? rows : Math.min(rows, SMALL_RANK));
        if (chosen == EngineName.DENSE) {
            missing.observedNeed().require();
        } else if (chosen != EngineName.AUTO || !missing.observedNeed().fits()) {
            schur.require();
        }
    }

    /**
     * The engine that serves one kernel best, with the fastest backend that loads.
     *
     * @see #automatic(Kernel, Matrix, Backend)
     */
    public static Engine automatic(Kernel kernel, Matrix inputs) {
        return automatic(kernel, inputs, BackendChoice.fastest());
    }

    /**
     * The engine that serves one kernel best.
     *
     * @param inputs T×Q
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the kernel does not apply to the inputs, its matrix has a negative eigenvalue
     *     beyond rounding, or the heap is too small
     */
    public static Engine automatic(Kernel kernel, Matrix inputs, Backend backend) {
        return automatic(kernel, inputs, MissingPattern.none(), backend);
    }

    /**
     * The engine that serves one kernel best where outputs are missing.
     *
     * @see #automatic(Kernel, Matrix, Backend)
     */
    public static Engine automatic(Kernel kernel, Matrix inputs, MissingPattern missing, Backend backend) {
        return of(EngineName.AUTO, kernel, inputs, 0, missing, backend).engine(kernel);
    }

    /**
     * The same request for other inputs, where an engine asked for may give way to another, and as large a share of the
     * outputs is missing.
     */
    public EnginePlan forPart(Matrix part) {
        return of(
                request == EngineName.GRID ? EngineName.AUTO : request,
                family,
                part,
                columns,
                missing.inPart(part.rows(), inputs.rows()),
                backend);
    }

    /**
     * Why it is this engine, in words.
     *
     * @param engine the name of an engine of this plan
     */
    public String reason(String engine) {
        if (request != EngineName.AUTO) {
            return "asked for";
        }
        String structure = switch (EngineName.labelled(engine)) {
            case STATE_SPACE -> "one input column and a kernel with a state-space form take linear time";
            case GRID -> "the inputs are a complete grid and the kernel is a product over its axes";
            case LOW_RANK -> "the kernel is so smooth that few eigenvectors carry its matrix";
            case DENSE -> "the covariance of the observed outputs is the smallest matrix to factorise";
            default -> "nothing in the inputs or the kernel to make use of";
        };
        return structure + missing.inWords();
    }

    /** Whether the inputs are treated as a grid, where a kernel of all rows costs little. */
    public boolean isGrid() {
        return chosen == EngineName.GRID;
    }

    /** Whether another kernel costs no more than another K, so that both may be fitted at once. */
    public boolean isLinear() {
        return chosen == EngineName.STATE_SPACE;
    }

    /**
     * The engine at a kernel of the family.
     *
     * @throws InvalidInputException if the kernel matrix has a negative eigenvalue beyond rounding, its rank is too
     *     large for the engine asked for, or the heap is too small
     * @throws org.coregion.NumericalFailureException if an eigensolver does not converge
     */
    public Engine engine(Kernel kernel) {
        return switch (chosen) {
            case AUTO -> automatic(kernel);
            case SPECTRAL -> SpectralEngine.of(kernel, inputs, backend);
            case STATE_SPACE -> StateSpaceEngine.of(kernel, sorted.orElseThrow(), backend.threads());
            case GRID ->
                SpectralEngine.grid(kernel, grid.orElseThrow(), backend).orElseThrow();
            case LOW_RANK -> lowRank(kernel).orElseThrow(() -> rankTooLarge(kernel));
            case DENSE -> DenseEngine.of(kernel, inputs, backend);
        };
    }

    private Engine automatic(Kernel kernel) {
        int rows = inputs.rows();
        Optional<Engine> lowRank = lowRank(kernel)
                .filter(engine ->
                        !isObservedCheaper(missing, rows, engine.rank().orElseThrow(), 0))
                .map(engine -> engine);
        return lowRank.orElseGet(() -> {
            if (!isObservedCheaper(missing, rows, rows, Math.pow(rows, 3))) {
                return SpectralEngine.of(kernel, inputs, backend);
            }
            return kernel.isFunctionOfInputs()
                    ? DenseEngine.ofKernel(kernel, inputs, backend)
                    : DenseEngine.of(kernel, inputs, backend);
        });
    }

    private Optional<SpectralEngine> lowRank(Kernel kernel) {
        int rows = inputs.rows();
        if (request == EngineName.LOW_RANK) {
            return SpectralEngine.lowRank(kernel, inputs, rows, backend);
        }
        int most = Math.max(Math.min(SMALL_RANK, rows / 4), (int) (LARGEST_RANK * rows));
        while (most > 0 && rows > SpectralEngine.lowRankHeapNeed(columns, most).mostRows()) {
            most /= 2;
        }
        return rows < LOW_RANK_FROM ? Optional.empty() : SpectralEngine.lowRank(kernel, inputs, most, backend);
    }

    private InvalidInputException rankTooLarge(Kernel kernel) {
        return new InvalidInputException(
                "The matrix of the kernel " + kernel + " over " + inputs.rows() + " rows has no low rank.",
                "leave the choice of the engine to the fit.");
    }
}
