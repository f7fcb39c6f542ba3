package org.coregion.benchmarks;

import java.util.Optional;

/** The page's tables of single operations: evaluations, kernel matrices, the optimiser. */
final class BenchmarkSection {
    /** Nanoseconds per (t, d) that are aimed for, at that many outputs. */
    private static final String AIM = "5";

    private static final int AIM_OUTPUTS = 10;

    private final Measurements measurements;
    private final StringBuilder text = new StringBuilder();

    private BenchmarkSection(Measurements measurements) {
        this.measurements = measurements;
    }

    /** The section in Markdown. */
    static String of(Microbenchmarks benchmarks, Measurements measurements) {
        BenchmarkSection section = new BenchmarkSection(measurements);
        section.introduction();
        section.evaluations(benchmarks.evaluation());
        section.kernels(benchmarks.kernel());
        section.iterations(benchmarks.lbfgs());
        return section.text.toString();
    }

    private void introduction() {
        text.append("""
                ## Single operations

                Measured by JMH, a process for every line: the mean of five measurements, and half of its interval of 99.9 %%
                confidence. One class again, at settings of one's own:

                ```
                %s
                ```

                """.formatted(Scaling.COMMAND + " -Dmain=org.openjdk.jmh.Main -Dargs=EigenBenchmark"));
    }

    private void evaluations(Microbenchmark benchmark) {
        if (!measurements.has(benchmark.id())) {
            return;
        }
        text.append("""
                **An evaluation of L with ∂L/∂K and ∂L/∂Σ**, on one core, the engine made. The state-space engine filters
                and smooths instead, and brings the kernel's gradient along; the low-rank engine does with its rank in place
                of T. *Aim* is what the spectral engine is to take at D = 10.

                | engine | T | D | one takes | operations | rate | ns per (t, d) | aim |
                |:--|--:|--:|--:|:--|--:|--:|--:|
                """);
        for (Setting setting : benchmark.settings()) {
            Score.of(measurements, benchmark, "evaluate", setting).ifPresent(score -> evaluation(setting, score));
        }
        text.append('\n');
    }

    private void evaluation(Setting setting, Score score) {
        String engine = setting.text("engine");
        double t = setting.number("rows");
        double d = setting.number("outputs");
        if (engine.equals("grid")) {
            double side = Math.floor(Math.sqrt(t));
            t = side * side;
        }
        boolean counted = engine.equals("spectral") || engine.equals("grid");
        boolean aimed = engine.equals("spectral") && d == AIM_OUTPUTS;
        text.append(Numbers.row(
                engine,
                Numbers.count((long) t),
                Numbers.count((long) d),
                score.text(),
                counted ? "TD(5D + 20)" : "–",
                counted ? score.gigaflops(t * d * (5 * d + 20)) : "–",
                Numbers.significant(1e9 * score.seconds() / (t * d)),
                aimed ? AIM : ""));
    }

    private void kernels(Microbenchmark benchmark) {
        if (!measurements.has(benchmark.id())) {
            return;
        }
        text.append("""
                **The kernel matrix and its pullback**, two input columns with a lengthscale each, on all cores.

                | operation | kernel | T | one takes | operations | rate |
                |:--|:--|--:|--:|:--|--:|
                """);
        for (Setting setting : benchmark.settings()) {
            kernel(benchmark, setting, "matrix", "T²/2 values");
            kernel(benchmark, setting, "pullback", "T²/2 derivatives");
        }
        text.append('\n');
    }

    private void kernel(Microbenchmark benchmark, Setting setting, String method, String operations) {
        double t = setting.number("rows");
        String kernel = setting.text("family").equals("se") ? "SE" : "Matérn-5/2";
        Score.of(measurements, benchmark, method, setting)
                .ifPresent(score -> text.append(Numbers.row(
                        method,
                        kernel,
                        Numbers.count((long) t),
                        score.text(),
                        operations,
                        Numbers.significant(2e9 * score.seconds() / (t * t)) + " ns each")));
    }

    private void iterations(Microbenchmark benchmark) {
        if (!measurements.has(benchmark.id())) {
            return;
        }
        text.append("""
                **An iteration of L-BFGS** with 40 remembered steps, of which an evaluation of the objective is the part that
                is not the optimiser's.

                | variables | an iteration | an evaluation |
                |--:|--:|--:|
                """);
        for (Setting setting : benchmark.settings()) {
            Optional<Score> objective = Score.of(measurements, benchmark, "objective", setting);
            Score.of(measurements, benchmark, "iterate", setting)
                    .ifPresent(score -> text.append(Numbers.row(
                            setting.text("n"),
                            score.text(),
                            objective.map(Score::text).orElse("–"))));
        }
        text.append('\n');
    }
}
