package org.coregion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Agreement.largest;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.GramSchmidt;
import org.coregion.linalg.Matrix;
import org.coregion.testing.CentralDifferences;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every engine gives the likelihood and the gradients of the dense definition, with and without a mean. An engine's own
 * test says how it is made, and to which problems it applies.
 */
public abstract class EngineLaws extends SeriesSolverLaws {
    private static final double TOLERANCE = 1e-9;

    /** Problems whose inputs tell a slope from a constant. */
    protected final Stream<EngineProblem> problemsWithASlope() {
        return problems().filter(problem -> problem.t() > 2 && problem.inputs().maxAbs() > 0);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theLikelihoodIsThatOfTheDefinition(EngineProblem problem) {
        LikelihoodValue value = evaluate(problem, noMean(problem));

        assertLikelihood(problem, value, problem.dense(problem.outputs()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theKernelGradientIsThatOfTheDefinition(EngineProblem problem) {
        assertKernelGradient(problem, noMean(problem), problem.outputs());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theKernelGradientIsThatOfDifferences(EngineProblem problem) {
        double[] expected = CentralDifferences.gradient(
                p -> problem.dense(problem.kernel().withLogParameters(p), problem.outputs())
                        .objective(),
                problem.kernel().logParameters(),
                1e-3);
        LogMarginalLikelihood likelihood = likelihood(problem, noMean(problem));
        LikelihoodValue value = likelihood.evaluate(problem.k(), problem.sigma());

        // The differences lose what rounding of L loses: eps·|L|/h.
        assertAgrees(
                likelihood.kernelGradient(),
                expected,
                2e-8,
                Math.max(largest(expected), 1e-3 * Math.abs(value.objective())));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aConstantMeanIsThatOfGeneralisedLeastSquares(EngineProblem problem) {
        assertMean(problem, constant(problem));
    }

    @ParameterizedTest
    @MethodSource("problemsWithASlope")
    void aLinearMeanIsThatOfGeneralisedLeastSquares(EngineProblem problem) {
        assertMean(problem, linear(problem));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aConstantMeanCanBeGiven(EngineProblem problem) {
        assertGivenMean(problem, constant(problem));
    }

    @ParameterizedTest
    @MethodSource("problemsWithASlope")
    void aLinearMeanCanBeGiven(EngineProblem problem) {
        assertGivenMean(problem, linear(problem));
    }

    @ParameterizedTest
    @MethodSource("problemsWithASlope")
    void aRuleOfTheMeanIsToldTheQuadratic(EngineProblem problem) {
        Matrix basis = linear(problem);
        Matrix x = Dense.kron(basis, Matrix.identity(problem.d()));
        Matrix normal = Dense.multiply(Dense.multiply(x.transpose(), Dense.inverse(joint(problem))), x);
        Matrix expected = generalisedLeastSquares(problem, basis).times(Math.sqrt(2));
        double[] one = ones(basis.columns());
        double[] perUnit = perUnit(problem);
        double[] units = new double[normal.rows()];
        Arrays.setAll(units, i -> problem.unit()[i % problem.d()]);
        List<Matrix> told = new ArrayList<>();

        given(problem, basis, (leastSquares, precision) -> {
                    told.add(leastSquares);
                    told.add(precision);
                    return leastSquares;
                })
                .evaluate(problem.k(), problem.sigma());

        assertAgrees(told.get(0).scaled(one, perUnit), expected.scaled(one, perUnit), TOLERANCE);
        assertAgrees(told.get(1).scaled(units, units), normal.scaled(units, units), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theCoefficientsOfAConstantHaveTheCovarianceOfGeneralisedLeastSquares(EngineProblem problem) {
        assertMeanCovariance(problem, constant(problem));
    }

    @ParameterizedTest
    @MethodSource("problemsWithASlope")
    void theCoefficientsOfALineHaveTheCovarianceOfGeneralisedLeastSquares(EngineProblem problem) {
        assertMeanCovariance(problem, linear(problem));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theRestrictedLikelihoodIsThatOfTheErrorContrasts(EngineProblem problem) {
        assumeTrue(problem.t() > 1);
        assertRestricted(problem, constant(problem));
    }

    @ParameterizedTest
    @MethodSource("problemsWithASlope")
    void theRestrictedLikelihoodWithASlopeIsThatOfTheErrorContrasts(EngineProblem problem) {
        assertRestricted(problem, linear(problem));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void withoutAMeanTheRestrictedLikelihoodIsTheLikelihood(EngineProblem problem) {
        Matrix outputs = problem.outputs().times(Math.sqrt(2));
        LogMarginalLikelihood restricted = LogMarginalLikelihood.ofErrorContrasts(
                engine(problem.kernel(), problem.inputs()), outputs, noMean(problem));
        LikelihoodValue value = restricted.evaluate(problem.k(), problem.sigma());

        assertLikelihood(problem, value, problem.dense(problem.outputs()));
        assertThat(restricted.restriction()).isZero();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExpectedInformationIsThatOfTheDefinition(EngineProblem problem) {
        DenseInformation.of(problem, problem.outputs(), constant(problem), false)
                .assertGivenBy(engine(problem.kernel(), problem.inputs()), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExpectedInformationOfTheRestrictedLikelihoodIsThatOfTheDefinition(EngineProblem problem) {
        assumeTrue(problem.t() > 1);
        boolean hasSlope = problem.t() > 2 && problem.inputs().maxAbs() > 0;
        DenseInformation.of(problem, problem.outputs(), hasSlope ? linear(problem) : constant(problem), true)
                .assertGivenBy(engine(problem.kernel(), problem.inputs()), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void anotherEvaluationLeavesNothingBehind(EngineProblem problem) {
        LogMarginalLikelihood likelihood = likelihood(problem, constant(problem));
        LikelihoodValue first = likelihood.evaluate(problem.k(), problem.sigma());
        double[] firstGradient = likelihood.kernelGradient();

        likelihood.evaluate(problem.k().times(2), problem.sigma().times(3));
        LikelihoodValue again = likelihood.evaluate(problem.k(), problem.sigma());

        assertAgrees(again.objective(), first.objective(), 0);
        assertAgrees(again.noiseGradient(), first.noiseGradient(), 0);
        assertAgrees(again.coregionalizationGradient(), first.coregionalizationGradient(), 0);
        assertAgrees(again.meanCoefficients(), first.meanCoefficients(), 0);
        assertAgrees(likelihood.kernelGradient(), firstGradient, 0);
    }

    private void assertMean(EngineProblem problem, Matrix basis) {
        Matrix coefficients = generalisedLeastSquares(problem, basis);
        Matrix residuals = problem.outputs().plus(-1, Dense.multiply(basis, coefficients));
        LikelihoodValue value = evaluate(problem, basis);
        double[] one = ones(basis.columns());
        double[] perUnit = perUnit(problem);

        assertAgrees(value.meanCoefficients().scaled(one, perUnit), coefficients.scaled(one, perUnit), TOLERANCE);
        assertLikelihood(problem, value, problem.dense(residuals));
        assertKernelGradient(problem, basis, residuals);
    }

    private void assertGivenMean(EngineProblem problem, Matrix basis) {
        Matrix coefficients =
                Draws.seeded(11).gaussian(basis.columns(), problem.d()).scaledColumns(problem.unit());
        DenseLikelihood dense = problem.dense(problem.outputs().plus(-1, Dense.multiply(basis, coefficients)));
        LogMarginalLikelihood likelihood =
                given(problem, basis, (leastSquares, precision) -> coefficients.times(Math.sqrt(2)));
        LikelihoodValue value = likelihood.evaluate(problem.k(), problem.sigma());

        assertLikelihood(problem, value, dense);
        assertAgrees(
                likelihood.kernelGradient(),
                problem.kernel().pullback(problem.inputs(), dense.kernelMatrixGradient()),
                TOLERANCE);
        double[] one = ones(basis.columns());
        double[] perUnit = perUnit(problem);
        assertAgrees(
                value.meanCoefficients().scaled(one, perUnit),
                coefficients.times(Math.sqrt(2)).scaled(one, perUnit),
                TOLERANCE);
    }

    private LogMarginalLikelihood given(EngineProblem problem, Matrix basis, MeanRule rule) {
        return LogMarginalLikelihood.ofObservations(
                engine(problem.kernel(), problem.inputs()), problem.outputs().times(Math.sqrt(2)), basis, rule);
    }

    /** (XᵀU⁻¹X)⁻¹, in the problem's units. */
    private void assertMeanCovariance(EngineProblem problem, Matrix basis) {
        Matrix x = Dense.kron(basis, Matrix.identity(problem.d()));
        Matrix expected =
                Dense.inverse(Dense.multiply(Dense.multiply(x.transpose(), Dense.inverse(joint(problem))), x));
        LogMarginalLikelihood likelihood = likelihood(problem, basis);
        likelihood.evaluate(problem.k(), problem.sigma());
        double[] perUnit = new double[expected.rows()];
        Arrays.setAll(perUnit, i -> 1 / problem.unit()[i % problem.d()]);

        assertAgrees(
                likelihood.meanCovariance().scaled(perUnit, perUnit), expected.scaled(perUnit, perUnit), TOLERANCE);
    }

    /**
     * The density of AᵀY, A any T−P orthonormal columns orthogonal to Φ, and its gradients: those of the definition
     * with M restricted to A, and the contrasts as outputs.
     */
    private void assertRestricted(EngineProblem problem, Matrix basis) {
        Matrix a = contrasts(basis);
        Matrix m = problem.kernel().matrix(problem.inputs());
        Matrix restricted = Dense.multiply(Dense.multiply(a.transpose(), m), a);
        DenseLikelihood dense = DenseLikelihood.evaluate(
                restricted, problem.k(), problem.sigma(), Dense.multiply(a.transpose(), problem.outputs()));
        Matrix adjoint = Dense.multiply(Dense.multiply(a, dense.kernelMatrixGradient()), a.transpose());
        double[] kernelGradient = problem.kernel().pullback(problem.inputs(), adjoint);

        LogMarginalLikelihood likelihood = LogMarginalLikelihood.ofErrorContrasts(
                engine(problem.kernel(), problem.inputs()), problem.outputs().times(Math.sqrt(2)), basis);
        LikelihoodValue value = likelihood.evaluate(problem.k(), problem.sigma());
        double[] actualGradient = likelihood.kernelGradient();

        assertAgrees(value.objective(), dense.objective(), TOLERANCE);
        assertAgrees(problem.inUnits(value.noiseGradient()), problem.inUnits(dense.noiseGradient()), TOLERANCE);
        // What the contrasts take away may be all of the likelihood's gradient.
        DenseLikelihood whole = problem.dense(problem.outputs());
        Matrix expected = problem.inUnits(dense.coregionalizationGradient());
        assertAgrees(
                problem.inUnits(value.coregionalizationGradient()).data(),
                expected.data(),
                TOLERANCE,
                Math.max(
                        expected.maxAbs(),
                        problem.inUnits(whole.coregionalizationGradient()).maxAbs()));
        assertAgrees(
                actualGradient,
                kernelGradient,
                TOLERANCE,
                Math.max(
                        largest(kernelGradient),
                        largest(problem.kernel().pullback(problem.inputs(), whole.kernelMatrixGradient()))));
        assertAgrees(
                value.objective() - likelihood.restriction(),
                evaluate(problem, basis).objective(),
                TOLERANCE);
    }

    /** T×(T−P): an orthonormal basis of what is orthogonal to Φ. */
    private static Matrix contrasts(Matrix basis) {
        Matrix columns = Matrix.zeros(basis.rows(), basis.columns() + basis.rows());
        for (int t = 0; t < basis.rows(); t++) {
            for (int p = 0; p < basis.columns(); p++) {
                columns.set(t, p, basis.get(t, p));
            }
            columns.set(t, basis.columns() + t, 1);
        }
        return GramSchmidt.of(columns).q().columns(basis.columns(), basis.rows());
    }

    private static Matrix joint(EngineProblem problem) {
        return DenseLikelihood.jointCovariance(problem.kernel().matrix(problem.inputs()), problem.k(), problem.sigma());
    }

    private static void assertLikelihood(EngineProblem problem, LikelihoodValue value, DenseLikelihood dense) {
        assertAgrees(value.objective(), dense.objective(), TOLERANCE);
        assertAgrees(problem.inUnits(value.noiseGradient()), problem.inUnits(dense.noiseGradient()), TOLERANCE);
        assertAgrees(
                problem.inUnits(value.coregionalizationGradient()),
                problem.inUnits(dense.coregionalizationGradient()),
                TOLERANCE);
    }

    private void assertKernelGradient(EngineProblem problem, Matrix basis, Matrix residuals) {
        LogMarginalLikelihood likelihood = likelihood(problem, basis);
        likelihood.evaluate(problem.k(), problem.sigma());
        double[] expected = problem.kernel()
                .pullback(problem.inputs(), problem.dense(residuals).kernelMatrixGradient());

        assertAgrees(likelihood.kernelGradient(), expected, TOLERANCE);
    }

    /** P×D: ((Φ ⊗ I)ᵀU⁻¹(Φ ⊗ I))⁻¹ (Φ ⊗ I)ᵀU⁻¹v. */
    private static Matrix generalisedLeastSquares(EngineProblem problem, Matrix basis) {
        Matrix u = joint(problem);
        Matrix phi = Dense.kron(basis, Matrix.identity(problem.d()));
        Matrix weighted = Dense.multiply(phi.transpose(), Dense.inverse(u));
        Matrix right = Dense.multiply(weighted, Dense.rowsStacked(problem.outputs()));
        Matrix stacked = Dense.multiply(Dense.inverse(Dense.multiply(weighted, phi)), right);
        return Matrix.wrap(basis.columns(), problem.d(), stacked.data());
    }

    private LogMarginalLikelihood likelihood(EngineProblem problem, Matrix basis) {
        return LogMarginalLikelihood.of(engine(problem.kernel(), problem.inputs()), problem.outputs(), basis);
    }

    private LikelihoodValue evaluate(EngineProblem problem, Matrix basis) {
        return likelihood(problem, basis).evaluate(problem.k(), problem.sigma());
    }

    private static Matrix noMean(EngineProblem problem) {
        return Matrix.zeros(problem.t(), 0);
    }

    private static Matrix constant(EngineProblem problem) {
        return Matrix.wrap(problem.t(), 1, ones(problem.t()));
    }

    /** 1 and the first input. */
    private static Matrix linear(EngineProblem problem) {
        Matrix basis = Matrix.zeros(problem.t(), 2);
        for (int t = 0; t < problem.t(); t++) {
            basis.set(t, 0, 1);
            basis.set(t, 1, problem.inputs().get(t, 0));
        }
        return basis;
    }

    private static double[] perUnit(EngineProblem problem) {
        double[] inverse = problem.unit().clone();
        for (int d = 0; d < inverse.length; d++) {
            inverse[d] = 1 / inverse[d];
        }
        return inverse;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
