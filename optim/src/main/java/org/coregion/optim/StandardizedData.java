package org.coregion.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpParameters;
import org.coregion.model.Mean;
import org.coregion.model.MeanBasis;
import org.coregion.model.MeanDesign;
import org.coregion.model.ParameterConstraints;
import org.coregion.model.ParameterNames;
import org.coregion.prior.Normal;

/**
 * The data of a fit in the units that the optimiser works in: the outputs less an ordinary least squares estimate of
 * the mean, each output by its deviation and the rows' noise by its geometric mean. Immutable.
 */
final class StandardizedData {
    private static final double SMALLEST_DEVIATION = 1e-100;

    private final MultiOutputData data;
    /** T×Q. */
    private final Matrix inputs;

    private final MeanBasis meanBasis;
    private final MeanDesign design;
    /** P×D: the coefficients on the design that were taken off. */
    private final Matrix roughMean;

    private final Standardization units;
    /** D standard units of the noise: those of the outputs over the root of the typical relative noise. */
    private final double[] noiseUnits;

    private final RowNoise rowNoise;
    /** The number of values of each output. */
    private final long[] counts;
    /** D variances that count as 1 in these units. */
    private final double[] unitVariance;
    /** T×D, NaN where one is missing. */
    private final Matrix outputs;

    /**
     * Standardises.
     *
     * @throws InvalidInputException if an output has no value, hardly deviates from its mean, or the mean is not
     *     determined
     */
    StandardizedData(MultiOutputData data, Mean mean, boolean standardized) {
        this.data = data;
        this.inputs = data.inputs();
        Matrix raw = data.outputs();
        this.counts = counts(data);
        this.meanBasis = mean.over(data.inputNames());
        this.design = MeanDesign.of(meanBasis, inputs);
        this.roughMean = design.leastSquares(raw);
        Matrix deviations = raw.plus(-1, Products.multiply(design.basis(), roughMean));
        Standardization standard = Standardization.of(raw, deviations);
        this.units = standardized ? standard : Standardization.none(data.outputCount());
        this.outputs = units.apply(deviations);
        this.unitVariance = new double[data.outputCount()];
        for (int d = 0; d < unitVariance.length; d++) {
            requireRepresentable(standard.scale()[d], data.outputNames().get(d));
            double deviation = standard.scale()[d] / units.scale()[d];
            unitVariance[d] = deviation * deviation;
        }
        double[] relativeNoise = data.relativeNoise();
        double typical = typical(relativeNoise);
        this.noiseUnits = Arrays.stream(units.scale())
                .map(scale -> scale / Math.sqrt(typical))
                .toArray();
        this.rowNoise =
                RowNoise.of(Arrays.stream(relativeNoise).map(n -> n / typical).toArray());
    }

    /** The data in their own units. */
    MultiOutputData data() {
        return data;
    }

    /** The inputs, T×Q: not a copy. */
    Matrix inputs() {
        return inputs;
    }

    /** The standardised deviations from the mean, T×D. */
    Matrix outputs() {
        return outputs;
    }

    /** The mean's basis functions, T×P with orthonormal columns. */
    Matrix basis() {
        return design.basis();
    }

    /** The mean's functions. */
    MeanBasis meanBasis() {
        return meanBasis;
    }

    /** What an engine is chosen for. */
    Rows rows() {
        return new Rows(inputs, rowNoise, MissingPattern.of(outputs));
    }

    /** D standard units of the outputs. */
    double[] units() {
        return units.scale();
    }

    /** D standard units of the noise. */
    double[] noiseUnits() {
        return noiseUnits;
    }

    /** D variances that count as 1 in these units. */
    double[] unitVariance() {
        return unitVariance;
    }

    /** The smallest noise variances, a share of each output's. */
    double[] floor(double share) {
        return Arrays.stream(unitVariance).map(variance -> share * variance).toArray();
    }

    /** What the objective in these units exceeds that in the data's units by: Σ_d n_d log scale_d over the values. */
    double logUnits() {
        return IntStream.range(0, data.outputCount())
                .mapToDouble(d -> counts[d] * Math.log(units.scale()[d]))
                .sum();
    }

    /** The same for the contrasts of the restricted likelihood, P fewer of each output. */
    double logUnitsOfContrasts() {
        return logUnits()
                - meanBasis.size() * Arrays.stream(units.scale()).map(Math::log).sum();
    }

    /** An estimate in the units of the data. */
    GpParameters parameters(Estimate estimate) {
        Matrix coefficients = estimate.constrainedMean()
                .map(MeanOptimum::coefficients)
                .orElseGet(() -> design.coefficients(
                        roughMean.plus(1, estimate.meanCoefficients().scaledColumns(units.scale()))));
        return GpParameters.of(
                estimate.kernel(),
                units.covarianceInUnits(estimate.coregionalization()).toArray(),
                estimate.noise().scaled(noiseUnits, noiseUnits).toArray(),
                meanBasis,
                coefficients.toArray());
    }

    /**
     * The covariance of the mean's coefficients in the units of the data, PD×PD.
     *
     * @param ofDesign that by least squares in these units
     * @param constrained the coefficients where they are constrained
     */
    Matrix meanCovariance(Matrix ofDesign, Optional<MeanOptimum> constrained) {
        return constrained.map(MeanOptimum::covariance).orElseGet(() -> design.covariance(ofDesign, units.scale()));
    }

    /** The names of the mean's coefficients, the outputs of a function side by side. */
    List<String> meanNames() {
        return ParameterNames.means(meanBasis, data.outputNames());
    }

    /** What is demanded of the mean's coefficients; empty if nothing is. */
    Optional<ConstrainedMean> constrainedMean(ParameterConstraints constraints) {
        List<String> names = meanNames();
        if (names.stream().noneMatch(constraints::concern)) {
            return Optional.empty();
        }
        SortedMap<Integer, Normal> priors = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (constraints.priors().get(names.get(i)) instanceof Normal prior) {
                priors.put(i, prior);
            }
        }
        return Optional.of(new ConstrainedMean(
                constraints.limits(names),
                priors,
                design.coefficientsOfBasis(Matrix.identity(meanBasis.size())),
                units.scale(),
                design.coefficients(roughMean)));
    }

    private static long[] counts(MultiOutputData data) {
        long[] counts = new long[data.outputCount()];
        for (int d = 0; d < counts.length; d++) {
            int output = d;
            counts[d] = IntStream.range(0, data.observationCount())
                    .filter(t -> data.isObserved(t, output))
                    .count();
            if (counts[d] == 0) {
                throw new InvalidInputException(
                        "The output \"" + data.outputNames().get(d) + "\" has no value at any row.",
                        "leave it out: nothing can be learnt of it.");
            }
        }
        return counts;
    }

    /** The geometric mean of relative noise variances: to the last bit their value if they are all the same. */
    private static double typical(double[] variances) {
        if (Arrays.stream(variances).allMatch(n -> n == variances[0])) {
            return variances[0];
        }
        return Math.exp(Arrays.stream(variances).map(Math::log).average().orElseThrow());
    }

    /** Squares of deviations must neither vanish nor overflow. */
    private static void requireRepresentable(double deviation, String output) {
        if (!(deviation >= SMALLEST_DEVIATION)) {
            throw new InvalidInputException(
                    "The output \"" + output + "\" deviates by " + deviation + " from its mean, less than "
                            + SMALLEST_DEVIATION + ".",
                    "choose another unit.");
        }
    }
}
