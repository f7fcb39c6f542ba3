package org.coregion.optim;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.coregion.InvalidInputException;

/** A parameter with its standard error, in the units of the data. Immutable. */
public final class ParameterEstimate {
    private final String name;
    private final double value;
    private final double standardError;
    private final ParameterScale scale;
    private final Optional<String> reason;

    private ParameterEstimate(
            String name, double value, double standardError, ParameterScale scale, Optional<String> reason) {
        this.name = name;
        this.value = value;
        this.standardError = standardError;
        this.scale = scale;
        this.reason = reason;
    }

    static ParameterEstimate of(String name, double value, double standardError, ParameterScale scale) {
        return new ParameterEstimate(name, value, standardError, scale, Optional.empty());
    }

    static ParameterEstimate unavailable(String name, double value, String reason) {
        return new ParameterEstimate(name, value, Double.NaN, ParameterScale.IDENTITY, Optional.of(reason));
    }

    /** What the parameter is called: {@code "lengthscale of x"}, {@code "noise variance of y"}. */
    public String name() {
        return name;
    }

    /** The estimate. */
    public double value() {
        return value;
    }

    /** The standard error by the delta method; NaN if there is none. */
    public double standardError() {
        return standardError;
    }

    /** Why there is no standard error; empty if there is one. */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * The confidence interval, symmetric about the estimate on the scale where it is nearest to normal: the logarithm
     * of a positive number, Fisher's z of a correlation. Both ends are NaN where there is no standard error.
     *
     * @param level between 0 and 1: 0.95 for 95 %
     * @throws InvalidInputException if it is not between 0 and 1
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidInputException(
                    "The confidence level is " + level + ", which is not between 0 and 1.",
                    "it is a percentage: write 0.95 for 95 %.");
        }
        double quantile = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
        double distance = quantile * standardError;
        return new Interval(scale.moved(value, -distance), scale.moved(value, distance));
    }

    /** From {@code lower} to {@code upper}, in the parameter's units. */
    public record Interval(double lower, double upper) {}

    @Override
    public String toString() {
        Interval interval = interval(0.95);
        return reason.map(why -> String.format(Locale.ROOT, "%s %.5g (%s)", name, value, why))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%s %.5g ± %.2g (%.5g to %.5g)",
                        name,
                        value,
                        standardError,
                        interval.lower,
                        interval.upper));
    }
}
