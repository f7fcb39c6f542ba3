package org.coregion.engine;

import java.util.Optional;
import java.util.OptionalInt;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * Which engine serves one set of inputs and one family of kernels, at any of its parameters. The choice is by cost: a
 * structure of the inputs or the kernel is used where there is one, and the spectral engine takes what is left.
 * Immutable. Long, since the engines meet nowhere else.
 */
public final class EnginePlan {
    /** Rows from which linear time beats a few decompositions. */
    private static final int STATE_SPACE_FROM = 1000;

    private final EngineName request;
    private final EngineName chosen;
    private final Kernel family;
    private final Rows rows;
    private final RankLimits ranks;
    /** The inputs as the engines see them. */
    private final Matrix seen;
    /** The number of outputs and of the mean's basis functions together. */
    private final int columns;

    private final Backend backend;
    /** The inputs as a grid, if the plan makes use of it. */
    private final Optional<Grid> grid;
    /** The inputs in order, if the plan makes use of it. */
    private final Optional<SortedInputs> sorted;
    /** What stands for the matrix of every kernel, if something does. */
    private final Optional<Approximation> approximation;
    /** Whether a matrix of low rank may be taken for one near it of a lower rank still. */
    private final boolean isNear;

    private EnginePlan(
            EngineName request,
            EngineName chosen,
            Kernel family,
            Rows rows,
            RankLimits ranks,
            Backend backend,
            Optional<Grid> grid,
            Optional<SortedInputs> sorted,
            Optional<Approximation> approximation,
            boolean isNear) {
        this.request = request;
        this.chosen = chosen;
        this.family = family;
        this.rows = rows;
        this.ranks = ranks;
        this.seen = ranks.inputs();
        this.columns = ranks.columns();
        this.backend = backend;
        this.grid = grid;
        this.sorted = sorted;
        this.approximation = approximation;
        this.isNear = isNear;
    }

    /**
     * {@link #of(EngineName, Kernel, Rows, int, Backend)} for rows of equal noise with every output.
     *
     * @throws InvalidInputException if the engine asked for does not apply, or what it needs does not fit in the heap
     */
    public static EnginePlan of(EngineName request, Kernel family, Matrix inputs, int columns, Backend backend) {
        return of(request, family, Rows.of(inputs), columns, backend);
    }

    /**
     * Chooses, and refuses an engine that does not apply or cannot fit in the heap before anything is decomposed.
     *
     * @param request an engine, or {@link EngineName#AUTO}
     * @param family the family, at any parameters
     * @param rows unless their noise is equal, a grid is none
     * @param columns the number of outputs and of the mean's basis functions together
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the engine asked for does not apply, or what it needs does not fit in the heap
     */
    public static EnginePlan of(EngineName request, Kernel family, Rows rows, int columns, Backend backend) {
        Matrix inputs = rows.inputs();
        boolean isEqual = rows.noise().isEqual();
        family.at(inputs);
        if (request == EngineName.GRID && !isEqual) {
            throw new InvalidInputException(
                    "The grid engine cannot take relative noise variances that differ from row to row.",
                    "leave the choice of the engine to the fit.");
        }
        boolean mayBeGrid = isEqual && (request == EngineName.AUTO || request == EngineName.GRID);
        Optional<Grid> grid =
                mayBeGrid ? family.axisProduct(inputs.columns()).flatMap(product -> Grid.of(inputs)) : Optional.empty();
        EngineName chosen = request == EngineName.AUTO ? choose(family, rows, grid.isPresent(), backend) : request;
        requireApplicable(chosen, family, rows, grid);
        Optional<SortedInputs> sorted = chosen == EngineName.STATE_SPACE ? Optional.of(sorted(rows)) : Optional.empty();
        boolean isSpectral =
                chosen == EngineName.AUTO || chosen == EngineName.SPECTRAL || chosen == EngineName.LOW_RANK;
        Kernel ofRows = isEqual ? family : new ScaledKernel(family);
        RankLimits ranks = isSpectral
                ? RankLimits.of(ofRows, rows.seen(), columns)
                : new RankLimits(rows.seen(), columns, rows.size());
        EnginePlan plan =
                new EnginePlan(request, chosen, family, rows, ranks, backend, grid, sorted, Optional.empty(), false);
        plan.requireHeap();
        return plan;
    }

