package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Precomputed;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the mean estimated, every engine predicts as universal kriging is written out. */
final class MeanUncertaintyTest {
    private static final int D = 2;

    /** Data and an engine for them. */
    record Case(String name, EngineName engine, JointGaussian joint) {
        Posterior posterior() {
            return Posterior.of(
                            joint.data(),
                            joint.parameters(),
                            engine,
                            BackendChoice.of("ejml", 2).backend())
                    .withMeanUncertainty();
        }

        UniversalKriging oracle() {
            return UniversalKriging.of(joint);
        }

        @Override
        public String toString() {
            return name + ", " + engine.label();
        }
    }

    /** Every engine that applies to every data set; each with every mean, and with outputs missing. */
    static Stream<Case> cases() {
        Draws draws = Draws.seeded(3);
        Matrix line = draws.uniform(14, 1, 0, 6);
        Matrix repeated = line.copy();
        repeated.set(9, 0, line.get(2, 0));
        repeated.set(4, 0, line.get(2, 0));
        double[] noise = draws.uniform(1, 14, 0.2, 3).data();
        Kernel rough = new Matern32(1.5);
        Kernel smooth = new SquaredExponential(3);
        List<Data> all = List.of(
                new Data("line", rough, line, new double[0], EngineName.SPECTRAL, EngineName.STATE_SPACE),
                new Data("replicates", rough, repeated, new double[0], EngineName.SPECTRAL, EngineName.STATE_SPACE),
                new Data("row noise", rough, repeated, noise, EngineName.SPECTRAL, EngineName.STATE_SPACE),
                new Data("smooth", smooth, line, new double[0], EngineName.LOW_RANK, EngineName.DENSE),
                new Data("smooth, row noise", smooth, line, noise, EngineName.LOW_RANK, EngineName.DENSE),
                new Data("grid", new SquaredExponential(1, 0.5), ModelDraws.grid(), new double[0], EngineName.GRID));
        return all.stream().flatMap(Data::cases);
    }

    /** What cases are made of. */
    private record Data(String name, Kernel kernel, Matrix inputs, double[] noise, EngineName... engines) {
        Stream<Case> cases() {
            return Stream.of(Mean.CONSTANT, Mean.linear("x1"), Mean.polynomial(2, "x1"))
                    .flatMap(mean -> (mean.equals(Mean.linear("x1"))
                                    ? Stream.of(joint(mean))
                                    : Stream.of(joint(mean), constrained(joint(mean))))
                            .flatMap(complete -> Stream.of(complete, withGaps(complete)))
                            .flatMap(joint ->
                                    Arrays.stream(engines).map(engine -> new Case(of(mean, joint), engine, joint))));
        }

        /** At random; on a grid, no row loses all. */
        private JointGaussian withGaps(JointGaussian complete) {
            if (engines[0] != EngineName.GRID) {
                return ModelDraws.withMissing(complete, 0.2, 0);
            }
            double[][] outputs = complete.data().outputs().toArray();
            for (int t = 0; t < outputs.length; t += 4) {
                outputs[t][t / 4 % D] = Double.NaN;
            }
            return new JointGaussian(
                    MultiOutputData.of(complete.data().inputs().toArray(), outputs), complete.parameters());
        }

        /** Two coefficients are tied and have a prior; others are known, free, tied across functions. */
        private static JointGaussian constrained(JointGaussian free) {
            int[] variable = {0, 0, -1, 1, 2, 1};
            int size = D * free.parameters().meanBasis().size();
            int count = size / 2;
            return new JointGaussian(
                    free.data(),
                    free.parameters()
                            .withMeanFreedom(MeanFreedom.of(
                                    Arrays.copyOf(variable, size),
                                    Arrays.copyOf(new double[] {0.7, 0, -2}, count),
                                    Arrays.copyOf(new double[] {2, 0, 0.3}, count))));
        }

        private String of(Mean mean, JointGaussian joint) {
            return name + ", " + mean.over(joint.data().inputNames())
                    + (joint.parameters().meanFreedom().isPresent() ? ", constrained" : "")
                    + (joint.data().isComplete() ? "" : ", missing");
        }

