package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Refusal.assertRefused;

import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.FixedCovariance;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class GpModelTest {
    private static final double[] ONE = {1, 1};
    private static final double[][] COVARIANCE = {{2, 1}, {1, 2}};

    private final GpModel model = GpModel.withDefaults();

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        Matrix inputs = Matrix.wrap(2, 2, new double[] {0, 0, 2, 4});

        assertThat(model.kernel().at(inputs)).isInstanceOf(Matern52.class).hasToString("matern52[1.0, 2.0]");
        assertThat(model.isKernelFixed()).isFalse();
        assertThat(model.coregionalization().standardized(ONE, ONE)).isInstanceOf(FullCovariance.class);
        assertThat(model.noise().standardized(ONE, ONE)).isInstanceOf(LogDiagonal.class);
        assertThat(model.mean()).isEqualTo(Mean.CONSTANT);
    }

    @Test
    void everyPartIsReplacedByItself() {
        KernelStart start = Matern32.isotropic();
        CovarianceForm diagonal = CovarianceForm.diagonal();
        GpModel changed = model.withKernel(start)
                .withCoregionalization(diagonal)
                .withNoise(CovarianceForm.full())
                .withMean(Mean.ZERO);

        assertThat(changed.kernel()).isSameAs(start);
        assertThat(changed.isKernelFixed()).isFalse();
        assertThat(changed.coregionalization()).isSameAs(diagonal);
        assertThat(changed.noise().standardized(ONE, ONE)).isInstanceOf(FullCovariance.class);
        assertThat(changed.mean()).isEqualTo(Mean.ZERO);
        assertThat(model.mean()).isEqualTo(Mean.CONSTANT);
    }

    @Test
    void aFixedKernelStaysAndANewStartFreesIt() {
        Matern32 kernel = new Matern32(3);
        GpModel fixed = model.withFixedKernel(kernel);

        assertThat(fixed.isKernelFixed()).isTrue();
        assertThat(fixed.withMean(Mean.ZERO).isKernelFixed()).isTrue();
        assertThat(fixed.kernel()).isSameAs(kernel);
        assertThat(fixed.withKernel(kernel).isKernelFixed()).isFalse();
    }

    @Test
    void coregionalizationAndNoiseMayBeGiven() {
        assertThat(model.withFixedCoregionalization(COVARIANCE)
                        .coregionalization()
                        .standardized(ONE, ONE))
                .isInstanceOf(FixedCovariance.class);
        assertThat(model.withFixedNoise(COVARIANCE)
                        .noise()
                        .standardized(ONE, ONE)
                        .matrix(new double[0])
                        .toArray())
                .isDeepEqualTo(COVARIANCE);
    }

    @Test
    void refusesWhatIsNoCovarianceByItsName() {
        double[][] indefinite = {{1, 2}, {2, 1}};

        assertRefused(() -> model.withFixedCoregionalization(indefinite), "coregionalization matrix");
        assertRefused(() -> model.withFixedNoise(indefinite), "noise covariance");
    }

    @Test
    void namesWhatIsNull() {
        Mean[] none = new Mean[1];

        assertThatThrownBy(() -> model.withMean(none[0]))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("mean");
    }
}
