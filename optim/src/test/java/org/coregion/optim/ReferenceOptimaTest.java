package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.StationaryKernel;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.reference.ReferenceSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The optima that scipy's L-BFGS-B found from several starts. Its v is the outputs as they are, so the fit gets √2
 * times them and a mean of zero.
 */
class ReferenceOptimaTest {

    private record Case(ReferenceSet set, String kernel) {
        static Stream<Case> all() {
            return ReferenceSet.NAMES.stream()
                    .flatMap(name ->
                            Stream.of("rbf", "matern52").map(kernel -> new Case(new ReferenceSet(name), kernel)));
        }

        JsonNode optimum(String what) {
            return set.json(kernel + ".opt.json").get(what);
        }

        Kernel kernelAt(double lengthscale) {
            return kernel.equals("rbf") ? new SquaredExponential(lengthscale) : new Matern52(lengthscale);
        }

        KernelStart isotropicStart() {
            return kernel.equals("rbf") ? SquaredExponential.isotropic() : Matern52.isotropic();
        }

        /** Everything fixed but the noise. */
        GpModel model() {
            return GpModel.withDefaults()
                    .withMean(Mean.ZERO)
                    .withFixedKernel(
                            kernelAt(set.json("meta.json").get("ell_fixed").doubleValue()))
                    .withFixedCoregionalization(set.coregionalization().toArray());
        }

        FitResult fit(GpModel model) {
            return Fitter.fit(
                    MultiOutputData.of(
                            set.inputs().toArray(),
                            set.outputs().times(Math.sqrt(2)).toArray()),
                    model);
        }

        @Override
        public String toString() {
            return set.name() + " " + kernel;
        }
    }

    static List<Case> cases() {
        return Case.all().toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsTheNoise(Case reference) {
        FitResult fit = reference.fit(reference.model());

        assertOptimum(fit, reference.optimum("i_s_only"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsNoiseAndCoregionalization(Case reference) {
        FitResult fit = reference.fit(
                reference.model().withCoregionalization(GpModel.withDefaults().coregionalization()));

        assertOptimum(fit, reference.optimum("ii_s_K"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsEverything(Case reference) {
        GpModel model = GpModel.withDefaults().withMean(Mean.ZERO).withKernel(reference.isotropicStart());

        FitResult fit = reference.fit(model);

        JsonNode optimum = reference.optimum("iii_s_K_ell");
        assertOptimum(fit, optimum);
        double lengthscale = ((StationaryKernel) fit.parameters().kernel()).lengthscales()[0];
        assertThat(lengthscale).isCloseTo(optimum.get("ell").doubleValue(), within(1e-2 * lengthscale));
    }

    private static void assertOptimum(FitResult fit, JsonNode optimum) {
        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        assertThat(fit.objective()).isCloseTo(optimum.get("L").doubleValue(), within(1e-6));
        double[] s = ReferenceSet.matrix(optimum.get("s")).data();
        for (int d = 0; d < s.length; d++) {
            assertThat(Math.log(fit.noiseVariances()[d]))
                    .as("s of output %d", d + 1)
                    .isCloseTo(s[d], within(1e-3));
        }
        Matrix k = ReferenceSet.matrix(optimum.get("K"));
        Matrix difference = Matrix.copyOf(fit.coregionalization(), "K").plus(-1, k);
        assertThat(difference.maxAbs()).isLessThan(1e-2 * k.maxAbs());
    }
}
