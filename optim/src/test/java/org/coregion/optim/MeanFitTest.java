package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern32;
import org.coregion.likelihood.DenseLikelihood;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Products;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.model.ModelEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits with a mean that depends on the inputs. */
class MeanFitTest {
    private static final int T = 45;

    private final double[][] inputs = new Samples(3).inputs(T, 1);
    private final double[][] outputs = new Samples(4).outputs(inputs, 2, new Matern32(2), 2, 0.5);

    static List<Mean> means() {
        return List.of(
                Mean.linear(),
                Mean.polynomial(2),
                Mean.basis(List.of("step"), x -> new double[] {x[0] > 5 ? 1 : 0}),
                Mean.basis(List.of("sine", "one"), x -> new double[] {Math.sin(x[0]), 1}));
    }

    /** Adding a mean of the form to the outputs adds its coefficients to the estimates, and changes nothing else. */
    @ParameterizedTest
    @MethodSource("means")
    void followsAMeanThatIsAddedInAnyUnits(Mean mean) {
        GpModel model = GpModel.withDefaults().withMean(mean);
        double[] unit = {1e-4, 300};
        Matrix phi = mean.over(List.of("x1")).matrix(Matrix.copyOf(inputs, "inputs"));
        Matrix added = Matrix.zeros(phi.columns(), 2);
        Arrays.setAll(added.data(), i -> 40 - 7 * i);
        Matrix moved = Matrix.copyOf(outputs, "outputs")
                .plus(1, Products.multiply(phi, added))
                .scaledColumns(unit);

        FitResult fit = Fitter.fit(MultiOutputData.of(inputs, outputs), model);
        FitResult other = Fitter.fit(MultiOutputData.of(inputs, moved.toArray()), model);

        assertThat(fit.isConverged() && other.isConverged()).isTrue();
        double logUnits = T * (Math.log(unit[0]) + Math.log(unit[1]));
        assertThat(other.objective()).isCloseTo(fit.objective() - logUnits, within(1e-6));
        for (int p = 0; p < phi.columns(); p++) {
            for (int d = 0; d < 2; d++) {
                assertThat(other.meanCoefficients()[p][d] / unit[d] - added.get(p, d))
                        .isCloseTo(fit.meanCoefficients()[p][d], within(1e-3));
                assertThat(other.meanStandardErrors()[p][d] / unit[d])
                        .isCloseTo(fit.meanStandardErrors()[p][d], within(1e-3 * fit.meanStandardErrors()[p][d]));
            }
        }
        double[][] at = {{-1}, {4.2}, {13}};
        double[][] expected = fit.posterior().predict(at).mean();
        Matrix atNew = mean.over(List.of("x1")).matrix(Matrix.copyOf(at, "inputs"));
        Matrix shift = Products.multiply(atNew, added);
        double[][] predicted = other.posterior().predict(at).mean();
        for (int i = 0; i < at.length; i++) {
            for (int d = 0; d < 2; d++) {
                assertThat(predicted[i][d] / unit[d] - shift.get(i, d)).isCloseTo(expected[i][d], within(1e-2));
            }
        }
    }

    /** The dense formula, in the units and basis of the user. */
    @ParameterizedTest
    @MethodSource("means")
    void givesTheCoefficientsAndCovarianceOfGeneralisedLeastSquares(Mean mean) {
        MultiOutputData data =
                MultiOutputData.of(inputs, Samples.affine(outputs, new double[] {1, 50}, new double[] {3, -8}));
        FitResult fit = Fitter.fit(data, GpModel.withDefaults().withMean(mean));

        Matrix phi = mean.over(data.inputNames()).matrix(data.inputs());
        Matrix x = Matrix.zeros(2 * T, 2 * phi.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = i % 2; j < x.columns(); j += 2) {
                x.set(i, j, phi.get(i / 2, j / 2));
            }
        }
        Matrix u = DenseLikelihood.jointCovariance(
                fit.parameters().kernel().matrix(data.inputs()),
                fit.parameters().coregionalization(),
                fit.parameters().noise());
        Matrix weighted = Cholesky.of(u, "U").solve(x);
        Cholesky normal = Cholesky.of(Products.transposeMultiply(x, weighted), "normal matrix");
        double[] covariance = normal.solve(Matrix.identity(x.columns())).data();
        double[] beta = normal.solve(Products.transposeMultiply(
                        weighted, Matrix.wrap(2 * T, 1, data.outputs().data())))
                .data();

