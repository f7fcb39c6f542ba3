package org.coregion.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.coregion.InvalidInputException;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.data.Standardization;
import org.coregion.engine.Engine;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.engine.MissingPattern;
import org.coregion.engine.RowNoise;
import org.coregion.engine.Rows;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.MeanBasis;
import org.coregion.model.MeanDesign;

/**
 * L about one point, in coordinates: the log parameters of the kernel, then the parameters of K and of Σ, for outputs
 * in standard units. The mean's coefficients are profiled out. Immutable.
 */
final class Surface {
    /** Half of a difference in the logarithm of a kernel's parameter. */
    private static final double KERNEL_STEP = 1e-3;

    /** Half of a difference in a parameter of K or Σ, in its expected standard errors. */
    private static final double STEP = 1e-2;

    /** The most for half of a difference in a parameter of K or Σ. */
    private static final double LARGEST_STEP = 1e-3;

    private final MultiOutputData data;
    private final Rows rows;
    private final Matrix outputs;
    private final GpParameters at;
    private final MeanBasis functions;
    private final MeanDesign design;
    private final boolean restricted;
    private final Backend backend;
    private final Kernel kernel;
    private final boolean kernelFixed;
    private final OutputCovariance coregionalization;
    private final OutputCovariance noise;
    private final double[] ofK;
    private final double[] ofNoise;
    private final double[] scale;

    /** @param restricted whether it is the restricted likelihood */
    Surface(MultiOutputData data, GpModel model, GpParameters at, boolean restricted, Backend backend) {
        Matrix residuals = at.residuals(data);
        Standardization units = Standardization.of(data.outputs(), residuals);
        this.data = data;
        this.rows = new Rows(data.inputs(), RowNoise.of(data.relativeNoise()), MissingPattern.of(residuals));
        this.outputs = units.apply(residuals);
        this.restricted = restricted;
        this.at = at;
        this.functions = model.mean().over(data.inputNames());
        this.design = MeanDesign.of(functions, data.inputs());
        this.backend = backend;
        this.kernel = at.kernel();
        this.kernelFixed = model.isKernelFixed();
        this.scale = units.scale();
        double[] anyVariance = new double[scale.length];
        this.coregionalization = model.coregionalization().standardized(scale, anyVariance);
        this.noise = model.noise().standardized(scale, anyVariance);
        double[] inverse = Arrays.stream(scale).map(s -> 1 / s).toArray();
        this.ofK = coregionalization.parametersOf(at.coregionalization().scaled(inverse, inverse));
        this.ofNoise = noise.parametersOf(at.noise().scaled(inverse, inverse));
    }

    /** The parameters as users know them. */
    Quantities quantities() {
        Quantities quantities = new Quantities(kernelSize() + ofK.length + ofNoise.length);
        quantities.addKernel(kernel, data.inputNames());
        quantities.addCovariance("signal", coregionalization, ofK, kernelSize(), scale, data.outputNames());
        quantities.addCovariance("noise", noise, ofNoise, kernelSize() + ofK.length, scale, data.outputNames());
        return quantities;
    }

    /** The mean's coefficients, by generalised least squares at this point. */
    List<ParameterEstimate> meanEstimates() {
        LogMarginalLikelihood likelihood = likelihood(plan(EngineName.AUTO).engine(kernel));
        covarianceGradient(likelihood, 0, 0);
        double[] variances =
                design.covariance(likelihood.meanCovariance(), scale).diagonal();
        List<ParameterEstimate> estimates = new ArrayList<>();
        for (int i = 0; i < variances.length; i++) {
            int output = i % scale.length;
            int function = i / scale.length;
            String name = "mean of " + data.outputNames().get(output);
            estimates.add(ParameterEstimate.of(
                    at.isMeanConstant() ? name : name + ": " + functions.names().get(function),
                    at.meanCoefficients().get(function, output),
                    Math.sqrt(variances[i]),
                    ParameterScale.IDENTITY));
        }
        return estimates;
    }

    /**
     * The expected information, that of all observations for the restricted likelihood too.
     *
     * @throws InvalidInputException if no engine forms it
     */
    Matrix expected() {
        Engine engine = plan(EngineName.AUTO).engine(kernel);
        if (engine.name().equals(EngineName.STATE_SPACE.label())) {
            engine = plan(EngineName.SPECTRAL).engine(kernel);
        }
        return likelihood(engine)
                .informationWithKernel(coregionalization, ofK, noise, ofNoise)
                .orElseThrow(() -> new InvalidInputException(
                        "The expected information of the kernel's parameters is not known for inputs on a grid.",
                        "take the observed information."));
    }

