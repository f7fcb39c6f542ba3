package org.coregion.optim;

import java.util.stream.IntStream;

/**
 * A parameter as users know it, at a point of the {@link Surface}.
 *
 * @param name what it is called
 * @param scale where its estimate is nearest to normal
 * @param value in the units of the data
 * @param gradient its derivatives in the coordinates of the surface
 */
record Quantity(String name, ParameterScale scale, double value, double[] gradient) {
    /** The coordinates that it depends on. */
    int[] moving() {
        return IntStream.range(0, gradient.length).filter(i -> gradient[i] != 0).toArray();
    }
}
