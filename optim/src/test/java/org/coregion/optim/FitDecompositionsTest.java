package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.model.GpModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How few kernel matrices of full size a fit decomposes; the numbers do not depend on the machine. */
class FitDecompositionsTest {
    private record Case(int t, int d, int q, Kernel truth, KernelStart kernel, int most) {
        @Override
        public String toString() {
            return truth + ", T = " + t + ", Q = " + q + ", at most " + most;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(1000, 3, 2, new Matern52(2), Matern52.isotropic(), 4),
                new Case(1000, 3, 2, new SquaredExponential(1.5), SquaredExponential.isotropic(), 4),
                new Case(300, 3, 2, new Matern52(2), Matern52.isotropic(), 8),
                new Case(300, 3, 2, new SquaredExponential(1.5), SquaredExponential.isotropic(), 8),
                new Case(300, 3, 1, new Matern52(2), Matern52.isotropic(), 8),
                new Case(300, 3, 2, new Matern52(2, 5), Matern52.ard(), 11),
                new Case(300, 3, 2, new SquaredExponential(1.5, 4), SquaredExponential.ard(), 11));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fewDecompositionsOfFullSizeReachTheOptimum(Case of) {
        MultiOutputData data = new Samples(of.t).data(of.t, of.d, of.q, of.truth, 0.5);
        FitResult fit = Fitter.fit(
                data,
                GpModel.withDefaults().withKernel(of.kernel),
                FitOptions.withDefaults().withBackend("ejml").withEngine(EngineName.SPECTRAL));

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.engine()).isEqualTo("spectral");
        assertThat(fit.eigendecompositions()).as("%s", fit).isPositive().isLessThanOrEqualTo(of.most);
    }

    /** The optimum is found on a matrix near that of all rows, and one of these confirms it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.05})
    void aSmoothKernelIsDecomposedOnce(double noise) {
        FitResult fit = fit(noise, EngineName.AUTO);

        assertThat(fit.eigendecompositions()).as("%s", fit).isLessThanOrEqualTo(2);
        assertThat(fit.objective()).isCloseTo(fit(noise, EngineName.SPECTRAL).objective(), within(1e-5));
    }

    /** A matrix that leaves out less than the noise leads next to the optimum, and one step on all rows is left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoughKernelIsDecomposedTwice(boolean isIsotropic) {
        MultiOutputData data = new Samples(5).data(500, 3, 2, new Matern52(3, 4), 0.7);
        GpModel model = GpModel.withDefaults().withKernel(isIsotropic ? Matern52.isotropic() : Matern52.ard());
        FitResult fit = Fitter.fit(data, model);
        FitResult plain = Fitter.fit(data, model, FitOptions.withDefaults().withEngine(EngineName.SPECTRAL));

        assertThat(fit.engine()).isEqualTo("spectral");
        assertThat(fit.eigendecompositions()).as("%s", fit).isEqualTo(2);
        assertThat(fit.eigendecompositions()).isLessThan(plain.eigendecompositions());
        assertThat(fit.objective()).isCloseTo(plain.objective(), within(1e-6));
    }

    /** Where an error of 1e-10 in M would show beside the noise, few kernels are left all the same. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-4, 1e-5})
    void aSmoothKernelIsDecomposedAFewTimesBesideLittleNoise(double noise) {
        FitResult fit = fit(noise, EngineName.AUTO);

        assertThat(fit.eigendecompositions() + fit.coarseEigendecompositions())
                .as("%s", fit)
                .isLessThanOrEqualTo(20);
    }

    private static FitResult fit(double noise, EngineName engine) {
        FitResult fit = Fitter.fit(
                new Samples(3).data(300, 2, 1, new SquaredExponential(1.5), noise),
                GpModel.withDefaults().withKernel(SquaredExponential.ard()),
                FitOptions.withDefaults().withEngine(engine));
        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        return fit;
    }
}
