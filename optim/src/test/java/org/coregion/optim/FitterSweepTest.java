package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random small problems: every fit converges, to finite numbers that agree with each other. */
class FitterSweepTest {
    private static final List<KernelStart> STARTS = List.of(
            SquaredExponential.ard(),
            Matern52.ard(),
            Matern32.ard(),
            Matern12.ard(),
            SquaredExponential.isotropic(),
            Matern52.isotropic());

    private static final double[] NOISE = {1e-3, 0.01, 0.1, 1, 10};

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void converges(int seed) {
        Random random = new Random(seed);
        GpModel model = model(random);
        MultiOutputData data = data(random, model.mean());

        FitResult fit = Fitter.fit(data, model);

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(Matrix.copyOf(fit.coregionalization(), "K").isFinite()).isTrue();
        assertThat(Arrays.stream(fit.noiseVariances()).min().orElseThrow()).isPositive();
        assertThat(Matrix.copyOf(
                                fit.posterior().predict(data.inputs().toArray()).mean(), "means")
                        .isFinite())
                .isTrue();
        double reevaluated = ModelEvaluation.of(data, fit.parameters()).objective();
        assertThat(fit.objective()).isFinite().isCloseTo(reevaluated, within(1e-6 * (1 + Math.abs(reevaluated))));
    }

    private static MultiOutputData data(Random random, Mean mean) {
        int d = random.nextInt(1, 6);
        int t = random.nextInt(1, 41);
        Samples samples = new Samples(random.nextLong());
        double[][] inputs = samples.inputs(t, random.nextInt(1, 4));
        double lengthscale = Math.exp(random.nextDouble(-0.5, 2.5));
        Kernel kernel = random.nextBoolean() ? new SquaredExponential(lengthscale) : new Matern12(lengthscale);
        double[][] outputs =
                samples.outputs(inputs, d, kernel, random.nextInt(1, d + 1), NOISE[random.nextInt(NOISE.length)]);
        double[] scale =
                random.doubles(d, -6, 6).map(power -> Math.pow(10, power)).toArray();
        double[] shift = new double[d];
        for (int j = 0; j < d && mean == Mean.CONSTANT; j++) {
            shift[j] = scale[j] * random.nextDouble(-1e3, 1e3);
        }
        return MultiOutputData.of(inputs, Samples.affine(outputs, scale, shift));
    }

    private static GpModel model(Random random) {
        GpModel model = GpModel.withDefaults().withKernel(STARTS.get(random.nextInt(STARTS.size())));
        if (random.nextInt(3) == 0) {
            model = model.withCoregionalization(CovarianceForm.diagonal());
        }
        return random.nextInt(4) == 0 ? model.withMean(Mean.ZERO) : model;
    }
}
