package org.coregion.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A class of JMH benchmarks, run by JMH with a process for every method and setting.
 *
 * @param type the class
 * @param methods those to run, as a regular expression
 * @param settings a value for each parameter
 * @param warmup iterations that do not count
 * @param options the processes' own options
 */
record Microbenchmark(Class<?> type, String methods, List<Setting> settings, int warmup, List<String> options)
        implements Case {
    /** One core: neither we nor the libraries nor the collector start more threads of work than that. */
    private static final List<String> ONE_CORE = List.of("-XX:ActiveProcessorCount=1");

    /** The compiler settles within three seconds. */
    private static final int WARMUP = 7;

    private static final int NATIVE_WARMUP = 2;

    private static final int ITERATIONS = 5;

    /** That have an error. */
    private static final int FEWEST = 3;

    static Microbenchmark of(Class<?> type, String methods, List<Setting> settings) {
        return new Microbenchmark(type, methods, settings, WARMUP, List.of());
    }

    Microbenchmark onOneCore() {
        return new Microbenchmark(type, methods, settings, warmup, ONE_CORE);
    }

    /** For what Java's compiler has little to do with. */
    Microbenchmark ofNativeCode() {
        return new Microbenchmark(type, methods, settings, NATIVE_WARMUP, options);
    }

    @Override
    public String id() {
        return type.getSimpleName();
    }

    /** Seconds of one operation by method and setting, and JMH's errors of them. */
    @Override
    public Map<String, String> measure(boolean quick) {
        Map<String, String> quantities = new LinkedHashMap<>();
        try {
            for (Setting setting : settings) {
                for (RunResult result : new Runner(options(setting, quick).build()).run()) {
                    Score score = new Score(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreError());
                    score.putInto(
                            quantities,
                            setting.quantity(result.getPrimaryResult().getLabel()));
                }
            }
        } catch (RunnerException failure) {
            System.err.println(id() + ": " + failure.getMessage());
            return Map.of();
        }
        return quantities;
    }

    private ChainedOptionsBuilder options(Setting setting, boolean quick) {
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include("^" + Pattern.quote(type.getName()) + "\\.(" + methods + ")$")
                .forks(1)
                .jvmArgsAppend(options.toArray(String[]::new))
                .timeUnit(TimeUnit.SECONDS)
                .warmupIterations(quick ? 0 : warmup)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementIterations(quick ? FEWEST : ITERATIONS)
                .measurementTime(TimeValue.milliseconds(quick ? 5 : 300))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        setting.values().forEach(builder::param);
        return builder;
    }
}
