package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coregion.InvalidInputException;
import org.coregion.ParameterLimits;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.MeanBasis;
import org.coregion.model.ParameterConstraints;

/** Whether one model is a special case of another, by their forms: kernel, K, Σ, mean and what is demanded of each. */
final class Nesting {
    private final FitResult small;
    private final FitResult large;

    private Nesting(FitResult small, FitResult large) {
        this.small = small;
        this.large = large;
    }

    /**
     * How the smaller model lies in the larger one.
     *
     * @throws InvalidInputException if it does not, as far as the forms tell; the message names the part
     */
    static Inclusion require(FitResult small, FitResult large) {
        Nesting nesting = new Nesting(small, large);
        int d = small.data().outputCount();
        Inclusion kernel = required(
                nesting.kernel(),
                "kernel",
                small.parameters().kernel(),
                large.parameters().kernel());
        Inclusion signal = required(
                CovarianceNesting.of(
                        small.model().coregionalization(), large.model().coregionalization(), d),
                "form of K",
                small.model().coregionalization(),
                large.model().coregionalization());
        Inclusion noise = required(
                CovarianceNesting.of(small.model().noise(), large.model().noise(), d),
                "form of the noise",
                small.model().noise(),
                large.model().noise());
        Inclusion mean = required(
                nesting.mean(),
                "mean",
                small.parameters().meanBasis(),
                large.parameters().meanBasis());
        nesting.requireDemands();
        return kernel.and(signal).and(noise).and(mean);
    }

    private static Inclusion required(Inclusion inclusion, String part, Object small, Object large) {
        if (inclusion == Inclusion.NONE) {
            throw refusal("The " + part + " of the smaller model, " + small
                    + ", is not seen to be a special case of that of the larger one, " + large + ".");
        }
        return inclusion;
    }

    private static InvalidInputException refusal(String problem) {
        return new InvalidInputException(problem, "compare by AIC, which needs no nesting.");
    }

    private Inclusion kernel() {
        KernelNesting kernels =
                new KernelNesting(small.data().inputs(), small.data().inputNames());
        Kernel own = small.parameters().kernel();
        Kernel other = large.parameters().kernel();
        if (large.model().isKernelFixed()) {
            boolean isGiven = small.model().isKernelFixed() || own.logParameters().length == 0;
            return isGiven && kernels.isSame(own, other) ? Inclusion.INSIDE : Inclusion.NONE;
        }
        return kernels.of(own, other);
    }

    /** The functions of the smaller mean are among those of the larger one, by name and by value at every row. */
    private Inclusion mean() {
        MeanBasis own = small.parameters().meanBasis();
        MeanBasis other = large.parameters().meanBasis();
        if (!other.names().containsAll(own.names())) {
            return Inclusion.NONE;
        }
        Matrix values = own.matrix(small.data().inputs());
        Matrix others = other.matrix(small.data().inputs());
        for (int p = 0; p < own.size(); p++) {
            int at = other.names().indexOf(own.names().get(p));
            for (int t = 0; t < values.rows(); t++) {
                if (values.get(t, p) != others.get(t, at)) {
                    return Inclusion.NONE;
                }
            }
        }
        return Inclusion.INSIDE;
    }

    /** What is demanded of the larger model holds in the smaller one. */
    private void requireDemands() {
        ParameterConstraints own = small.model().constraints();
        for (Map.Entry<String, ParameterConstraints.Range> demand :
                large.model().constraints().ranges().entrySet()) {
            ParameterLimits limits = own.limits(List.of(demand.getKey()));
            if (limits.lower()[0] < demand.getValue().lower()
                    || limits.upper()[0] > demand.getValue().upper()) {
                throw refusal("The " + demand.getKey() + " of the larger model is " + demand.getValue()
                        + ", which the smaller model does not demand.");
            }
        }
        for (Set<String> tie : large.model().constraints().ties()) {
            ParameterLimits limits = own.limits(List.copyOf(tie));
            boolean isOneValue = Arrays.stream(limits.lower()).distinct().count() == 1
                    && Arrays.equals(limits.lower(), limits.upper());
            if (limits.groupCount() > 1 && !isOneValue) {
                throw refusal("The larger model ties " + tie + ", which the smaller one does not.");
            }
        }
    }
}
