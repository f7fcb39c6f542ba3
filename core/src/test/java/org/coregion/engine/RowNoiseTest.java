package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine takes relative noise variances of the rows as the dense definition with N does. */
final class RowNoiseTest {
    private static final double TOLERANCE = 1e-9;
    private static final int T = 12;

    private record Case(EngineName engine, Kernel kernel, Matrix inputs) {
        Engine made() {
            return EnginePlan.of(engine, kernel, Rows.of(inputs).with(RowNoise.of(NOISE)), 3, BackendChoice.fastest())
                    .engine(kernel);
        }

        @Override
        public String toString() {
            return engine + ", " + kernel;
        }
    }

    private static final Draws DRAWS = Draws.seeded(71);
    private static final Matrix OUTPUTS = DRAWS.gaussian(T, 2);
    private static final Matrix K = DRAWS.covariance(2);
    private static final Matrix SIGMA = DRAWS.covariance(2);
    /** Twice the same inputs: with the same noise, and with another. */
    private static final Matrix INPUTS = withRepeats(DRAWS.uniform(T, 1, -2, 2));

    private static final Matrix PLANE = DRAWS.uniform(T, 2, -2, 2);
    private static final Kernel GIVEN = Precomputed.of(DRAWS.covariance(T, 5).toArray());
    private static final double[] NOISE = {1, 0.25, 1, 3, 1e-3, 0.25, 1, 40, 1, 0.5, 0.5, 2};
    private static final double[] DELTA = {0.7, 30};

    static Stream<Case> cases() {
        Kernel sum = Sum.of(new Matern12(0.5), new Matern52(3));
        return Stream.of(
                new Case(EngineName.SPECTRAL, new Matern52(1.3), INPUTS),
                new Case(EngineName.SPECTRAL, new SquaredExponential(0.5, 2), PLANE),
                new Case(EngineName.DENSE, new Matern32(0.8, 1), PLANE),
                new Case(EngineName.LOW_RANK, new SquaredExponential(3), INPUTS),
                new Case(EngineName.LOW_RANK, new SquaredExponential(4, 6), PLANE),
                new Case(EngineName.STATE_SPACE, new Matern12(0.7), INPUTS),
                new Case(EngineName.STATE_SPACE, new Matern32(0.7), INPUTS),
                new Case(EngineName.STATE_SPACE, new Matern52(0.7), INPUTS),
                new Case(EngineName.STATE_SPACE, sum, INPUTS),
                new Case(EngineName.AUTO, GIVEN, INPUTS));
    }