    private static SortedInputs sorted(Rows rows) {
        SortedInputs sorted = SortedInputs.of(rows.inputs());
        return rows.noise().isEqual() ? sorted : sorted.scaledBy(rows.noise().factors());
    }

    private static EngineName choose(Kernel kernel, Rows rows, boolean isGrid, Backend backend) {
        if (isGrid && !isObservedCheaper(rows.missing(), rows.size(), rows.size(), 0)) {
            return EngineName.GRID;
        }
        if (StateSpaceEngine.appliesTo(kernel, rows.inputs()) && isLinearCheaper(kernel, rows, backend)) {
            return EngineName.STATE_SPACE;
        }
        // Which of those that are left depends on the kernel's parameters.
        return EngineName.AUTO;
    }

    /** Whether linear time beats a decomposition, and where outputs are missing what these take with or without it. */
    private static boolean isLinearCheaper(Kernel kernel, Rows rows, Backend backend) {
        int size = rows.size();
        MissingPattern missing = rows.missing();
        if (missing.isComplete()) {
            return size >= STATE_SPACE_FROM;
        }
        boolean schurFits = size <= SpectralEngine.heapNeed(backend).mostRows()
                && missing.schurNeed(size, size).fits();
        double schur = schurFits ? Math.pow(size, 3) + missing.schurCost(size, size) : Double.POSITIVE_INFINITY;
        double least = fitsObserved(missing, size) ? Math.min(schur, missing.observedCost()) : schur;
        int states = kernel.stateSpaceForm().orElseThrow().dimension();
        return least == Double.POSITIVE_INFINITY
                || (size >= STATE_SPACE_FROM && JointFilterSolver.cost(size, missing.outputs(size), states) < least);
    }

    private static boolean fitsObserved(MissingPattern missing, int rows) {
        return missing.observedNeed().fits()
                && rows <= DenseEngine.heapNeed(missing.outputs(rows)).mostRows();
    }

    /**
     * Whether the observed values are fewer than what the missing ones take.
     *
     * @param rows T
     * @param rank the eigenvectors of an engine that would serve complete data
     * @param decomposition the multiplications that these cost
     */
    private static boolean isObservedCheaper(MissingPattern missing, int rows, int rank, double decomposition) {
        if (missing.isComplete() || !fitsObserved(missing, rows)) {
            return false;
        }
        return !missing.schurNeed(rows, rank).fits()
                || missing.observedCost() < decomposition + missing.schurCost(rows, rank);
    }

    private static void requireApplicable(EngineName chosen, Kernel family, Rows rows, Optional<Grid> grid) {
        if (chosen == EngineName.GRID && grid.isEmpty()) {
            throw family.axisProduct(rows.inputs().columns()).isPresent()
                    ? new InvalidInputException(
                            "The " + rows.size() + " rows are no complete grid of two input columns or more: their "
                                    + "different values in each column would make one of "
                                    + Grid.shape(rows.inputs()) + " rows.",
                            "leave the choice of the engine to the fit.")
                    : new InvalidInputException(
                            "The kernel " + family + " is no product of kernels of single columns, as the grid engine "
                                    + "needs it.",
                            "take a squared exponential kernel or such a product, or leave the choice of the engine to "
                                    + "the fit.");
        }
        if (chosen == EngineName.STATE_SPACE) {
            StateSpaceEngine.requireApplicable(family, rows.inputs());
        }
    }

