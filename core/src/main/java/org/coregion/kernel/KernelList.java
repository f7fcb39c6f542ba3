package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.coregion.Bounds;
import org.coregion.linalg.Matrix;

/** Kernels as a combination holds them: their parameters one kernel after another. */
record KernelList(List<Kernel> kernels) {
    KernelList {
        kernels = List.copyOf(kernels);
    }

    int size() {
        return kernels.size();
    }

    Kernel get(int i) {
        return kernels.get(i);
    }

    int parameterCount() {
        return logParameters().length;
    }

    double[] logParameters() {
        return kernels.stream()
                .flatMapToDouble(kernel -> Arrays.stream(kernel.logParameters()))
                .toArray();
    }

    /** The kernels at other parameters; what follows theirs is left alone. */
    KernelList withLogParameters(double[] logParameters) {
        List<Kernel> moved = new ArrayList<>();
        int from = 0;
        for (Kernel kernel : kernels) {
            int to = from + kernel.logParameters().length;
            moved.add(kernel.withLogParameters(Arrays.copyOfRange(logParameters, from, to)));
            from = to;
        }
        return new KernelList(moved);
    }

    KernelList each(UnaryOperator<Kernel> change) {
        return new KernelList(kernels.stream().map(change).toList());
    }

    void requireApplicable(Matrix inputs, List<String> inputNames) {
        kernels.forEach(kernel -> kernel.at(inputs, inputNames));
    }

    boolean areFunctionsOfInputs() {
        return kernels.stream().allMatch(Kernel::isFunctionOfInputs);
    }

    Bounds logBounds(Matrix inputs) {
        double[] lower = logParameters();
        double[] upper = logParameters();
        int from = 0;
        for (Kernel kernel : kernels) {
            Bounds own = kernel.logBounds(inputs);
            System.arraycopy(own.lower(), 0, lower, from, own.size());
            System.arraycopy(own.upper(), 0, upper, from, own.size());
            from += own.size();
        }
        return new Bounds(lower, upper);
    }

    /** The kernels' own names for their parameters. */
    List<String> parameterNames(List<String> inputNames) {
        return kernels.stream()
                .flatMap(kernel -> kernel.parameterNames(inputNames).stream())
                .toList();
    }

    /** The same with the number of the kernel, from 1: "lengthscale of term 2". */
    List<String> numberedNames(List<String> inputNames, String kind) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            String place = " of " + kind + " " + (i + 1);
            kernels.get(i).parameterNames(inputNames).forEach(name -> names.add(name + place));
        }
        return names;
    }
}