    /**
     * The observed information.
     *
     * @param free the coordinates that count; the rows and columns of the others are 0
     */
    Matrix observed(boolean[] free) {
        LogMarginalLikelihood here = likelihood(plan(EngineName.AUTO).engine(kernel));
        double[] expected =
                here.information(coregionalization, ofK, noise, ofNoise).diagonal();
        int n = free.length;
        int kernels = kernelSize();
        Matrix information = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            if (free[i]) {
                double step = i < kernels
                        ? KERNEL_STEP
                        : Math.min(LARGEST_STEP, STEP / Math.sqrt(Math.max(expected[i - kernels], Double.MIN_NORMAL)));
                double[] below = i < kernels ? movedKernel(i, -step) : covarianceGradient(here, i - kernels, -step);
                double[] above = i < kernels ? movedKernel(i, step) : covarianceGradient(here, i - kernels, step);
                // A move of K or Σ tells of K and Σ alone; the border comes from the moves of the kernel.
                int from = n - above.length;
                for (int j = from; j < n; j++) {
                    double fall = free[j] ? (below[j - from] - above[j - from]) / (2 * step) : 0;
                    boolean border = i < kernels && j >= kernels;
                    information.set(i, j, information.get(i, j) + (border ? fall : fall / 2));
                    information.set(j, i, information.get(j, i) + (border ? fall : fall / 2));
                }
            }
        }
        return information;
    }

    /** The gradient in all coordinates, from another kernel. */
    private double[] movedKernel(int parameter, double step) {
        double[] log = kernel.logParameters();
        log[parameter] += step;
        LogMarginalLikelihood there = likelihood(plan(EngineName.AUTO).engine(kernel.withLogParameters(log)));
        double[] ofCovariances = covarianceGradient(there, 0, 0);
        double[] ofKernel = there.kernelGradient();
        double[] gradient = Arrays.copyOf(ofKernel, ofKernel.length + ofCovariances.length);
        System.arraycopy(ofCovariances, 0, gradient, ofKernel.length, ofCovariances.length);
        return gradient;
    }

    /** The gradient in the coordinates of K and Σ, after a step in one of them. */
    private double[] covarianceGradient(LogMarginalLikelihood likelihood, int coordinate, double step) {
        double[] k = ofK.clone();
        double[] s = ofNoise.clone();
        if (coordinate < k.length) {
            k[coordinate] += step;
        } else if (step != 0) {
            s[coordinate - k.length] += step;
        }
        LikelihoodValue value = likelihood.evaluate(coregionalization.matrix(k), noise.matrix(s));
        double[] signal = coregionalization.pullback(k, value.coregionalizationGradient());
        double[] noisy = noise.pullback(s, value.noiseGradient());
        double[] gradient = Arrays.copyOf(signal, signal.length + noisy.length);
        System.arraycopy(noisy, 0, gradient, signal.length, noisy.length);
        return gradient;
    }

    /**
     * Which coordinates count.
     *
     * @param held names of parameters that do not: a coordinate that alone moves one of them
     */
    boolean[] free(Set<String> held) {
        boolean[] free = new boolean[kernelSize() + ofK.length + ofNoise.length];
        Arrays.fill(free, kernelFixed ? kernelSize() : 0, free.length, true);
        for (Quantity quantity : quantities().all()) {
            int[] moving = quantity.moving();
            if (held.contains(quantity.name()) && moving.length == 1) {
                free[moving[0]] = false;
            }
        }
        return free;
    }

    private int kernelSize() {
        return kernel.logParameters().length;
    }

    private EnginePlan plan(EngineName name) {
        return EnginePlan.of(
                name, kernel, rows, outputs.columns() + design.basis().columns(), backend);
    }

    private LogMarginalLikelihood likelihood(Engine engine) {
        return restricted
                ? LogMarginalLikelihood.ofErrorContrasts(engine, outputs, design.basis())
                : LogMarginalLikelihood.ofObservations(engine, outputs, design.basis());
    }
}
