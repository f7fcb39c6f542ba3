package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.covariance.CovarianceForm;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpModel;
import org.coregion.model.GpParameters;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits with every form of K and Σ. */
class FitFormsTest {
    private static final int D = 4;
    private static final double[] UNITS = {1e-3, 7, 2e5, 1};
    private static final double[][] INPUTS = new Samples(5).inputs(70, 1);
    private static final double[][] OUTPUTS = new Samples(6).outputs(INPUTS, D, new Matern52(2), 2, 0.5);
    private static final MultiOutputData DATA = MultiOutputData.of(INPUTS, OUTPUTS);
    private static final GpModel MODEL = GpModel.withDefaults();
    /** With the kernel that the simulations have. */
    private static final GpModel KNOWN = MODEL.withFixedKernel(new Matern52(1.5));

    private static final FitResult FULL = Fitter.fit(DATA, MODEL);

    private record Case(String name, GpModel model) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> forms() {
        return List.of(
                new Case("K isotropic", MODEL.withCoregionalization(CovarianceForm.isotropic())),
                new Case("K of rank 1", MODEL.withCoregionalization(CovarianceForm.lowRank(1))),
                new Case("K of rank 2", MODEL.withCoregionalization(CovarianceForm.lowRank(2))),
                new Case("K of rank 3", MODEL.withCoregionalization(CovarianceForm.lowRank(3))),
                new Case(
                        "K of rank 1 and diagonal", MODEL.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(1))),
                new Case(
                        "K of rank 2 and diagonal", MODEL.withCoregionalization(CovarianceForm.lowRankPlusDiagonal(2))),
                new Case("Σ isotropic", MODEL.withNoise(CovarianceForm.isotropic())),
                new Case("Σ of rank 1 and diagonal", MODEL.withNoise(CovarianceForm.lowRankPlusDiagonal(1))));
    }

    /** A Σ with correlations is no special case of the full model, whose Σ is diagonal. */
    @ParameterizedTest
    @MethodSource("forms")
    void endsBelowTheFullModelWhereTheGradientVanishesOnTheForm(Case of) {
        FitResult fit = Fitter.fit(DATA, of.model);

        assertThat(fit.isConverged()).as("%s", fit).isTrue();
        if (!of.name.contains("Σ of rank")) {
            assertThat(fit.objective()).isLessThan(FULL.objective() + 1e-6);
        }
        ModelEvaluation evaluation = ModelEvaluation.of(DATA, fit.parameters());
        assertThat(fit.objective()).isCloseTo(evaluation.objective(), within(1e-8));
        Matrix gradient = Matrix.copyOf(evaluation.coregionalizationGradient(), "∂L/∂K");
        Matrix k = fit.parameters().coregionalization();
        if (of.name.startsWith("K of rank") && !of.name.endsWith("diagonal")) {
            // Along W, K = WWᵀ, the gradient 2(∂L/∂K)W vanishes, and so does its product with Wᵀ.
            assertThat(Products.multiply(gradient, k).maxAbs()).isLessThan(1e-4);
        }
        if (of.name.equals("K isotropic")) {
            assertThat(gradient.diagonal())
                    .satisfies(g -> assertThat(g[0] + g[1] + g[2] + g[3]).isCloseTo(0, within(1e-4)));
        }
    }

    /** A shared variance is one in the units of the data, so these are not among them. */
    static List<Case> formsOfAnyUnits() {
        return forms().stream().filter(of -> !of.name.contains("isotropic")).toList();
    }

    @ParameterizedTest
    @MethodSource("formsOfAnyUnits")
    void followsAChangeOfUnits(Case of) {
        FitResult fit = Fitter.fit(DATA, of.model);

        FitResult scaled =
                Fitter.fit(MultiOutputData.of(INPUTS, Samples.affine(OUTPUTS, UNITS, new double[D])), of.model);

        double shift = 0;
        for (double unit : UNITS) {
            shift += INPUTS.length * Math.log(unit);
        }
        assertThat(scaled.objective()).isCloseTo(fit.objective() - shift, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void doesNotDependOnStandardization(Case of) {
        MultiOutputData data =
                MultiOutputData.of(INPUTS, Samples.affine(OUTPUTS, new double[] {0.2, 1, 3, 1}, new double[D]));

        FitResult with = Fitter.fit(data, of.model);
        FitResult without = Fitter.fit(data, of.model, FitOptions.withDefaults().withStandardization(false));

        assertThat(without.objective()).isCloseTo(with.objective(), within(1e-5));
    }

    @Test
    void higherRanksFitBetter() {
        double below = Double.NEGATIVE_INFINITY;
        for (int rank = 1; rank <= D; rank++) {
            double objective = Fitter.fit(DATA, MODEL.withCoregionalization(CovarianceForm.lowRank(rank)))
                    .objective();
            assertThat(objective).isGreaterThan(below - 1e-6);
            below = objective;
        }
        assertThat(below).isCloseTo(FULL.objective(), within(1e-9));
    }

    @Test
    void findsTheLowRankCovarianceThatWasSimulated() {
        Matrix w = Matrix.wrap(D, 1, new double[] {1, -2, 0.5, 1.5});
        Matrix k = Products.multiplyTranspose(w, w);
        Matrix noise = Matrix.diagonal(0.3, 0.3, 0.3, 0.3);
        MultiOutputData data = simulated(k, noise, 600);

        FitResult fit = Fitter.fit(
                data, KNOWN.withCoregionalization(CovarianceForm.lowRank(1)).withNoise(CovarianceForm.isotropic()));

        for (double variance : fit.noiseVariances()) {
            assertThat(variance).isCloseTo(0.3, within(0.03));
        }
        double[][] correlations = fit.outputCorrelations();
        assertAgrees(correlations[0], new double[] {1, -1, 1, 1}, 1e-9);
    }

    @Test
    void findsTheFactorNoiseThatWasSimulated() {
        Matrix w = Matrix.wrap(D, 1, new double[] {0.8, -0.6, 0.5, 0.7});
        Matrix noise = Products.multiplyTranspose(w, w).plus(1, Matrix.diagonal(0.2, 0.3, 0.4, 0.1));
        MultiOutputData data = simulated(Matrix.identity(D), noise, 800);

        FitResult fit = Fitter.fit(
                data,
                KNOWN.withCoregionalization(CovarianceForm.isotropic())
                        .withNoise(CovarianceForm.lowRankPlusDiagonal(1)));

        assertThat(Matrix.copyOf(fit.noise(), "Σ").plus(-1, noise).maxAbs()).isLessThan(0.12);
        assertThat(fit.coregionalization()[0][0]).isCloseTo(fit.coregionalization()[3][3], within(1e-12));
    }

    @Test
    void isotropicVariancesAreEqualInTheUnitsOfTheData() {
        MultiOutputData data =
                MultiOutputData.of(INPUTS, Samples.affine(OUTPUTS, new double[] {0.2, 1, 3, 1}, new double[D]));

        FitResult fit = Fitter.fit(data, MODEL.withNoise(CovarianceForm.isotropic()));

        double[] variances = fit.noiseVariances();
        for (double variance : variances) {
            assertThat(variance).isCloseTo(variances[0], within(1e-13 * variances[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isDeterministic(Case of) {
        assertThat(Fitter.fit(DATA, of.model).objective())
                .isEqualTo(Fitter.fit(DATA, of.model).objective());
    }

    @Test
    void refusesNoiseThatIsSingular() {
        assertRefused(() -> Fitter.fit(DATA, MODEL.withNoise(CovarianceForm.lowRank(2))), "rank 2", "noise covariance");
        assertRefused(() -> Fitter.fit(DATA, MODEL.withCoregionalization(CovarianceForm.lowRank(5))), "rank 5", "4");
    }

    private static MultiOutputData simulated(Matrix k, Matrix noise, int rows) {
        double[][] x = new Samples(9).inputs(rows, 1);
        for (double[] row : x) {
            row[0] *= 10;
        }
        GpParameters truth = GpParameters.of(new Matern52(1.5), k.toArray(), noise.toArray(), new double[k.rows()]);
        return MultiOutputData.of(x, truth.simulate(x, 4));
    }
}