    private static Matrix withRepeats(Matrix inputs) {
        inputs.set(5, 0, inputs.get(1, 0));
        inputs.set(7, 0, inputs.get(3, 0));
        return inputs;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLikelihoodIsThatOfTheDefinition(Case problem) {
        LogMarginalLikelihood likelihood = LogMarginalLikelihood.of(problem.made(), OUTPUTS, Matrix.zeros(T, 0));
        LikelihoodValue value = likelihood.evaluate(K, SIGMA);

        assertLikelihood(problem, value, likelihood.kernelGradient(), dense(problem, OUTPUTS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLinearMeanIsThatOfGeneralisedLeastSquares(Case problem) {
        Matrix basis = linear();
        Matrix x = Dense.kron(basis, Matrix.identity(2));
        Matrix u = DenseLikelihood.jointCovariance(problem.kernel.matrix(problem.inputs), K, SIGMA, NOISE);
        Matrix weighted = Dense.multiply(x.transpose(), Dense.inverse(u));
        Matrix covariance = Dense.inverse(Dense.multiply(weighted, x));
        Matrix beta = Matrix.wrap(
                2,
                2,
                Dense.multiply(covariance, Dense.multiply(weighted, Dense.rowsStacked(OUTPUTS)))
                        .data());
        Matrix residuals = OUTPUTS.plus(-1, Dense.multiply(basis, beta));

        LogMarginalLikelihood likelihood = LogMarginalLikelihood.of(problem.made(), OUTPUTS, basis);
        LikelihoodValue value = likelihood.evaluate(K, SIGMA);

        assertAgrees(value.meanCoefficients(), beta, TOLERANCE);
        assertAgrees(likelihood.meanCovariance(), covariance, TOLERANCE);
        assertLikelihood(problem, value, likelihood.kernelGradient(), dense(problem, residuals));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGivenMeanIsThatOfDeviations(Case problem) {
        Matrix basis = linear();
        Matrix given = Matrix.wrap(2, 2, new double[] {0.7, -2, -0.3, 1.5});
        Matrix someMissing = OUTPUTS.copy();
        someMissing.set(3, 0, Double.NaN);
        someMissing.set(8, 1, Double.NaN);
        for (Matrix outputs : new Matrix[] {OUTPUTS, someMissing}) {
            Matrix deviations = outputs.plus(-1, Dense.multiply(basis, given));
            LogMarginalLikelihood expected =
                    LogMarginalLikelihood.ofObservations(problem.made(), deviations, Matrix.zeros(T, 0));
            LikelihoodValue definition = expected.evaluate(K, SIGMA);
            LogMarginalLikelihood likelihood = LogMarginalLikelihood.ofObservations(
                    problem.made(), outputs, basis, (leastSquares, precision) -> given);
            LikelihoodValue value = likelihood.evaluate(K, SIGMA);

            assertAgrees(value.objective(), definition.objective(), TOLERANCE);
            assertAgrees(value.noiseGradient(), definition.noiseGradient(), TOLERANCE);
            assertAgrees(value.coregionalizationGradient(), definition.coregionalizationGradient(), TOLERANCE);
            assertAgrees(likelihood.kernelGradient(), expected.kernelGradient(), TOLERANCE);
        }
    }

    /** −½ log det U − ½ log det XᵀU⁻¹X + ½ log det XᵀX − vᵀU⁻¹v, and its differences. */
    @ParameterizedTest
    @MethodSource("cases")
    void theRestrictedLikelihoodIsThatOfTheContrasts(Case problem) {
        Matrix a = contrasts(linear());
        Matrix u = DenseLikelihood.jointCovariance(problem.kernel.matrix(problem.inputs), K, SIGMA, NOISE);
        Matrix x = Dense.kron(a, Matrix.identity(2));
        Matrix ofContrasts = Dense.multiply(Dense.multiply(x.transpose(), u), x);
        Matrix inverse = Dense.inverse(ofContrasts);
        Matrix v = Dense.multiply(x.transpose(), Dense.rowsStacked(OUTPUTS));
        Matrix w = Dense.multiply(inverse, v);
        // ∂L/∂U, from which every gradient follows.
        Matrix adjoint = Dense.multiply(
                Dense.multiply(x, Dense.multiply(w, w.transpose()).plus(-0.5, inverse)), x.transpose());
        Matrix noiseGradient = Matrix.zeros(2, 2);
        Matrix kernelMatrixGradient = Matrix.zeros(T, T);
        for (int i = 0; i < 2 * T; i++) {
            for (int j = 0; j < 2 * T; j++) {
                if (i / 2 == j / 2) {
                    noiseGradient.data()[2 * (i % 2) + j % 2] += NOISE[i / 2] * adjoint.get(i, j);
                }
                kernelMatrixGradient.data()[T * (i / 2) + j / 2] += K.get(i % 2, j % 2) * adjoint.get(i, j);
            }
        }
        double[] kernelGradient = problem.kernel.pullback(problem.inputs, kernelMatrixGradient);

        LogMarginalLikelihood likelihood =
                LogMarginalLikelihood.ofErrorContrasts(problem.made(), OUTPUTS.times(Math.sqrt(2)), linear());
        LikelihoodValue value = likelihood.evaluate(K, SIGMA);

        assertAgrees(value.objective(), -Dense.logDeterminant(ofContrasts) / 2 - Dense.inner(v, w), TOLERANCE);
        assertAgrees(value.noiseGradient(), noiseGradient, TOLERANCE);
        assertAgrees(likelihood.kernelGradient(), kernelGradient, TOLERANCE, Math.max(1, largest(kernelGradient)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSeriesAreThoseOfTheInverses(Case problem) {
        Matrix m = problem.kernel.matrix(problem.inputs);
        SeriesSolver solver = solved(problem);
        SeriesInformation information = solver.information();
        double informationTolerance = problem.engine == EngineName.STATE_SPACE ? 1e-5 : TOLERANCE;
        Matrix n = Matrix.diagonal(NOISE);
        for (int d = 0; d < 2; d++) {
            Matrix inverse = inverse(problem, d);
            Matrix left = Dense.multiply(inverse, m);
            assertAgrees(
                    solver.solution().columns(d, d + 1), Dense.multiply(inverse, OUTPUTS.columns(d, d + 1)), TOLERANCE);
            assertAgrees(solver.inverseDiagonal().columns(d, d + 1).data(), inverse.diagonal(), TOLERANCE);
            for (int e = 0; e < 2; e++) {
                Matrix right = Dense.multiply(inverse(problem, e), n);
                assertAgrees(
                        information.noise().get(d, e),
                        trace(Dense.multiply(Dense.multiply(inverse, n), right)),
                        informationTolerance);
                assertAgrees(information.mixed().get(d, e), trace(Dense.multiply(left, right)), informationTolerance);
                assertAgrees(
                        information.signal().get(d, e),
                        trace(Dense.multiply(left, Dense.multiply(inverse(problem, e), m))),
                        informationTolerance);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExpectedInformationIsThatOfTheDefinition(Case problem) {
        Matrix missing = OUTPUTS.copy();
        for (int i : new int[] {3, 8, 9, 17}) {
            missing.data()[i] = Double.NaN;
        }
        for (boolean restricted : new boolean[] {false, true}) {
            for (Matrix outputs : new Matrix[] {OUTPUTS, missing}) {
                new DenseInformation(problem.kernel, problem.inputs, K, SIGMA, NOISE, outputs, linear(), restricted)
                        .assertGivenBy(problem.made(), TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPredictionIsThatOfTheInverses(Case problem) {
        if (!problem.kernel.isFunctionOfInputs()) {
            return;
        }
        Matrix at = Draws.seeded(7).uniform(5, problem.inputs.columns(), -3, 3);
        at.set(2, 0, problem.inputs.get(4, 0));
        Matrix cross = problem.kernel.crossMatrix(at, problem.inputs);

        SeriesPrediction prediction = solved(problem).predict(at);

        for (int d = 0; d < 2; d++) {
            Matrix solved = Dense.multiply(cross, inverse(problem, d));
            assertAgrees(
                    prediction.mean().columns(d, d + 1), Dense.multiply(solved, OUTPUTS.columns(d, d + 1)), TOLERANCE);
            assertAgrees(
                    prediction.explained().columns(d, d + 1).data(),
                    Dense.multiply(solved, cross.transpose()).diagonal(),
                    TOLERANCE);
        }
        assertAgrees(prediction.prior(), problem.kernel.diagonal(at), 0);
        assertAgrees(problem.made().kernelSums(at, OUTPUTS), Dense.multiply(cross, OUTPUTS), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void samplesAreOfTheSignalAlone(Case problem) {
        int count = 4000;
        Matrix samples = problem.made().sample(new SplittableRandom(3), count);
        Matrix covariance = Dense.multiply(samples, samples.transpose()).times(1.0 / count);

        assertAgrees(covariance, problem.kernel.matrix(problem.inputs), 5 * Math.sqrt(2.0 / count));
    }

    /** The mean of r replicates tells of the signal what the replicates do, up to what they say of the noise. */
    @Test
    void aMeanOfReplicatesIsWorthAsManyRows() {
        Kernel kernel = new Matern52(1);
        Matrix inputs = Matrix.wrap(5, 1, new double[] {0, 0, 0, 1, 2});
        Matrix outputs = Matrix.wrap(5, 1, new double[] {1, 2, 4.5, -1, 0});
        Matrix means = Matrix.wrap(3, 1, new double[] {2.5, -1, 0});
        Matrix distinct = Matrix.wrap(3, 1, new double[] {0, 1, 2});
        RowNoise noise = RowNoise.of(new double[] {1.0 / 3, 1, 1});
        SeriesSolver all = SpectralEngine.of(kernel, inputs).solver(outputs, Matrix.zeros(5, 0));
        SeriesSolver collapsed = EnginePlan.automatic(kernel, Rows.of(distinct).with(noise), BackendChoice.fastest())
                .solver(means, Matrix.zeros(3, 0));
        all.solve(Matrix.identity(1), new double[] {2});
        collapsed.solve(Matrix.identity(1), new double[] {2});
        Matrix at = Matrix.wrap(2, 1, new double[] {0.3, 5});

        assertAgrees(collapsed.predict(at).mean(), all.predict(at).mean(), 1e-12);
        assertAgrees(collapsed.predict(at).explained(), all.predict(at).explained(), 1e-12);
    }

    @Test
    void equalNoiseIsNoneOfItsOwn() {
        assertThat(RowNoise.of(new double[] {1, 1}).isEqual()).isTrue();
        assertThat(RowNoise.of(new double[] {1, 2}).isEqual()).isFalse();
        assertThat(RowNoise.of(new double[] {1, 2}).rows(0, 0).isEqual()).isTrue();
    }

    private static void assertLikelihood(
            Case problem, LikelihoodValue value, double[] kernelGradient, DenseLikelihood dense) {
        assertAgrees(value.objective(), dense.objective(), TOLERANCE);
        assertAgrees(value.noiseGradient(), dense.noiseGradient(), TOLERANCE);
        assertAgrees(value.coregionalizationGradient(), dense.coregionalizationGradient(), TOLERANCE);
        assertAgrees(kernelGradient, problem.kernel.pullback(problem.inputs, dense.kernelMatrixGradient()), TOLERANCE);
    }

    private static DenseLikelihood dense(Case problem, Matrix residuals) {
        return DenseLikelihood.evaluate(problem.kernel.matrix(problem.inputs), K, SIGMA, NOISE, residuals);
    }

    private static SeriesSolver solved(Case problem) {
        SeriesSolver solver = problem.made().solver(OUTPUTS, Matrix.zeros(T, 0));
        solver.solve(Matrix.identity(2), DELTA);
        return solver;
    }

    /** (δM + N)⁻¹. */
    private static Matrix inverse(Case problem, int d) {
        return Dense.inverse(
                problem.kernel.matrix(problem.inputs).times(DELTA[d]).plus(1, Matrix.diagonal(NOISE)));
    }

    /** 1 and a line that is not the input, which some cases have two of. */
    private static Matrix linear() {
        Matrix basis = Matrix.zeros(T, 2);
        for (int t = 0; t < T; t++) {
            basis.set(t, 0, 1);
            basis.set(t, 1, INPUTS.get(t, 0));
        }
        return basis;
    }

    private static Matrix contrasts(Matrix basis) {
        Matrix columns = Matrix.zeros(T, 2 + T);
        for (int t = 0; t < T; t++) {
            columns.set(t, 0, basis.get(t, 0));
            columns.set(t, 1, basis.get(t, 1));
            columns.set(t, 2 + t, 1);
        }
        return GramSchmidt.of(columns).q().columns(2, T);
    }

    private static double trace(Matrix a) {
        return Arrays.stream(a.diagonal()).sum();
    }
}
