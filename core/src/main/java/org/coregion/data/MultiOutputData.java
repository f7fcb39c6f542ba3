package org.coregion.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;

/**
 * T observations of D outputs at Q inputs: immutable, checked once when made, so that nothing further down needs to ask
 * whether a number is finite or a shape right.
 *
 * <p>Where every output is known at every row the data is complete (isotopic); outputs may be missing (heterotopic),
 * NaN then, in any pattern. A row without any output is a place where the outputs may be asked for, and no observation.
 */
public final class MultiOutputData {
    private final Matrix inputs;
    private final Matrix outputs;
    private final List<String> inputNames;
    private final List<String> outputNames;
    private final double[] relativeNoise;

    private MultiOutputData(
            Matrix inputs, Matrix outputs, List<String> inputNames, List<String> outputNames, double[] relativeNoise) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputNames = inputNames;
        this.outputNames = outputNames;
        this.relativeNoise = relativeNoise;
    }

    /**
     * Observations at known inputs, with the names x1…xQ and y1…yD.
     *
     * @param inputs T×Q, one row per observation
     * @param outputs T×D, one row per observation; NaN where an output is missing
     * @throws InvalidInputException if a shape does not fit, an input is not finite, an output is infinite, or every
     *     output is missing
     */
    public static MultiOutputData of(double[][] inputs, double[][] outputs) {
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        Matrix x = Matrix.copyOf(inputs, "inputs");
        Matrix y = Matrix.copyOf(outputs, "outputs");
        double[] ones = new double[y.rows()];
        Arrays.fill(ones, 1);
        return checked(x, y, numbered("x", x.columns()), numbered("y", y.columns()), ones);
    }

    /**
     * Observations without inputs, for a kernel matrix that is given (a relatedness matrix, say).
     *
     * @param outputs T×D, one row per observation, in the order of the kernel matrix; NaN where an output is missing
     * @throws InvalidInputException if a row differs in length, a value is infinite, or every one is missing
     */
    public static MultiOutputData ofOutputs(double[][] outputs) {
        Objects.requireNonNull(outputs, "outputs");
        return of(new double[outputs.length][0], outputs);
    }

    /**
     * The same observations under other names.
     *
     * @param inputNames Q names
     * @param outputNames D names
     * @throws InvalidInputException if there are too few or too many names, or one stands twice
     */
    public MultiOutputData withNames(List<String> inputNames, List<String> outputNames) {
        return checked(
                inputs,
                outputs,
                List.copyOf(Objects.requireNonNull(inputNames, "inputNames")),
                List.copyOf(Objects.requireNonNull(outputNames, "outputNames")),
                relativeNoise);
    }

    /**
     * The same observations with noise of different sizes, known but for Σ: row t has the noise covariance n_t·Σ. The
     * mean of r replicates has n_t = 1/r; where the errors' variances are known up to a factor, they are n_t.
     *
     * @param variances T positive values n_t
     * @throws InvalidInputException if there are too few or too many, or one is not positive and finite
     */
    public MultiOutputData withRelativeNoise(double[] variances) {
        if (variances.length != observationCount()) {
            throw new InvalidInputException(
                    "There are " + variances.length + " relative noise variances for " + observationCount() + " rows.",
                    "a row was dropped from one of the two.");
        }
        Magnitude.requirePositive(
                variances, "The relative noise variance", "drop the row, or replicates were counted: write 1/count.");
        return new MultiOutputData(inputs, outputs, inputNames, outputNames, variances.clone());
    }

    /** The number of rows, T. */
    public int observationCount() {
        return outputs.rows();
    }

    /** The number of outputs, D. */
    public int outputCount() {
        return outputs.columns();
    }

    /** The number of observed values, T·D less the missing ones. */
    public long valueCount() {
        return outputs.data().length - missingCount();
    }

    /** The number of missing outputs among the T·D. */
    public long missingCount() {
        return Arrays.stream(outputs.data()).filter(Double::isNaN).count();
    }

    /** Whether no output is missing. */
    public boolean isComplete() {
        return missingCount() == 0;
    }

    /**
     * Whether an output is known at a row, both from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such row or output
     */
    public boolean isObserved(int row, int output) {
        Objects.checkIndex(row, observationCount());
        Objects.checkIndex(output, outputCount());
        return !Double.isNaN(outputs.get(row, output));
    }

    /**
     * The data without the rows where every output is missing, in the same order. They say nothing, but a kernel that
     * is no function of the inputs needs them: a given kernel matrix has a row for each.
     */
    public MultiOutputData observedRows() {
        int[] rows = IntStream.range(0, observationCount())
                .filter(t -> IntStream.range(0, outputCount()).anyMatch(d -> isObserved(t, d)))
                .toArray();
        return rows.length == observationCount()
                ? this
                : new MultiOutputData(
                        inputs.rows(rows),
                        outputs.rows(rows),
                        inputNames,
                        outputNames,
                        Arrays.stream(rows).mapToDouble(t -> relativeNoise[t]).toArray());
    }

    /** The number of input columns, Q. */
    public int inputCount() {
        return inputs.columns();
    }

    /** A copy of the inputs, T×Q. */
    public Matrix inputs() {
        return inputs.copy();
    }

    /** A copy of the outputs, T×D, NaN where one is missing. */
    public Matrix outputs() {
        return outputs.copy();
    }

    /** The noise variances n_t of the T rows relative to Σ: a copy, of ones unless they were given. */
    public double[] relativeNoise() {
        return relativeNoise.clone();
    }

    /** The names of the input columns. */
    public List<String> inputNames() {
        return inputNames;
    }

    /** The names of the outputs. */
    public List<String> outputNames() {
        return outputNames;
    }

    @Override
    public String toString() {
        return observationCount() + " observations of " + outputNames + " at " + inputNames
                + (isComplete() ? "" : ", " + missingCount() + " of " + outputs.data().length + " outputs missing");
    }

    /**
     * New inputs for this data's model, checked: n×Q and finite.
     *
     * @throws InvalidInputException if a row has not Q values or a value is not finite
     */
    public Matrix checkedInputs(double[][] newInputs) {
        if (newInputs.length == 0) {
            return Matrix.zeros(0, inputCount());
        }
        Matrix x = Matrix.copyOf(newInputs, "new inputs");
        if (x.columns() != inputCount()) {
            throw new InvalidInputException(
                    "The new inputs have " + x.columns() + " columns where the data has " + inputCount() + " "
                            + inputNames + ".",
                    "a column is missing.");
        }
        requireReasonable(x, inputNames, "new input column", "drop the row: a prediction needs every input.");
        return x;
    }

    private static MultiOutputData checked(
            Matrix x, Matrix y, List<String> inputNames, List<String> outputNames, double[] relativeNoise) {
        if (y.rows() == 0) {
            throw new InvalidInputException("There are no observations (T = 0).", "the data has only a header.");
        }
        if (y.columns() == 0) {
            throw new InvalidInputException("There are no outputs (D = 0).", "no output column was chosen.");
        }
        if (x.rows() != y.rows()) {
            throw new InvalidInputException(
                    "There are " + x.rows() + " rows of inputs but " + y.rows() + " rows of outputs.",
                    "a row was dropped from one of the two.");
        }
        requireNames(inputNames, x.columns(), "input");
        requireNames(outputNames, y.columns(), "output");
        requireReasonable(x, inputNames, "input column", "drop the row, or impute it: every input must be known.");
        requireReasonable(zeroWhereMissing(y), outputNames, "output column", "write NaN if the output is missing.");
        if (Arrays.stream(y.data()).allMatch(Double::isNaN)) {
            throw new InvalidInputException(
                    "All " + y.data().length + " outputs are missing.", "the wrong columns were chosen as outputs.");
        }
        return new MultiOutputData(x, y, inputNames, outputNames, relativeNoise);
    }

    private static void requireNames(List<String> names, int count, String kind) {
        if (names.size() != count) {
            throw new InvalidInputException(
                    "There are " + names.size() + " " + kind + " names " + names + " for " + count + " columns.",
                    "a name is missing or stands for two columns.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "The " + kind + " name \"" + name + "\" stands twice in " + names + ".",
                        "a column was listed twice.");
            }
        }
    }

    private static void requireReasonable(Matrix values, List<String> names, String kind, String remedy) {
        Magnitude.require(values, column -> subject(kind, names, column), MultiOutputData::place, remedy);
    }

    private static String subject(String kind, List<String> names, int column) {
        return "The " + kind + " \"" + names.get(column) + "\" (column " + (column + 1) + ")";
    }

    private static String place(int row, int column) {
        return "at row " + (row + 1);
    }

    private static Matrix zeroWhereMissing(Matrix outputs) {
        return Matrix.wrap(
                outputs.rows(),
                outputs.columns(),
                Arrays.stream(outputs.data()).map(y -> Double.isNaN(y) ? 0 : y).toArray());
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }
}
