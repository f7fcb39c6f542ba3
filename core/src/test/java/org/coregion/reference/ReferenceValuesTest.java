package org.coregion.reference;

import static org.coregion.testing.Agreement.assertAgrees;

import java.util.stream.Stream;
import org.coregion.covariance.LogDiagonal;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.SpectralEngine;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpParameters;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The likelihood and its gradients against other programs' values at fixed parameters. */
final class ReferenceValuesTest {

    record Case(ReferenceSet set, String kernelName) {
        JsonNode file() {
            return set.json(kernelName + ".fixed.json");
        }

        Matrix expected(String quantity) {
            return ReferenceSet.matrix(file().required("reference").required(quantity));
        }

        Kernel kernel() {
            double lengthscale = file().required("ell").doubleValue();
            return kernelName.equals("rbf") ? new SquaredExponential(lengthscale) : new Matern52(lengthscale);
        }

        Matrix noise() {
            return new LogDiagonal(new double[set.logVariances().length]).matrix(set.logVariances());
        }

        double tolerance() {
            return set.name().equals("nasty_singular") ? 1e-7 : 1e-9;
        }

        @Override
        public String toString() {
            return set.name() + ", " + kernelName;
        }
    }

    static Stream<Case> cases() {
        return ReferenceSet.NAMES.stream()
                .map(ReferenceSet::new)
                .flatMap(set -> Stream.of(new Case(set, "rbf"), new Case(set, "matern52")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLikelihoodAndItsGradients(Case c) {
        Matrix outputs = c.set.outputs();
        LogMarginalLikelihood likelihood = LogMarginalLikelihood.of(
                SpectralEngine.of(c.kernel(), c.set.inputs()), outputs, Matrix.zeros(outputs.rows(), 0));
        LikelihoodValue value = likelihood.evaluate(c.set.coregionalization(), c.noise());
        double[] logVariancesGradient =
                new LogDiagonal(new double[outputs.columns()]).pullback(c.set.logVariances(), value.noiseGradient());

        assertAgrees(new double[] {value.objective()}, c.expected("L").data(), c.tolerance());
        assertAgrees(value.noiseGradient(), c.expected("G_Sigma"), c.tolerance());
        assertAgrees(value.coregionalizationGradient(), c.expected("G_K"), c.tolerance());
        assertAgrees(logVariancesGradient, c.expected("dL_ds").data(), c.tolerance());
        assertAgrees(likelihood.kernelGradient(), c.expected("dL_dlogell").data(), c.tolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNormalisedDensity(Case c) {
        Matrix outputs = c.set.outputs().times(Math.sqrt(2));
        GpParameters parameters = GpParameters.of(
                c.kernel(), c.set.coregionalization().toArray(), c.noise().toArray(), new double[outputs.columns()]);
        ModelEvaluation evaluation =
                ModelEvaluation.of(MultiOutputData.of(c.set.inputs().toArray(), outputs.toArray()), parameters);

        assertAgrees(
                new double[] {evaluation.logMarginalLikelihood()},
                c.expected("lml_ordinary_of_sqrt2_Y").data(),
                c.tolerance());
        assertAgrees(evaluation.logVariancesGradient(), c.expected("dL_ds").data(), c.tolerance());
    }

    static Stream<Case> small() {
        return cases().filter(c -> c.set.outputs().rows() <= 50);
    }

    @ParameterizedTest
    @MethodSource("small")
    void theDefinition(Case c) {
        DenseLikelihood dense = DenseLikelihood.evaluate(
                c.kernel().matrix(c.set.inputs()), c.set.coregionalization(), c.noise(), c.set.outputs());

        assertAgrees(new double[] {dense.objective()}, c.expected("L").data(), c.tolerance());
        assertAgrees(dense.noiseGradient(), c.expected("G_Sigma"), c.tolerance());
        assertAgrees(dense.coregionalizationGradient(), c.expected("G_K"), c.tolerance());
    }
}