        Matrix actual = Matrix.copyOf(fit.meanCovariance(), "covariance");
        for (int i = 0; i < beta.length; i++) {
            double error = Math.sqrt(covariance[i * beta.length + i]);
            assertThat(fit.meanStandardErrors()[i / 2][i % 2]).isCloseTo(error, within(1e-9 * error));
            assertThat(fit.meanCoefficients()[i / 2][i % 2]).isCloseTo(beta[i], within(1e-7 * error));
            for (int j = 0; j < beta.length; j++) {
                double other = Math.sqrt(covariance[j * beta.length + j]);
                assertThat(actual.get(i, j)).isCloseTo(covariance[i * beta.length + j], within(1e-9 * error * other));
            }
        }
        assertThat(ModelEvaluation.of(data, fit.parameters()).objective()).isCloseTo(fit.objective(), within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            names = {"SPECTRAL", "STATE_SPACE", "DENSE"})
    void doesNotDependOnTheEngine(EngineName engine) {
        MultiOutputData data = MultiOutputData.of(inputs, outputs);
        GpModel model = GpModel.withDefaults().withKernel(Matern32.ard()).withMean(Mean.linear());
        FitOptions options = FitOptions.withDefaults();
        FitResult automatic = Fitter.fit(data, model, options);

        FitResult fit = Fitter.fit(data, model, options.withEngine(engine));

        assertThat(fit.objective()).isCloseTo(automatic.objective(), within(1e-6));
        assertThat(fit.meanStandardErrors()[1][0])
                .isCloseTo(
                        automatic.meanStandardErrors()[1][0],
                        within(1e-3 * automatic.meanStandardErrors()[1][0]));
    }

    /** A function that is 0 at most rows is 0 at all rows of a part. */
    @Test
    void fitsAFunctionOfFewRows() {
        MultiOutputData data = new Samples(5).data(120, 1, 1, new Matern32(1), 0.5);
        double largest = Arrays.stream(data.inputs().data()).max().orElseThrow();
        Mean mean = Mean.basis(List.of("1", "last"), x -> new double[] {1, x[0] == largest ? 1 : 0});

        FitResult fit = Fitter.fit(data, GpModel.withDefaults().withMean(mean));

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.meanStandardErrors()[1][0]).isFinite();
    }

    @Test
    void readsAsATableWithStandardErrors() {
        MultiOutputData data = MultiOutputData.of(inputs, outputs).withNames(List.of("depth"), List.of("zinc", "lead"));
        FitResult fit = Fitter.fit(data, GpModel.withDefaults().withMean(Mean.linear("depth")));

        assertThat(fit.toString()).contains("std. error").containsPattern("zinc +depth +-?[0-9.e-]+ +[0-9.e-]+");
        assertThat(catchThrowable(fit::mean))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[1, depth]");
    }

    @Test
    void refusesAMeanThatTheRowsCannotTell() {
        MultiOutputData data = MultiOutputData.of(new double[][] {{1, 7}, {2, 7}, {4, 7}}, new double[3][1]);

        assertThat(catchThrowable(() -> Fitter.fit(data, GpModel.withDefaults().withMean(Mean.linear()))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"x2\" is a combination of \"1\"");
        assertThat(catchThrowable(() -> Fitter.fit(data, GpModel.withDefaults().withMean(Mean.linear("depth")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"depth\"");
    }
}
