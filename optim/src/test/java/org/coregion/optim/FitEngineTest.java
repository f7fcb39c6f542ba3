package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern12;
import org.coregion.kernel.Matern32;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.kernel.Sum;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit reaches the same optimum with every engine that applies. */
class FitEngineTest {
    private static final double SAME = 1e-6;

    private record Case(String name, MultiOutputData data, KernelStart kernel, EngineName one, EngineName other) {
        FitResult with(EngineName engine) {
            return fit(data, kernel, engine);
        }

        @Override
        public String toString() {
            return name + ", " + one.label() + " and " + other.label();
        }
    }

    static Stream<Case> cases() {
        Kernel two = Sum.of(new Matern12(1), new Matern52(5));
        MultiOutputData smooth = new Samples(3).data(250, 2, 1, new SquaredExponential(2), 0.3);
        MultiOutputData grid = onGrid(9, 7, new SquaredExponential(3));
        MultiOutputData few = new Samples(5).data(15, 2, 2, new Matern52(3), 0.4);
        return Stream.of(
                linear("Matérn 1/2", 2, new Matern12(2), Matern12.isotropic()),
                linear("Matérn 3/2", 3, new Matern32(1), Matern32.isotropic()),
                linear("Matérn 5/2", 2, new Matern52(1), Matern52.isotropic()),
                linear("sum", 3, two, Sum.of(new Matern12(0.5), new Matern52(3))),
                new Case("smooth", smooth, SquaredExponential.isotropic(), EngineName.LOW_RANK, EngineName.SPECTRAL),
                new Case("grid", grid, SquaredExponential.ard(), EngineName.GRID, EngineName.SPECTRAL),
                new Case("few rows", few, Matern52.ard(), EngineName.DENSE, EngineName.SPECTRAL),
                new Case("repeated rows", repeated(1), Matern52.isotropic(), EngineName.DENSE, EngineName.SPECTRAL),
                new Case(
                        "repeated rows",
                        repeated(1),
                        Matern52.isotropic(),
                        EngineName.STATE_SPACE,
                        EngineName.SPECTRAL),
                new Case("repeated rows", repeated(2), Matern32.ard(), EngineName.DENSE, EngineName.SPECTRAL));
    }

    private static Case linear(String name, int d, Kernel truth, KernelStart kernel) {
        MultiOutputData data = new Samples(d).data(220, d, 1, truth, 0.5);
        return new Case(name, data, kernel, EngineName.STATE_SPACE, EngineName.SPECTRAL);
    }

    /** Draws with K of low rank, where L has saddles and several optima in K. */
    static Stream<Case> saddles() {
        return IntStream.of(1, 9, 13, 16, 22, 23).mapToObj(seed -> {
            Samples samples = new Samples(100 + seed);
            double[][] inputs = samples.inputs(60 + seed, 1);
            int d = 2 + seed % 3;
            double[][] outputs = samples.outputs(inputs, d, new Matern32(seed == 16 ? 0.3 : 2), 1 + seed % d, 0.7);
            return new Case(
                    "saddles " + seed,
                    MultiOutputData.of(inputs, outputs),
                    Matern32.isotropic(),
                    EngineName.STATE_SPACE,
                    EngineName.SPECTRAL);
        });
    }

    @ParameterizedTest
    @MethodSource({"cases", "saddles"})
    void everyEngineReachesTheSameOptimum(Case of) {
        FitResult one = of.with(of.one);
        FitResult other = of.with(of.other);

        assertThat(one.isConverged()).as("%s", one).isTrue();
        assertThat(other.isConverged()).as("%s", other).isTrue();
        assertThat(one.objective()).isCloseTo(other.objective(), within(SAME));
        assertThat(Vectors.maxNorm(Vectors.plus(logKernel(one), -1, logKernel(other))))
                .isLessThan(1e-2);
        assertThat(one.engine()).isEqualTo(of.one.label());
        assertThat(other.engine()).isEqualTo(of.other.label());
        assertThat(one.engineReason()).isEqualTo("asked for");
    }

    @Test
    void manyRowsOfOneInputTakeLinearTimeUnasked() {
        MultiOutputData data = new Samples(2).data(1200, 2, 1, new Matern32(0.5), 0.5);

        FitResult fit = fit(data, Matern32.isotropic(), EngineName.AUTO);

        assertThat(fit.isConverged()).isTrue();
        assertThat(fit.engine()).isEqualTo("state-space");
        assertThat(fit.engineReason()).startsWith("one input column");
        assertThat(fit.inputRank()).isEmpty();
        assertThat(fit.eigendecompositions()).isZero();
        assertThat(fit.toString()).contains("engine state-space: one input column");
        assertThat(fit.search()).isEqualTo("joint");
        assertThat(fit.searchReason()).startsWith("all parameters at once take about ");
        assertThat(fit.toString()).contains("search joint: all parameters at once take about ");
    }

