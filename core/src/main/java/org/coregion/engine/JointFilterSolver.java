package org.coregion.engine;

import org.coregion.kernel.Kernel;
import org.coregion.kernel.StateSpaceForm;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;

/**
 * Heterotopic data at one input column in linear time: all D outputs in one state-space model of D·n states, where a
 * missing output is one that is not observed. O(T(Dn)³) time, and memory of a few numbers per value. Immutable.
 */
final class JointFilterSolver implements HeterotopicSolver {
    /** Of a row per (Dn)³: twice the filter, once the smoother and the gradients. */
    private static final double OPERATIONS = 6;

    private final Kernel kernel;
    private final StateSpaceForm form;
    private final SortedInputs inputs;
    private final StepTable table;
    private final HeterotopicMean mean;
    private final DesignColumns columns;
    private final boolean restricted;
    private final Backend backend;

    /** @param backend who forms the matrices of the expected information */
    JointFilterSolver(
            Kernel kernel,
            StateSpaceForm form,
            SortedInputs inputs,
            Matrix outputs,
            Matrix basis,
            boolean restricted,
            Backend backend) {
        requireHeap(outputs.rows(), outputs.columns(), basis.columns(), form.dimension());
        this.kernel = kernel;
        this.form = form;
        this.inputs = inputs;
        this.table = new StepTable(form, inputs);
        this.mean = HeterotopicMean.of(outputs, basis);
        this.columns = new DesignColumns(outputs.rows(inputs.order()), basis.rows(inputs.order()), mean);
        this.restricted = restricted;
        this.backend = backend;
    }

    /**
     * For each of T rows the outputs, their weights and the mean's functions, the step to it, and its share of what is
     * kept of every segment; one segment.
     *
     * @param outputs D
     * @param functions P
     * @param states n
     */
    private static HeapNeed heapNeed(int outputs, int functions, int states) {
        double n = states;
        double d = outputs;
        double size = d * n;
        double row = 2 * d + functions + 2 * n * n + n + 4;
        double kept = size * (size + 1 + d * functions);
        double segment = JointTrail.SEGMENT * (kept + d * (size + 2 + d * functions)) + 10 * size * size;
        return new HeapNeed(
                "the filter of all outputs",
                Double.BYTES * (row + kept / JointTrail.SEGMENT),
                1,
                Double.BYTES * segment,
                1);
    }

    /**
     * Refuses what cannot fit.
     *
     * @param rows T
     * @param outputs D
     * @param functions P
     * @param states n
     * @throws org.coregion.InvalidInputException if it does not fit in the heap
     */
    static void requireHeap(int rows, int outputs, int functions, int states) {
        heapNeed(outputs, functions, states).require(rows, "fit fewer outputs at once");
    }

    /** Multiplications of one (K, Σ). */
    static double cost(int rows, int outputs, int states) {
        return OPERATIONS * rows * Math.pow((double) outputs * states, 3);
    }

    @Override
    public HeterotopicSolution solve(Matrix coregionalization, Matrix noise, Matrix w, double[] delta, MeanRule rule) {
        JointModel model = JointModel.of(form, inputs, table, columns.outputs(), noise, w, delta);
        Matrix gram = Matrix.zeros(columns.count(), columns.count());
        JointTrail trail = JointTrail.of(model, columns, gram);
        LeastSquares fit = LeastSquares.of(
                        gram.columns(1, columns.count()).rowsBetween(1, columns.count()),
                        gram.columns(0, 1).rowsBetween(1, columns.count()))
                .under(rule, mean);
        return new JointFilterSolution(kernel, trail, fit, mean, restricted);
    }

    /** By the dense matrices of all values: there is no linear time here. */
    @Override
    public HeterotopicInformation information(Matrix coregionalization, Matrix noise) {
        return HeterotopicInformation.of(
                kernel,
                inputs.rows(),
                columns.outputs(),
                columns.basis(),
                restricted,
                backend,
                coregionalization,
                noise);
    }
}
