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
    private final RowNoise noise;
    /** The inputs as the engines see them: with the rows' factors, if these are not 1. */
    private final Matrix rows;
    /** The number of outputs and of the mean's basis functions together. */
    private final int columns;

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
            RowNoise noise,
            int columns,
            Backend backend,
            Optional<Grid> grid,
            Optional<SortedInputs> sorted) {
        this.request = request;
        this.chosen = chosen;
        this.family = family;
        this.inputs = inputs;
        this.noise = noise;
        this.rows = noise.isEqual() ? inputs : noise.beside(inputs);
        this.columns = columns;
        this.backend = backend;
        this.grid = grid;
        this.sorted = sorted;
    }

    /**
     * {@link #of(EngineName, Kernel, Matrix, RowNoise, int, Backend)} for rows of equal noise.
     *
     * @throws InvalidInputException if the engine asked for does not apply, or what it needs does not fit in the heap
     */
    public static EnginePlan of(EngineName request, Kernel family, Matrix inputs, int columns, Backend backend) {
        return of(request, family, inputs, RowNoise.EQUAL, columns, backend);
    }

    /**
     * Chooses, and refuses an engine that does not apply or cannot fit in the heap before anything is computed.
     *
     * @param request an engine, or {@link EngineName#AUTO}
     * @param family the family, at any parameters
     * @param inputs T×Q
     * @param noise of the T rows; unless it is equal, a grid is none
     * @param columns the number of outputs and of the mean's basis functions together
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the engine asked for does not apply, or what it needs does not fit in the heap
     */
    public static EnginePlan of(
            EngineName request, Kernel family, Matrix inputs, RowNoise noise, int columns, Backend backend) {
        family.at(inputs);
        if (request == EngineName.GRID && !noise.isEqual()) {
            throw new InvalidInputException(
                    "The grid engine cannot take relative noise variances that differ from row to row.",
                    "leave the choice of the engine to the fit.");
        }
        boolean mayBeGrid = noise.isEqual() && (request == EngineName.AUTO || request == EngineName.GRID);
        Optional<Grid> grid =
                mayBeGrid ? family.axisProduct(inputs.columns()).flatMap(product -> Grid.of(inputs)) : Optional.empty();
        EngineName chosen = request == EngineName.AUTO ? choose(family, inputs, grid.isPresent()) : request;
        requireApplicable(chosen, family, inputs, grid);
        Optional<SortedInputs> sorted =
                chosen == EngineName.STATE_SPACE ? Optional.of(sorted(inputs, noise)) : Optional.empty();
        EnginePlan plan = new EnginePlan(request, chosen, family, inputs, noise, columns, backend, grid, sorted);
        plan.requireHeap();
        return plan;
    }

    private static SortedInputs sorted(Matrix inputs, RowNoise noise) {
        SortedInputs sorted = SortedInputs.of(inputs);
        return noise.isEqual() ? sorted : sorted.scaledBy(noise.factors());
    }

    private static EngineName choose(Kernel kernel, Matrix inputs, boolean isGrid) {
        if (isGrid) {
            return EngineName.GRID;
        }
        if (inputs.rows() >= STATE_SPACE_FROM && StateSpaceEngine.appliesTo(kernel, inputs)) {
            return EngineName.STATE_SPACE;
        }
        // Which of the two is left depends on the kernel's parameters.
        return EngineName.AUTO;
    }

    private static void requireApplicable(EngineName chosen, Kernel family, Matrix inputs, Optional<Grid> grid) {
        if (chosen == EngineName.GRID && grid.isEmpty()) {
            throw new InvalidInputException(
                    "The " + inputs.rows() + " rows are no complete grid of " + inputs.columns()
                            + " input columns for which the kernel " + family + " is a product over the axes.",
                    "leave the choice of the engine to the fit.");
        }
        if (chosen == EngineName.STATE_SPACE) {
            StateSpaceEngine.requireApplicable(family, inputs);
        }
    }

    private void requireHeap() {
        int size = inputs.rows();
        switch (chosen) {
            case STATE_SPACE ->
                StateSpaceEngine.heapNeed(columns, backend.threads()).require(size, "");
            case GRID -> SpectralEngine.gridHeapNeed(columns).require(size, "");
            case DENSE -> DenseEngine.heapNeed(columns).require(size, "choose another engine");
            case SPECTRAL ->
                SpectralEngine.heapNeed(backend).require(size, "leave the choice of the engine to the fit");
            // What a rank costs is known once it is.
            case LOW_RANK -> SpectralEngine.lowRankHeapNeed(columns, SMALL_RANK).require(size, "");
            case AUTO -> {
                if (size > SpectralEngine.heapNeed(backend).mostRows()) {
                    engine(family);
                }
            }
        }
    }

    /**
     * The engine that serves one kernel best, with the fastest backend that loads.
     *
     * @see #automatic(Kernel, Matrix, RowNoise, Backend)
     */
    public static Engine automatic(Kernel kernel, Matrix inputs) {
        return automatic(kernel, inputs, RowNoise.EQUAL, BackendChoice.fastest());
    }

    /**
     * The engine that serves one kernel best.
     *
     * @param inputs T×Q
     * @param noise of the T rows
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the kernel does not apply to the inputs, its matrix has a negative eigenvalue
     *     beyond rounding, or the heap is too small
     */
    public static Engine automatic(Kernel kernel, Matrix inputs, RowNoise noise, Backend backend) {
        return of(EngineName.AUTO, kernel, inputs, noise, 0, backend).engine(kernel);
    }

    /** The same request for some of the rows, where an engine asked for may give way to another. */
    public EnginePlan forPart(int... part) {
        return of(
                request == EngineName.GRID ? EngineName.AUTO : request,
                family,
                inputs.rows(part),
                noise.rows(part),
                columns,
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
        return switch (EngineName.labelled(engine)) {
            case STATE_SPACE -> "one input column and a kernel with a state-space form take linear time";
            case GRID -> "the inputs are a complete grid and the kernel is a product over its axes";
            case LOW_RANK -> "the kernel is so smooth that few eigenvectors carry its matrix";
            default -> "nothing in the inputs or the kernel to make use of";
        };
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
        return noise.isEqual() ? engineOfRows(kernel) : new ScaledEngine(engineOfRows(new ScaledKernel(kernel)), noise);
    }

    private Engine engineOfRows(Kernel kernel) {
        return switch (chosen) {
            case AUTO -> lowRank(kernel).orElseGet(() -> SpectralEngine.of(kernel, rows, backend));
            case SPECTRAL -> SpectralEngine.of(kernel, rows, backend);
            case STATE_SPACE -> StateSpaceEngine.of(kernel, sorted.orElseThrow(), backend.threads());
            case GRID ->
                SpectralEngine.grid(kernel, grid.orElseThrow(), backend).orElseThrow();
            case LOW_RANK -> lowRank(kernel).orElseThrow(() -> rankTooLarge(kernel));
            case DENSE -> DenseEngine.of(kernel, rows);
        };
    }

    private Optional<SpectralEngine> lowRank(Kernel kernel) {
        int size = inputs.rows();
        if (request == EngineName.LOW_RANK) {
            return SpectralEngine.lowRank(kernel, rows, size, backend);
        }
        int most = Math.max(Math.min(SMALL_RANK, size / 4), (int) (LARGEST_RANK * size));
        while (most > 0 && size > SpectralEngine.lowRankHeapNeed(columns, most).mostRows()) {
            most /= 2;
        }
        return size < LOW_RANK_FROM ? Optional.empty() : SpectralEngine.lowRank(kernel, rows, most, backend);
    }

    private InvalidInputException rankTooLarge(Kernel kernel) {
        return new InvalidInputException(
                "The matrix of the kernel " + kernel + " over " + inputs.rows() + " rows has no low rank.",
                "leave the choice of the engine to the fit.");
    }
}
