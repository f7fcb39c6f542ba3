package org.coregion.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/** Coordinates z_q = (x_q − centre_q)/scale_q, fixed once: new inputs go by the same numbers. Immutable. */
final class Centring {
    private final double[] centre;
    private final double[] scale;

    /**
     * Coordinates of these numbers, one pair per input column.
     *
     * @throws InvalidInputException if there is not one pair per column, or a scale is not positive and finite
     */
    Centring(double[] centre, double[] scale) {
        if (centre.length == 0 || centre.length != scale.length) {
            throw new InvalidInputException(
                    "The centre " + Arrays.toString(centre) + " and the scale " + Arrays.toString(scale)
                            + " are not one number each per input column.",
                    "a number is missing.");
        }
        for (double s : scale) {
            Positive.require("scale of an input column", s);
        }
        this.centre = centre.clone();
        this.scale = scale.clone();
    }

    /**
     * Coordinates that are 0 on average and have a mean squared length of 1 over the inputs, all columns that vary
     * alike, except for what is given.
     */
    static Centring of(Matrix inputs, Optional<double[]> givenCentre, Optional<double[]> givenScale) {
        int q = inputs.columns();
        double[] centre = givenCentre.orElseGet(() -> means(inputs));
        Centring centred = new Centring(centre, givenScale.orElseGet(() -> ones(q)));
        centred.requireColumns(inputs);
        if (givenScale.isPresent()) {
            return centred;
        }
        double[] scale = new double[q];
        Matrix z = centred.apply(inputs);
        for (double[] row : z.toArray()) {
            for (int k = 0; k < q; k++) {
                scale[k] += row[k] * row[k] / z.rows();
            }
        }
        long varying = Arrays.stream(scale).filter(square -> square > 0).count();
        for (int k = 0; k < q; k++) {
            scale[k] = scale[k] > 0 ? Math.sqrt(scale[k] * varying) : 1;
        }
        return new Centring(centre, scale);
    }

    double[] centre() {
        return centre.clone();
    }

    double[] scale() {
        return scale.clone();
    }

    /** The coordinates of the inputs, T×Q. */
    Matrix apply(Matrix inputs) {
        requireColumns(inputs);
        Matrix z = inputs.copy();
        int q = centre.length;
        for (int i = 0; i < z.data().length; i++) {
            z.data()[i] = (z.data()[i] - centre[i % q]) / scale[i % q];
        }
        return z;
    }

    /** x·y of the {@code width} coordinates from {@code i} and {@code j}. */
    static double dot(double[] x, int i, double[] y, int j, int width) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += x[i + k] * y[j + k];
        }
        return sum;
    }

    @Override
    public String toString() {
        return "centre " + Arrays.toString(centre) + ", scale " + Arrays.toString(scale);
    }

    private void requireColumns(Matrix inputs) {
        if (inputs.columns() != centre.length) {
            throw new InvalidInputException(
                    "A kernel with " + this + " does not apply to " + inputs.columns() + " input columns.",
                    "give one centre and one scale per input column.");
        }
    }

    private static double[] means(Matrix inputs) {
        double[] means = new double[inputs.columns()];
        for (double[] row : inputs.toArray()) {
            for (int k = 0; k < means.length; k++) {
                means[k] += row[k] / inputs.rows();
            }
        }
        return means;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
