package org.coregion.json;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.KernelExpression;
import org.coregion.model.GpModel;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/** Small fits with awkward numbers; that they converge is of no interest. */
final class Fits {
    static final double[][] NEW_INPUTS = {{0.1, 0.2}, {3.3, -1}, {1e3, 7}};

    private Fits() {}

    /** 14 rows of inputs "a" and "b, c", outputs y1 and y2. */
    static MultiOutputData data() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] x = new double[14][2];
        double[][] y = new double[14][2];
        for (int t = 0; t < x.length; t++) {
            x[t] = new double[] {t / 3.0, random.nextDouble()};
            double wave = Math.sin(x[t][0]) + x[t][1];
            y[t] = new double[] {1e3 + wave + 0.1 * random.nextGaussian(), 1e-3 * (wave - random.nextGaussian())};
        }
        return MultiOutputData.of(x, y).withNames(List.of("a", "b, c"), List.of("y1", "y2"));
    }

    /** The data with relative noise variances. */
    static MultiOutputData weighted() {
        double[] noise = new double[14];
        Arrays.setAll(noise, t -> 1.0 / (1 + t % 3));
        return data().withRelativeNoise(noise);
    }

    static FitResult of(MultiOutputData data, GpModel model) {
        return Fitter.fit(data, model, FitOptions.withDefaults().withMaxEvaluations(20));
    }

    static FitResult of(String kernel) {
        return of(data(), GpModel.withDefaults().withKernel(KernelExpression.parse(kernel)));
    }

    static FitResult any() {
        return of(data(), GpModel.withDefaults());
    }
}