    private void requireHeap() {
        int size = rows.size();
        switch (chosen) {
            case STATE_SPACE -> stateSpaceNeed().require(size, "");
            case GRID -> SpectralEngine.gridHeapNeed(columns).require(size, "");
            case DENSE -> DenseEngine.heapNeed(columns).require(size, "choose another engine");
            case SPECTRAL -> requireSpectralHeap("leave the choice of the engine to the fit");
            // A rank beyond what fits is refused once it is known.
            case LOW_RANK ->
                SpectralEngine.lowRankHeapNeed(columns, RankLimits.SMALL).require(size, "");
            case AUTO -> {
                if (ranks.distinct() > SpectralEngine.heapNeed(backend).mostRows() && !isServedWithoutAll()) {
                    requireSpectralHeap(SpectralEngine.oneInputAlternative(family, seen));
                }
            }
        }
        if (!rows.missing().isComplete()) {
            requireHeapForMissing(size, rows.missing());
        }
    }

    private void requireSpectralHeap(String alternative) {
        SpectralEngine.heapNeed(backend).require(ranks.distinct(), alternative);
    }

    /** Whether an engine serves these rows without all of their eigenvectors, at the parameters of the family. */
    private boolean isServedWithoutAll() {
        int size = rows.size();
        return isObservedCheaper(rows.missing(), size, size, Math.pow(size, 3)) || ranks.isLowOfAll(asSeen(family));
    }

    private HeapNeed stateSpaceNeed() {
        return StateSpaceEngine.heapNeed(family.stateSpaceForm().orElseThrow(), columns, backend.threads());
    }

    private void requireHeapForMissing(int size, MissingPattern missing) {
        if (chosen == EngineName.STATE_SPACE) {
            int outputs = missing.outputs(size);
            int states = family.stateSpaceForm().orElseThrow().dimension();
            JointFilterSolver.requireHeap(size, outputs, Math.max(0, columns - outputs), states);
            return;
        }
        // What a rank costs is known once it is.
        boolean isRankKnown = chosen == EngineName.SPECTRAL || chosen == EngineName.GRID;
        HeterotopicNeed schur = missing.schurNeed(size, isRankKnown ? size : Math.min(size, RankLimits.SMALL));
        if (chosen == EngineName.DENSE) {
            missing.observedNeed().require();
        } else if (chosen != EngineName.AUTO || !missing.observedNeed().fits()) {
            schur.require();
        }
    }

    /**
     * The engine that serves one kernel best, with the fastest backend that loads.
     *
     * @see #automatic(Kernel, Rows, Backend)
     */
    public static Engine automatic(Kernel kernel, Matrix inputs) {
        return automatic(kernel, Rows.of(inputs), BackendChoice.fastest());
    }

    /**
     * The engine that serves one kernel best.
     *
     * @param backend who does the dense work of size T
     * @throws InvalidInputException if the kernel does not apply to the inputs, its matrix has a negative eigenvalue
     *     beyond rounding, or the heap is too small
     */
    public static Engine automatic(Kernel kernel, Rows rows, Backend backend) {
        return of(EngineName.AUTO, kernel, rows, 0, backend).engine(kernel);
    }

    /** The same request for some of the rows, where an engine asked for may give way to another. */
    public EnginePlan forPart(int... part) {
        return of(request == EngineName.GRID ? EngineName.AUTO : request, family, rows.part(part), columns, backend);
    }

    /**
     * An approximation for complete data: the same rows in blocks of neighbours that are taken to be independent, each
     * of a matrix of low rank within 1e-10 of its own where there is one.
     *
     * @param most rows of a block, at least 1
     */
    public EnginePlan inBlocks(int most) {
        Backend each = BackendChoice.of(backend.name(), 1).backend();
        return approximatedBy(new Approximation.Blocks(InputBlocks.of(rows.inputs(), most), each));
    }

    /**
     * An approximation for complete data: a matrix of low rank through some rows of M (Nyström), which are the same for
     * all kernels, so that their likelihoods differ smoothly.
     *
     * @param kernel at which, and so about which, M is missed by little
     * @param share of M's largest element by which it is missed there
     * @return empty if the rank is not low, outputs are missing, or the engine is not left open
     */
    public Optional<EnginePlan> throughPivots(Kernel kernel, double share) {
        return chosen == EngineName.AUTO && rows.missing().isComplete() && ranks.isWorthwhile()
                ? LowRankBasis.pivots(asSeen(kernel), seen, ranks.mostPivots(), share)
                        .map(pivots -> approximatedBy(new Approximation.Pivots(pivots)))
                : Optional.empty();
    }