    @Test
    void aSmoothKernelSaysItsRank() {
        MultiOutputData data = new Samples(3).data(250, 2, 1, new SquaredExponential(3), 0.3);

        FitResult fit = fit(data, SquaredExponential.isotropic(), EngineName.AUTO);

        assertThat(fit.engine()).isEqualTo("low-rank");
        assertThat(fit.inputRank()).isPresent();
        assertThat(fit.inputRank().orElseThrow()).isLessThan(62);
        assertThat(fit.toString()).contains("engine low-rank: few eigenvectors carry");
        assertThat(fit.search()).isEqualTo("profile");
        assertThat(fit.searchReason()).startsWith("K and the noise within each kernel take about ");
    }

    @Test
    void aGridSaysWhatItIs() {
        FitResult fit = fit(onGrid(5, 6, new SquaredExponential(3)), SquaredExponential.ard(), EngineName.AUTO);

        assertThat(fit.engine()).isEqualTo("grid");
        assertThat(fit.engineReason()).startsWith("the inputs are a complete grid");
    }

    /** State space for T·D past the size from which it takes several threads, and the spectral engine. */
    @Test
    void theNumberOfThreadsDoesNotMatter() {
        MultiOutputData line = randomWalks(8200, 4);
        MultiOutputData plane = new Samples(4).data(120, 3, 2, new Matern52(3), 0.5);
        FitOptions few = FitOptions.withDefaults().withMaxEvaluations(10);

        assertSameWithThreads(line, Matern12.isotropic(), few);
        assertSameWithThreads(plane, Matern52.ard(), FitOptions.withDefaults());
    }

    private static void assertSameWithThreads(MultiOutputData data, KernelStart kernel, FitOptions options) {
        GpModel model = GpModel.withDefaults().withKernel(kernel);
        FitResult one = Fitter.fit(data, model, options.withThreads(1));
        FitResult two = Fitter.fit(data, model, options.withThreads(2));

        assertThat(two.objective()).isEqualTo(one.objective());
        assertThat(logKernel(two)).isEqualTo(logKernel(one));
        assertThat(two.coregionalization()).isDeepEqualTo(one.coregionalization());
        assertThat(two.noiseVariances()).isEqualTo(one.noiseVariances());
        assertThat(two.mean()).isEqualTo(one.mean());
        assertThat(two.evaluations()).isEqualTo(one.evaluations());
    }

    @Test
    void refusesAnEngineThatDoesNotApplyBeforeAnyEvaluation() {
        MultiOutputData scattered = new Samples(6).data(60, 2, 2, new Matern52(3), 0.5);
        MultiOutputData line = new Samples(6).data(60, 2, 1, new Matern52(3), 0.5);

        assertRefusedAtOnce(scattered, SquaredExponential.ard(), EngineName.GRID, "The 60 rows are no complete grid");
        assertRefusedAtOnce(onGrid(5, 6, new Matern52(3)), Matern52.ard(), EngineName.GRID, "matern52");
        assertRefusedAtOnce(scattered, Matern52.ard(), EngineName.STATE_SPACE, "has no state-space form");
        assertRefusedAtOnce(line, SquaredExponential.ard(), EngineName.STATE_SPACE, "has no state-space form");
    }

    /** The constructor evaluates nothing, whatever the coarse levels would take. */
    private static void assertRefusedAtOnce(
            MultiOutputData data, KernelStart kernel, EngineName engine, String message) {
        ThrowingCallable made = () -> new FitSetup(
                data,
                GpModel.withDefaults().withKernel(kernel),
                FitOptions.withDefaults().withEngine(engine));
        assertRefused(made, message);
    }

    private static FitResult fit(MultiOutputData data, KernelStart kernel, EngineName engine) {
        return Fitter.fit(
                data,
                GpModel.withDefaults().withKernel(kernel),
                FitOptions.withDefaults().withEngine(engine));
    }

    private static double[] logKernel(FitResult fit) {
        return fit.parameters().kernel().logParameters();
    }

    private static MultiOutputData onGrid(int rows, int columns, Kernel kernel) {
        double[][] inputs = IntStream.range(0, rows * columns)
                .mapToObj(i -> new double[] {i % rows, Math.floorDiv(i, rows) * 1.5})
                .toArray(double[][]::new);
        return MultiOutputData.of(inputs, new Samples(9).outputs(inputs, 2, kernel, 2, 0.3));
    }

    /** Seen through noise. */
    private static MultiOutputData randomWalks(int t, int d) {
        Samples samples = new Samples(4);
        double[][] steps = samples.noise(t, d);
        double[][] noise = samples.noise(t, d);
        double[][] outputs = new double[t][d];
        double[][] inputs = new double[t][1];
        double[] at = new double[d];
        for (int i = 0; i < t; i++) {
            inputs[i][0] = i;
            for (int j = 0; j < d; j++) {
                at[j] = 0.99 * at[j] + steps[i][j];
                outputs[i][j] = at[j] + at[0] + 3 * noise[i][j];
            }
        }
        return MultiOutputData.of(inputs, outputs);
    }

    /** 60 rows at 25 inputs. */
    private static MultiOutputData repeated(int q) {
        Samples samples = new Samples(12);
        double[][] distinct = samples.inputs(25, q);
        double[][] inputs =
                IntStream.range(0, 60).mapToObj(t -> distinct[t * 7 % 25]).toArray(double[][]::new);
        return MultiOutputData.of(inputs, samples.outputs(inputs, 2, new Matern52(2), 2, 0.4));
    }
}
