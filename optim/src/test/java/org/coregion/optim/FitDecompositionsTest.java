package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

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
}
