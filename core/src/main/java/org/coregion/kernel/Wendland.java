package org.coregion.kernel;

import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * Wendland's kernels: polynomials of the scaled distance r up to 1 and 0 beyond, 2q times differentiable (Wendland
 * 1995; Rasmussen and Williams 2006, eq. 4.21). With j = ⌊D/2⌋ + q + 1,
 *
 * <ul>
 *   <li>q = 0: m = (1 − r)ʲ
 *   <li>q = 1: m = (1 − r)ʲ⁺¹ ((j + 1)r + 1)
 *   <li>q = 2: m = (1 − r)ʲ⁺² ((j² + 4j + 3)r² + (3j + 6)r + 3)/3
 *   <li>q = 3: m = (1 − r)ʲ⁺³ ((j³ + 9j² + 23j + 15)r³ + (6j² + 36j + 45)r² + (15j + 45)r + 15)/15
 * </ul>
 *
 * <p>They are positive definite for up to D input columns, the dimension that the kernel is made for. A lengthscale is
 * the distance beyond which inputs are uncorrelated.
 */
public final class Wendland extends StationaryKernel {
    /** The smoothness q where none is given: twice differentiable. */
    static final int ORDER = 1;

    private static final int SMOOTHEST = 3;

    private final int q;
    private final int dimension;

    /**
     * A kernel with these lengthscales.
     *
     * @param q from 0, continuous, to 3, the smoothest
     * @param dimension D, the most input columns for which it is positive definite
     * @param lengthscales in the units of the input columns: one for all columns, or one each
     * @throws InvalidInputException if there is no such kernel, or a lengthscale is not positive and finite
     */
    public Wendland(int q, int dimension, double... lengthscales) {
        super(lengthscales);
        requireOrder(q);
        if (dimension < 1) {
            throw new InvalidInputException(
                    "A Wendland kernel is made for " + dimension + " dimensions.", "give the number of input columns.");
        }
        this.q = q;
        this.dimension = dimension;
    }

    /** One lengthscale per input column, started from the inputs; made for as many dimensions. */
    public static KernelStart ard(int q) {
        requireOrder(q);
        return new RangeStart(columns -> lengthscales -> new Wendland(q, columns, lengthscales), false);
    }

    /** One lengthscale for all input columns, started from the inputs; made for as many dimensions. */
    public static KernelStart isotropic(int q) {
        requireOrder(q);
        return new RangeStart(columns -> lengthscales -> new Wendland(q, columns, lengthscales), true);
    }

    /** The most input columns for which the kernel is positive definite. */
    public int dimension() {
        return dimension;
    }

    @Override
    public String name() {
        return "wendland";
    }

    @Override
    protected double profile(double r2) {
        if (r2 >= 1) {
            return 0;
        }
        double r = Math.sqrt(r2);
        double j = exponent();
        return Power.raise(1 - r, exponent() + q)
                * switch (q) {
                    case 0 -> 1;
                    case 1 -> (j + 1) * r + 1;
                    case 2 -> ((j * j + 4 * j + 3) * r2 + (3 * j + 6) * r + 3) / 3;
                    default ->
                        ((((j + 9) * j + 23) * j + 15) * r2 * r + ((6 * j + 36) * j + 45) * r2 + (15 * j + 45) * r + 15)
                                / 15;
                };
    }

    @Override
    protected double profileDerivative(double r2) {
        if (r2 >= 1) {
            return 0;
        }
        double r = Math.sqrt(r2);
        double j = exponent();
        return -Power.raise(1 - r, exponent() + q - 1)
                * switch (q) {
                    case 0 -> j / (2 * r);
                    case 1 -> (j + 1) * (j + 2) / 2;
                    case 2 -> (j + 3) * (j + 4) / 6 * (1 + (j + 1) * r);
                    default -> (j + 5) * (j + 6) / 30 * ((j * j + 4 * j + 3) * r2 + (3 * j + 6) * r + 3);
                };
    }

    @Override
    protected Wendland withLengthscales(double... lengthscales) {
        return new Wendland(q, dimension, lengthscales);
    }

    @Override
    void requireApplicable(Matrix inputs) {
        super.requireApplicable(inputs);
        if (inputs.columns() > dimension) {
            throw new InvalidInputException(
                    "The kernel " + this + " is positive definite for up to " + dimension + " input columns, not "
                            + inputs.columns() + ".",
                    "make it for that dimension.");
        }
    }

    @Override
    CallText shaped(CallText call) {
        return call.with("q", q).with("dimension", dimension);
    }

    /** j. */
    private int exponent() {
        return dimension / 2 + q + 1;
    }

    private static void requireOrder(int q) {
        if (q < 0 || q > SMOOTHEST) {
            throw new InvalidInputException(
                    "There is no Wendland kernel with q = " + q + ".", "choose q from 0 to " + SMOOTHEST + ".");
        }
    }
}