        private JointGaussian joint(Mean mean) {
            Draws draws = Draws.seeded(5);
            MultiOutputData data = MultiOutputData.of(
                    inputs.toArray(), draws.gaussian(inputs.rows(), D).toArray());
            MeanBasis basis = mean.over(data.inputNames());
            return new JointGaussian(
                    noise.length == 0 ? data : data.withRelativeNoise(noise),
                    GpParameters.of(
                            kernel,
                            draws.covariance(D).toArray(),
                            draws.covariance(D).times(0.2).toArray(),
                            basis,
                            draws.gaussian(basis.size(), D).toArray()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predictionsAreThoseOfUniversalKriging(Case problem) {
        Matrix at = newInputs(problem);
        Matrix noise = problem.joint().parameters().noise();
        Posterior posterior = problem.posterior();
        Prediction functions = posterior.predictNoiseFree(at.toArray());
        Prediction observations = posterior.predict(at.toArray());
        double[] relative = {0.5, 1, 2, 3, 4};
        Prediction replicates = posterior.predict(at.toArray(), relative);
        UniversalKriging.Answer expected = problem.oracle().functions(at);

        assertAgrees(Dense.rowsStacked(Matrix.copyOf(functions.mean(), "means")), expected.mean(), 1e-9);
        assertThat(observations.mean()).isDeepEqualTo(functions.mean());
        for (int i = 0; i < at.rows(); i++) {
            int[] own = {2 * i, 2 * i + 1};
            Matrix block = Dense.reordered(expected.covariance(), own, own);
            assertCovariance(functions.covariance(i), block);
            assertCovariance(observations.covariance(i), block.plus(1, noise));
            assertCovariance(replicates.covariance(i), block.plus(relative[i], noise));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsOfAGivenMatrixAreThoseOfUniversalKriging(Case problem) {
        MultiOutputData data = problem.joint().data();
        GpParameters p = problem.joint().parameters();
        GpParameters matrix = GpParameters.of(
                Precomputed.of(p.kernel().matrix(data.inputs()).toArray()),
                p.coregionalization().toArray(),
                p.noise().toArray(),
                p.meanBasis(),
                p.meanCoefficients().toArray());
        GpParameters given = p.meanFreedom().map(matrix::withMeanFreedom).orElse(matrix);
        int[] rows = {3, 0, 11};
        Prediction own = Posterior.of(data, given).withMeanUncertainty().predictRows(rows);
        UniversalKriging.Answer expected =
                problem.oracle().functions(data.inputs().rows(rows));

        assertAgrees(Dense.rowsStacked(Matrix.copyOf(own.mean(), "means")), expected.mean(), 1e-9);
        for (int i = 0; i < rows.length; i++) {
            int[] at = {2 * i, 2 * i + 1};
            double noise = data.relativeNoise()[rows[i]];
            assertCovariance(
                    own.covariance(i),
                    Dense.reordered(expected.covariance(), at, at).plus(noise, p.noise()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void jointPredictionsAreThoseOfUniversalKriging(Case problem) {
        Matrix at = newInputs(problem);
        Posterior posterior = problem.posterior();
        JointPrediction functions = posterior.predictJointlyNoiseFree(at.toArray());
        JointPrediction second = posterior.predictJointly(at.toArray(), 1);
        UniversalKriging.Answer expected = problem.oracle().functions(at);
        int[] ofSecond = IntStream.range(0, at.rows()).map(i -> 2 * i + 1).toArray();
        double noise = problem.joint().parameters().noise().get(1, 1);

        assertAgrees(Dense.rowsStacked(Matrix.copyOf(functions.mean(), "means")), expected.mean(), 1e-9);
        assertCovariance(functions.covariance(), expected.covariance());
        assertCovariance(
                second.covariance(),
                Dense.reordered(expected.covariance(), ofSecond, ofSecond).plus(noise, Matrix.identity(at.rows())));
    }

    /** The mean is estimated anew from what is left. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsLeftOutAreThoseOfRefittingTheMean(Case problem) {
        Prediction held = problem.posterior().leaveOneOut();
        Prediction known = Posterior.of(problem.joint().data(), problem.joint().parameters())
                .leaveOneOut();

        for (int t = 0; t < held.size(); t++) {
            int[] own = {2 * t, 2 * t + 1};
            UniversalKriging.Answer expected = problem.oracle().without(own).values(own);
            assertAgrees(held.mean()[t], expected.mean().data(), 1e-9, 1);
            assertCovariance(held.covariance(t), expected.covariance());
            for (int d = 0; d < D; d++) {
                assertThat(held.standardDeviation()[t][d]).isGreaterThan(known.standardDeviation()[t][d]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesLeftOutAreThoseOfRefittingTheMean(Case problem) {
        Prediction held = problem.posterior().leaveOneOutEntries();

        for (int i = 0; i < held.size() * D; i++) {
            UniversalKriging.Answer expected = problem.oracle().without(i).values(i);
            double[] mean = {held.mean()[i / D][i % D]};
            assertAgrees(mean, expected.mean().data(), 1e-9, 1);
            double deviation = held.standardDeviation()[i / D][i % D];
            assertAgrees(deviation * deviation, expected.covariance().get(0, 0), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsHaveTheMomentsOfUniversalKriging(Case problem) {
        Matrix at = newInputs(problem).rows(0, 3);
        UniversalKriging.Answer expected = problem.oracle().functions(at);
        Matrix noise =
                Dense.kron(Matrix.identity(2), problem.joint().parameters().noise());
        Posterior posterior = problem.posterior();

        PosteriorSampleTest.assertMoments(
                posterior.sampleNoiseFree(at.toArray(), 4000, 1),
                expected.mean().data(),
                expected.covariance());
        PosteriorSampleTest.assertMoments(
                posterior.sample(at.toArray(), 4000, 2),
                expected.mean().data(),
                expected.covariance().plus(1, noise));
    }

    /** An output that is given at a new input tells of the mean too: as if it were in the data. */
    @ParameterizedTest
    @MethodSource("cases")
    void whatIsGivenCountsAsData(Case problem) {
        double[][] at = {newInputs(problem).row(1)};
        double[][] given = {{0.7, Double.NaN}};
        MultiOutputData data = problem.joint().data();
        int t = data.observationCount();
        JointGaussian longer = new JointGaussian(
                MultiOutputData.of(
                                MatheronSampler.stacked(data.inputs(), Matrix.copyOf(at, "inputs"))
                                        .toArray(),
                                MatheronSampler.stacked(data.outputs(), Matrix.copyOf(given, "outputs"))
                                        .toArray())
                        .withRelativeNoise(IntStream.range(0, t + 1)
                                .mapToDouble(i -> i < t ? data.relativeNoise()[i] : 1)
                                .toArray()),
                problem.joint().parameters());

        Prediction prediction = problem.posterior().predict(at).given(given);

        UniversalKriging.Answer expected = UniversalKriging.of(longer).values(2 * t + 1);
        assertAgrees(prediction.mean()[0][1], expected.mean().get(0, 0), 1e-8);
        assertAgrees(prediction.covariance(0)[1][1], expected.covariance().get(0, 0), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withTheCoefficientsOfTheDataTheMeansAreThoseOfAKnownMean(Case problem) {
        double[][] at = newInputs(problem).toArray();
        GpParameters parameters = problem.joint().parameters();
        Matrix estimate = problem.oracle().mean().mean();
        GpParameters fitted = parameters.withMeanCoefficients(
                Matrix.wrap(parameters.meanBasis().size(), D, estimate.data()));
        Posterior known = Posterior.of(problem.joint().data(), fitted);

        assertAgrees(
                Matrix.copyOf(known.withMeanUncertainty().predict(at).mean(), "means"),
                Matrix.copyOf(known.predict(at).mean(), "means"),
                1e-9);
    }

    @Test
    void farFromTheDataTheVarianceIsThatOfTheSignalAndTheMean() {
        Case problem = cases().findFirst().orElseThrow();
        double[][] far = {{1e6}};
        Matrix expected = problem.joint()
                .parameters()
                .coregionalization()
                .plus(1, problem.oracle().mean().covariance());

        Prediction prediction = problem.posterior().predictNoiseFree(far);

        assertAgrees(Matrix.copyOf(prediction.covariance(0), "covariance"), expected, 1e-9);
        assertAgrees(prediction.mean()[0], problem.oracle().mean().mean().data(), 1e-9);
    }

    /** Hardly any noise, and a lengthscale beyond the data, where inverses of all values keep 5 digits. */
    @Test
    void anEstimateThatIsHardlyDeterminedKeepsItsDigits() {
        JointGaussian joint = ModelDraws.of(
                new Matern32(40),
                Draws.seeded(7).uniform(12, 1, 0, 3),
                Draws.seeded(8).gaussian(12, D),
                Draws.seeded(9).covariance(D).times(1e4),
                Matrix.identity(D).times(1e-2),
                Matrix.zeros(1, D));
        Case spectral = new Case("hardly", EngineName.SPECTRAL, joint);
        double[][] at = newInputs(spectral).toArray();
        double[][] actual = spectral.posterior().predictNoiseFree(at).standardDeviation();
        double[][] expected = new Case("hardly", EngineName.STATE_SPACE, joint)
                .posterior()
                .predictNoiseFree(at)
                .standardDeviation();

        for (int i = 0; i < at.length; i++) {
            for (int d = 0; d < D; d++) {
                assertAgrees(actual[i][d], expected[i][d], 1e-8);
            }
        }
    }

    @Test
    void withoutAMeanNothingChanges() {
        JointGaussian joint = ModelDraws.all()
                .filter(draw -> draw.parameters().meanBasis().size() == 0)
                .findFirst()
                .orElseThrow();
        Posterior posterior = Posterior.of(joint.data(), joint.parameters());

        assertThat(posterior.withMeanUncertainty()).isSameAs(posterior);
    }

    @Test
    void withEveryCoefficientKnownNothingChanges() {
        JointGaussian joint = cases().findFirst().orElseThrow().joint();
        MeanFreedom none = MeanFreedom.of(new int[] {-1, -1}, new double[0], new double[0]);
        Posterior posterior = Posterior.of(joint.data(), joint.parameters().withMeanFreedom(none));

        assertThat(posterior.withMeanUncertainty()).isSameAs(posterior);
    }

    /** A tie, a prior, or a known coefficient: each by itself leaves the mean determined without the row. */
    @Test
    void whatIsDeterminedByATieOrAPriorMayBeLeftOut() {
        double nan = Double.NaN;
        double[][] inputs = {{1}, {2}, {3}, {4}};
        MultiOutputData data = MultiOutputData.of(inputs, new double[][] {{nan, nan}, {1, 2}, {2, nan}, {3, nan}});
        double[][] identity = Matrix.identity(2).toArray();
        GpParameters constant = GpParameters.of(new Matern32(1), identity, identity, new double[2]);
        double[] zero = {0};
        List<MeanFreedom> determined = List.of(
                MeanFreedom.of(new int[] {0, 0}, zero, zero),
                MeanFreedom.of(new int[] {0, -1}, zero, zero),
                MeanFreedom.of(new int[] {0, 1}, new double[2], new double[] {0, 1}));

        for (MeanFreedom freedom : determined) {
            GpParameters parameters = constant.withMeanFreedom(freedom);
            Posterior posterior = Posterior.of(data, parameters).withMeanUncertainty();
            assertThat(posterior.leaveOneOutEntries().size()).isEqualTo(4);
        }
        GpParameters last = constant.withMeanFreedom(MeanFreedom.of(new int[] {-1, 0}, zero, zero));
        assertRefused(
                () -> Posterior.of(data, last).withMeanUncertainty().leaveOneOut(), "value at row 2", "output \"y2\"");
    }

    @Test
    void refusesVariablesThatAreNone() {
        double[] one = {1};
        assertRefused(() -> MeanFreedom.of(new int[] {1, -1}, one, one), "[1, -1]", "1 prior means");
        assertRefused(() -> MeanFreedom.of(new int[] {-2, 0}, one, one), "[-2, 0]");
        assertRefused(() -> MeanFreedom.of(new int[] {0}, one, new double[0]), "0 prior precisions");
        assertRefused(() -> MeanFreedom.of(new int[] {0}, one, new double[] {-1}), "precision -1.0");
        assertRefused(() -> MeanFreedom.of(new int[] {0}, new double[] {Double.NaN}, one), "mean NaN");
        GpParameters parameters = cases().findFirst().orElseThrow().joint().parameters();
        assertRefused(
                () -> parameters.withMeanFreedom(MeanFreedom.of(new int[] {0}, one, one)),
                "1 coefficients",
                "1 functions for 2 outputs");
    }

    @Test
    void aPosteriorWithAnEstimatedMeanIsItsOwn() {
        Case problem = cases().findFirst().orElseThrow();
        double[][] at = newInputs(problem).toArray();
        Posterior estimated = problem.posterior();

        assertThat(estimated.withMeanUncertainty().predict(at).standardDeviation())
                .isDeepEqualTo(estimated.predict(at).standardDeviation());
    }

    /** The mean of two values at unrelated places, noise 1, signal 3 and 2: each is predicted by the other. */
    @Test
    void agreesForAGivenMatrix() {
        double[][] m = {{3, 0}, {0, 2}};
        double[][] one = {{1}};
        GpParameters parameters = GpParameters.of(Precomputed.of(m), one, one, new double[] {100});

        Prediction held = Posterior.of(MultiOutputData.ofOutputs(new double[][] {{13}, {16}}), parameters)
                .withMeanUncertainty()
                .leaveOneOut();

        assertThat(held.mean()[0][0]).isCloseTo(16, within(1e-12));
        assertThat(held.covariance(0)[0][0]).isCloseTo(7, within(1e-12));
    }

    @Test
    void agreesForAGivenMatrixWithValuesMissing() {
        Draws draws = Draws.seeded(61);
        double nan = Double.NaN;
        double[][] outputs = draws.gaussian(9, D).toArray();
        outputs[0] = new double[] {nan, nan};
        outputs[4][1] = nan;
        outputs[7][0] = nan;
        JointGaussian joint = new JointGaussian(
                MultiOutputData.ofOutputs(outputs),
                GpParameters.of(
                        Precomputed.of(draws.covariance(9).toArray()),
                        draws.covariance(D).toArray(),
                        draws.covariance(D).toArray(),
                        new double[D]));
        Posterior posterior = Posterior.of(joint.data(), joint.parameters()).withMeanUncertainty();
        Prediction rows = posterior.leaveOneOut();
        Prediction entries = posterior.leaveOneOutEntries();

        for (int i = 0; i < 9 * D; i++) {
            int t = i / D;
            UniversalKriging all = UniversalKriging.of(joint);
            UniversalKriging.Answer row = all.without(D * t, D * t + 1).values(i);
            UniversalKriging.Answer entry = all.without(i).values(i);
            assertAgrees(rows.mean()[t][i % D], row.mean().get(0, 0), 1e-9);
            assertAgrees(rows.covariance(t)[i % D][i % D], row.covariance().get(0, 0), 1e-9);
            assertAgrees(entries.mean()[t][i % D], entry.mean().get(0, 0), 1e-9);
            assertAgrees(entries.covariance(t)[i % D][i % D], entry.covariance().get(0, 0), 1e-9);
        }
    }

    @Test
    void refusesAMeanThatTheDataDoNotDetermine() {
        double nan = Double.NaN;
        double[][] inputs = {{1}, {2}, {3}, {4}};
        double[][] outputs = {{nan, 1}, {nan, nan}, {nan, 2}, {nan, 3}};
        GpParameters constant = GpParameters.of(
                new Matern32(1),
                Matrix.identity(2).toArray(),
                Matrix.identity(2).toArray(),
                new double[2]);
        Posterior without = Posterior.of(MultiOutputData.of(inputs, outputs), constant);

        assertRefused(without::withMeanUncertainty, "0 values of output 1", "1 coefficients");
    }

    @Test
    void refusesToLeaveOutWhatAloneDeterminesTheMean() {
        double nan = Double.NaN;
        double[][] inputs = {{1}, {2}, {3}, {4}};
        double[][] outputs = {{nan, nan}, {1, 2}, {2, nan}, {3, nan}};
        GpParameters constant = GpParameters.of(
                new Matern32(1),
                Matrix.identity(2).toArray(),
                Matrix.identity(2).toArray(),
                new double[2]);
        Posterior posterior =
                Posterior.of(MultiOutputData.of(inputs, outputs), constant).withMeanUncertainty();

        assertThat(posterior.predict(inputs).size()).isEqualTo(4);
        assertRefused(posterior::leaveOneOut, "value at row 2", "output \"y2\"", "cannot be estimated");
        assertRefused(posterior::leaveOneOutEntries, "value at row 2", "output \"y2\"");
    }

    /** Three new inputs, one of the data, and one beyond them. */
    private static Matrix newInputs(Case problem) {
        Matrix inputs = problem.joint().data().inputs();
        Matrix at = Draws.seeded(99).uniform(5, inputs.columns(), -1, 5);
        for (int q = 0; q < at.columns(); q++) {
            at.set(3, q, inputs.get(2, q));
            at.set(4, q, 9);
        }
        return at;
    }

    private static void assertCovariance(double[][] actual, Matrix expected) {
        assertAgrees(Matrix.copyOf(actual, "covariance"), expected, 1e-9);
    }
}
