package org.coregion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Stream;
import org.coregion.linalg.BackendChoice;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs: once, small, in this process. What it takes is nobody's concern here. */
class BenchmarksTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        // Another run on this machine is no reason to fail.
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^org\\.coregion\\.benchmarks\\.")
                        .param("rows", "36")
                        .param("outputs", "2")
                        .param("n", "12")
                        .param(
                                "backend",
                                Stream.of("ejml", BackendChoice.fastest().name())
                                        .distinct()
                                        .toArray(String[]::new))
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark().replace("org.coregion.benchmarks.", ""))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "EigenBenchmark.decompose",
                        "EvaluationBenchmark.evaluate",
                        "EvaluationBenchmark.evaluateWithKernelGradient",
                        "KernelBenchmark.matrix",
                        "KernelBenchmark.pullback",
                        "LbfgsBenchmark.iterate",
                        "LbfgsBenchmark.objective");
    }
}
