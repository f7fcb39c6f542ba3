package org.coregion.model;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Magnitude;
import org.coregion.linalg.Matrix;

/** P basis functions of a mean over known input columns: the columns of Φ(x). Immutable if the functions are. */
public final class MeanBasis implements Mean {
    static final MeanBasis NONE = new MeanBasis(List.of(), x -> new double[0]);
    static final MeanBasis ONE = new MeanBasis(List.of("1"), x -> new double[] {1});

    private final List<String> names;
    private final Function<double[], double[]> functions;

    MeanBasis(List<String> names, Function<double[], double[]> functions) {
        this.names = List.copyOf(names);
        this.functions = functions;
        if (new HashSet<>(names).size() < names.size()) {
            throw new InvalidInputException(
                    "The mean's functions " + names + " do not all have names of their own.",
                    "a function was listed twice.");
        }
    }

    /** P names. */
    public List<String> names() {
        return names;
    }

    /** The number of functions, P. */
    public int size() {
        return names.size();
    }

    /**
     * Φ at the inputs: one row per input, one column per function.
     *
     * @param inputs n×Q
     * @throws InvalidInputException if a function of the user's fails, has not P values or one that is not finite
     */
    public Matrix matrix(Matrix inputs) {
        Matrix phi = Matrix.zeros(inputs.rows(), size());
        for (int t = 0; t < inputs.rows(); t++) {
            double[] values = values(inputs.row(t), t);
            if (values.length != size()) {
                throw new InvalidInputException(
                        "The mean has " + values.length + " values at row " + (t + 1) + " of the inputs, but the "
                                + size() + " functions " + names + ".",
                        "a function has no name, or a name no function.");
            }
            System.arraycopy(values, 0, phi.data(), t * size(), size());
        }
        Magnitude.require(
                phi,
                column -> "The mean's function \"" + names.get(column) + "\"",
                (row, column) -> "at row " + (row + 1) + " of the inputs",
                "it is not defined there.");
        return phi;
    }

    private double[] values(double[] input, int row) {
        try {
            return functions.apply(input);
        } catch (RuntimeException problem) {
            InvalidInputException refusal = new InvalidInputException(
                    "The mean's functions " + names + " fail at row " + (row + 1) + " of the inputs: " + problem + ".",
                    "they are not defined there, or look at a column that is not.");
            refusal.initCause(problem);
            throw refusal;
        }
    }

    /** The same functions: they know their columns. */
    @Override
    public MeanBasis over(List<String> inputNames) {
        return this;
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