    private EnginePlan approximatedBy(Approximation other) {
        return new EnginePlan(
                EngineName.SPECTRAL,
                EngineName.SPECTRAL,
                family,
                rows,
                ranks,
                backend,
                Optional.empty(),
                Optional.empty(),
                Optional.of(other),
                false);
    }

    /**
     * An approximation for complete data and kernels of low rank, in about half the time: the matrix that stands for M
     * differs from it by 1e-10 of its largest element at most. Where the rank is not low, it is M itself.
     *
     * @param kernel about which the plan is to serve
     * @return empty if its rank, by some of the rows, is not low, outputs are missing, or another engine is to serve
     */
    public Optional<EnginePlan> near(Kernel kernel) {
        boolean isChosen = chosen == EngineName.AUTO || chosen == EngineName.LOW_RANK;
        return isChosen && rows.missing().isComplete() && ranks.isLow(asSeen(kernel))
                ? Optional.of(new EnginePlan(
                        request, chosen, family, rows, ranks, backend, grid, sorted, approximation, true))
                : Optional.empty();
    }

    /** Whether some of the rows make sense alone: those of a given kernel matrix do not. */
    public boolean hasParts() {
        return family.isFunctionOfInputs();
    }

    /** The same engines with the dense work done by another backend. */
    public EnginePlan solvedBy(Backend other) {
        return new EnginePlan(request, chosen, family, rows, ranks, other, grid, sorted, approximation, isNear);
    }

    /**
     * How many engines of this plan the heap has room for side by side.
     *
     * @param wanted no more than this many, at least 1
     */
    public int sideBySide(int wanted) {
        HeapNeed need = switch (chosen) {
            case STATE_SPACE -> stateSpaceNeed();
            case GRID -> SpectralEngine.gridHeapNeed(columns);
            case DENSE -> DenseEngine.heapNeed(columns);
            case LOW_RANK ->
                SpectralEngine.lowRankHeapNeed(columns, expectedRank().orElse(rows.size()));
            case SPECTRAL, AUTO -> SpectralEngine.heapNeed(backend);
        };
        int room = wanted;
        while (room > 1 && !need.hasRoomFor(room, rows.size())) {
            room--;
        }
        return rows.missing().isComplete() ? room : 1;
    }

    /**
     * What the engine of this plan is expected to take. Where it depends on the kernel's rank, that is taken to be four
     * times what some of the rows have at the parameters of the family: a guess.
     *
     * @param outputs D
     * @param parameters the kernel's parameters whose derivatives are taken
     */
    public EngineCost cost(int outputs, int parameters) {
        EngineCost.Size size = new EngineCost.Size(rows.size(), outputs, columns, parameters);
        MissingPattern missing = rows.missing();
        int t = rows.size();
        if (approximation.isPresent()) {
            return approximation.get().cost(size, backend, () -> expectedRank().orElse(ranks.distinct()));
        }
        return switch (chosen) {
            case STATE_SPACE ->
                EngineCost.stateSpace(
                        size,
                        family.stateSpaceForm().orElseThrow(),
                        !rows.noise().isEqual(),
                        missing,
                        backend.threads());
            case GRID -> EngineCost.grid(size, grid.orElseThrow()).with(missing, t);
            case DENSE -> EngineCost.dense(size, missing);
            case SPECTRAL ->
                EngineCost.spectral(size.withRows(ranks.distinct()), backend).with(missing, t);
            case LOW_RANK -> EngineCost.lowRank(size, expectedRank().orElse(t)).with(missing, t);
            case AUTO -> automaticCost(size, missing);
        };
    }

