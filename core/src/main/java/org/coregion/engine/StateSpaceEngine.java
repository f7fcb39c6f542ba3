package org.coregion.engine;

import java.util.random.RandomGenerator;
import org.coregion.InvalidInputException;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.MaternForm;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;

/**
 * The engine for one input column and a kernel with a state-space form, such as the Matérn kernels and their sums:
 * exact, in time and memory O(T) for a given number of states, for inputs at any spacing, in any order, repeated ones
 * included (Hartikainen and Särkkä 2010). M is never formed.
 */
public final class StateSpaceEngine implements Engine {
    private final Kernel kernel;
    private final StateSpaceForm form;
    private final SortedInputs inputs;
    private final Backend backend;

    private StateSpaceEngine(Kernel kernel, StateSpaceForm form, SortedInputs inputs, Backend backend) {
        this.kernel = kernel;
        this.form = form;
        this.inputs = inputs;
        this.backend = backend;
    }

    /**
     * Sorts the inputs; takes all processors.
     *
     * @see #of(Kernel, Matrix, int)
     */
    public static StateSpaceEngine of(Kernel kernel, Matrix inputs) {
        return of(kernel, inputs, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Sorts the inputs.
     *
     * @param inputs T×1
     * @param threads the most threads to take, at least 1
     * @throws InvalidInputException if there is not one input column, or the kernel has no state-space form
     */
    public static StateSpaceEngine of(Kernel kernel, Matrix inputs, int threads) {
        requireApplicable(kernel, inputs);
        return of(
                kernel,
                SortedInputs.of(inputs),
                BackendChoice.of(BackendChoice.AUTO, threads).backend());
    }

    /**
     * The same for inputs that are sorted already, and a kernel that is known to apply.
     *
     * @param backend whose threads it takes; who forms the matrices of the expected information
     */
    static StateSpaceEngine of(Kernel kernel, SortedInputs inputs, Backend backend) {
        return new StateSpaceEngine(kernel, kernel.stateSpaceForm().orElseThrow(), inputs, backend);
    }

    /**
     * Whether this engine can do the work: one input column, and a kernel with a state-space form.
     *
     * @param inputs T×Q
     */
    public static boolean appliesTo(Kernel kernel, Matrix inputs) {
        return inputs.columns() == 1 && kernel.stateSpaceForm().isPresent();
    }

    /**
     * For each of T rows 7 numbers per column, 40 per thread for the filter of one Matérn kernel, and for that of n
     * states n² + n + 28 per thread and 2n² + n for a step.
     *
     * @param columns the number of outputs and of the mean's basis functions together
     */
    static HeapNeed heapNeed(StateSpaceForm form, int columns, int threads) {
        double n = form.dimension();
        double filters = form instanceof MaternForm ? 40.0 * threads : (n * n + n + 28) * threads + 2 * n * n + n;
        return new HeapNeed("the series and their filters", Double.BYTES * (7.0 * columns + filters), 1);
    }

    @Override
    public String name() {
        return "state-space";
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix basis, boolean isRestricted) {
        return new StateSpaceSolver(kernel, form, inputs, outputs, basis, isRestricted, backend);
    }

    /** All outputs in one state: O(T(Dn)³) with n states of the kernel. */
    @Override
    public HeterotopicSolver heterotopicSolver(Matrix outputs, Matrix basis, boolean restricted) {
        return new JointFilterSolver(kernel, form, inputs, outputs, basis, restricted, backend);
    }

    /** O((T + n)c). */
    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        // Rows with factors bring a second column.
        SortedInputs points = SortedInputs.of(newInputs.columns(0, 1));
        return new KernelSums(form, inputs, new StepTable(form, inputs)).of(weights, points);
    }

    /**
     * Independent draws from N(0, M), in O(T) each.
     *
     * @param random where the draws come from: the same state gives the same sample
     * @param count the number of draws
     * @return T×count, one draw per column, rows in the order of the inputs
     */
    @Override
    public Matrix sample(RandomGenerator random, int count) {
        StepTable table = new StepTable(form, inputs);
        Matrix sorted = Matrix.zeros(count, inputs.size());
        StateSampler sampler = new StateSampler(form, table);
        for (int i = 0; i < count; i++) {
            sampler.sample(random, sorted.data(), i * inputs.size());
        }
        return inputs.originalColumns(sorted);
    }

    /** Refuses what {@link #appliesTo} denies. */
    static void requireApplicable(Kernel kernel, Matrix inputs) {
        if (!appliesTo(kernel, inputs)) {
            throw new InvalidInputException(
                    "The kernel " + kernel + " over " + inputs.columns() + " input columns has no state-space form.",
                    "use a Matérn kernel or a sum of them over one input column, or the spectral engine.");
        }
    }
}
