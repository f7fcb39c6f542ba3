package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.coregion.linalg.Matrix;

/**
 * A {@link StationaryKernel} whose lengthscales start at half the range of the input columns, or at 1 where there is
 * none.
 *
 * @param family from the number of input columns and the lengthscales
 * @param isotropic whether there is one lengthscale for all columns, from the largest range
 */
record RangeStart(IntFunction<Function<double[], Kernel>> family, boolean isotropic) implements KernelStart {
    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        StationaryKernel.requireInputs(inputs);
        double[] ranges = InputRanges.of(inputs);
        double[] widest = {Arrays.stream(ranges).max().orElse(0)};
        return family.apply(ranges.length)
                .apply(Arrays.stream(isotropic ? widest : ranges)
                        .map(range -> range > 0 ? range / 2 : 1)
                        .toArray());
    }

    /** The family's call without its lengthscales. */
    @Override
    public String expression(List<String> inputNames) {
        Kernel kernel = family.apply(inputNames.size()).apply(new double[] {1});
        if (!(kernel instanceof StationaryKernel stationary)) {
            return KernelStart.super.expression(inputNames);
        }
        KernelFamilies.requireKnown(stationary);
        CallText call = stationary.shaped(new CallText(kernel.name(), inputNames));
        return (isotropic ? call.with(KernelCall.ISOTROPIC) : call).toString();
    }
}