    private EngineCost automaticCost(EngineCost.Size size, MissingPattern missing) {
        int t = rows.size();
        OptionalInt rank = expectedRank();
        if (rank.isPresent() && !isObservedCheaper(missing, t, rank.getAsInt(), 0)) {
            return EngineCost.lowRank(size, rank.getAsInt()).with(missing, t);
        }
        return isObservedCheaper(missing, t, t, Math.pow(t, 3))
                ? EngineCost.observed(size, missing)
                : EngineCost.spectral(size.withRows(ranks.distinct()), backend).with(missing, t);
    }

    /** Empty if it is not low. */
    private OptionalInt expectedRank() {
        return ranks.expected(asSeen(family), chosen == EngineName.LOW_RANK);
    }

    /** The kernel of the inputs as the engines see them. */
    private Kernel asSeen(Kernel kernel) {
        return rows.noise().isEqual() ? kernel : new ScaledKernel(kernel);
    }

    /** Who does the dense work. */
    public Backend backend() {
        return backend;
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
            case LOW_RANK -> "few eigenvectors carry the kernel's matrix: it is smooth, or inputs repeat";
            case DENSE -> "the covariance of the observed outputs is the smallest matrix to factorise";
            default ->
                StateSpaceEngine.appliesTo(family, rows.inputs())
                        ? "so few rows that linear time gains nothing"
                        : "nothing in the inputs or the kernel to make use of";
        };
        return structure + rows.missing().inWords();
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
        Engine engine = engineOfRows(asSeen(kernel));
        return rows.noise().isEqual() ? engine : new ScaledEngine(engine, rows.noise());
    }

    private Engine engineOfRows(Kernel kernel) {
        if (approximation.isPresent()) {
            return approximation.get().engine(kernel, seen, backend);
        }
        return switch (chosen) {
            case AUTO -> automatic(kernel);
            case SPECTRAL -> SpectralEngine.of(kernel, seen, backend);
            case STATE_SPACE -> StateSpaceEngine.of(kernel, sorted.orElseThrow(), backend);
            case GRID ->
                SpectralEngine.grid(kernel, grid.orElseThrow(), backend).orElseThrow();
            case LOW_RANK -> lowRank(kernel).orElseThrow(() -> rankTooLarge(kernel));
            case DENSE -> DenseEngine.of(kernel, seen, backend);
        };
    }

    private Engine automatic(Kernel kernel) {
        int size = rows.size();
        MissingPattern missing = rows.missing();
        Optional<Engine> lowRank = lowRank(kernel)
                .filter(engine ->
                        !isObservedCheaper(missing, size, engine.rank().orElseThrow(), 0))
                .map(engine -> engine);
        return lowRank.orElseGet(() -> {
            if (!isObservedCheaper(missing, size, size, Math.pow(size, 3))) {
                return SpectralEngine.of(kernel, seen, backend);
            }
            return kernel.isFunctionOfInputs()
                    ? DenseEngine.ofKernel(kernel, seen, backend)
                    : DenseEngine.of(kernel, seen, backend);
        });
    }

    private Optional<SpectralEngine> lowRank(Kernel kernel) {
        if (request == EngineName.LOW_RANK) {
            return lowRank(kernel, ranks.fitting(rows.size()));
        }
        return ranks.isWorthwhile() ? lowRank(kernel, ranks.most()) : Optional.empty();
    }

    private Optional<SpectralEngine> lowRank(Kernel kernel, int largestRank) {
        return isNear
                ? SpectralEngine.near(kernel, seen, largestRank, backend)
                : SpectralEngine.lowRank(kernel, seen, largestRank, backend);
    }

    private InvalidInputException rankTooLarge(Kernel kernel) {
        String matrix = "The matrix of the kernel " + kernel + " over " + rows.size() + " rows ";
        return kernel.isFunctionOfInputs()
                ? new InvalidInputException(
                        matrix + "has a rank above " + ranks.fitting(rows.size()) + ", the largest that fits the heap.",
                        "leave the choice of the engine to the fit, or give Java a larger heap (-Xmx).")
                : new InvalidInputException(
                        matrix + "is given, so that its rank is not made use of.",
                        "leave the choice of the engine to the fit.");
    }
}
