package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Periodic;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.Product;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels of every kind in a fit. */
class FitKernelTest {
    private static final GpModel DEFAULTS = GpModel.withDefaults();

    @Test
    void theSearchForAStartMovesLengthscalesAlone() {
        // Too few rows for a coarse level, which would move the rest.
        MultiOutputData few = new Samples(5).data(12, 2, 1, new Matern52(0.3), 0.3);
        KernelExpression start = KernelExpression.parse("rq + 3 * periodic(period=4) * matern32(lengthscale=2)");

        FitResult fit = Fitter.fit(
                few, DEFAULTS.withKernel(start), FitOptions.withDefaults().withMaxEvaluations(1));

        double[] found = fit.parameters().kernel().logParameters();
        double[] suggested = start.at(few.inputs()).logParameters();
        assertThat(Arrays.copyOfRange(found, 1, found.length))
                .containsExactly(Arrays.copyOfRange(suggested, 1, found.length), within(1e-12));
    }

    @Test
    void aKernelIsOnColumnsByTheirNames() {
        MultiOutputData data = new Samples(7)
                .data(30, 2, 2, new Matern32(2).on(1), 0.3)
                .withNames(List.of("depth", "time"), List.of("a", "b"));

        FitResult fit = Fitter.fit(data, DEFAULTS.withKernel(Matern32.ard().on("time")));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.parameters().kernel().parameterNames(data.inputNames())).containsExactly("lengthscale of time");
    }

    @Test
    void findsThePeriodNearItsStart() {
        Kernel truth = Product.of(new Periodic(5.3, 1), new Matern52(40));
        MultiOutputData data = new Samples(11).data(80, 2, 1, truth, 0.05);

        FitResult fit = Fitter.fit(data, DEFAULTS.withKernel(KernelExpression.parse("periodic(period=5) * matern52")));

        assertThat(fit.isConverged()).isTrue();
        assertThat(Math.exp(fit.parameters().kernel().logParameters()[0])).isCloseTo(5.3, within(0.1));
    }

    @Test
    void aFixedStartIsKept() {
        MultiOutputData data = new Samples(7).data(30, 2, 2, new Matern52(2), 0.3);
        KernelExpression start = KernelExpression.parse("matern52(x1, lengthscale=1.5) + 0.25 * linear");

        FitResult fit = Fitter.fit(data, DEFAULTS.withFixedKernel(start));

        assertThat(fit.parameters().kernel().logParameters())
                .containsExactly(start.at(data.inputs()).logParameters());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rq",
                "wendland(q=2)",
                "polynomial(degree=3)",
                "linear(x1) + linear(x2) + constant",
                "cosine(x1) * se(x2) + matern12",
                "(matern32(x1) + constant) * se(x2)^2"
            })
    void everyKernelConvergesToAnOptimumThatItsTextGivesBack(String text) {
        MultiOutputData data = new Samples(13).data(30, 2, 2, new Matern52(2), 0.3);

        FitResult fit = Fitter.fit(data, DEFAULTS.withKernel(KernelExpression.parse(text)));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.objective())
                .isCloseTo(ModelEvaluation.of(data, fit.parameters()).objective(), within(1e-6));
        String written = fit.parameters().kernel().expression(data.inputNames());
        Kernel read = KernelExpression.parse(written).requireComplete().at(data.inputs());
        assertThat(read.logParameters())
                .containsExactly(fit.parameters().kernel().logParameters());
    }

    /**
     * A relatedness matrix beside a trend in time, say: the matrix has no parts, so that the fit has no coarse level.
     */
    @Test
    void aGivenMatrixAndAKernelOfTheInputsAreFittedTogether() {
        MultiOutputData data = new Samples(5).data(60, 2, 1, new SquaredExponential(2), 0.3);
        Matrix families = Matrix.identity(60);
        for (int t = 0; t < 60; t += 2) {
            families.set(t, t + 1, 0.5);
            families.set(t + 1, t, 0.5);
        }
        KernelStart both = Sum.of(Precomputed.of(families.toArray()), SquaredExponential.ard());

        FitResult fit = Fitter.fit(data, DEFAULTS.withKernel(both));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.coarseEigendecompositions()).isZero();
        assertThat(fit.objective())
                .isGreaterThan(Fitter.fit(data, DEFAULTS.withKernel(SquaredExponential.ard()))
                                .objective()
                        - 1e-6);
    }
}
