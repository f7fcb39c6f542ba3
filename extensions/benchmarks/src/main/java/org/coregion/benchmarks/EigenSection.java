package org.coregion.benchmarks;

import java.util.Optional;

/** The page's tables of the eigendecomposition: with and without a native library, and by phases. */
final class EigenSection {
    private final Microbenchmarks benchmarks;
    private final Measurements measurements;
    private final StringBuilder text = new StringBuilder();

    private EigenSection(Microbenchmarks benchmarks, Measurements measurements) {
        this.benchmarks = benchmarks;
        this.measurements = measurements;
    }

    /** The tables in Markdown; empty if nothing of it was measured. */
    static String of(Microbenchmarks benchmarks, Measurements measurements) {
        EigenSection section = new EigenSection(benchmarks, measurements);
        section.wholes();
        section.phases();
        return section.text.toString();
    }

    private void wholes() {
        if (!measurements.has(benchmarks.eigen().id())
                && !measurements.has(benchmarks.phases().id())) {
            return;
        }
        text.append("""
                **The eigendecomposition of a kernel matrix of n×n**, on all cores: without a native library (EJML), ours on
                the native library, and LAPACK's dsyevd there; rates by 9n³ operations, whatever the method saves.

                | by | n | one takes | rate | against dsyevd |
                |:--|--:|--:|--:|--:|
                """);
        for (Setting setting : benchmarks.eigen().settings()) {
            Score.of(measurements, benchmarks.eigen(), "decompose", setting)
                    .ifPresent(score -> whole("EJML", setting, score));
        }
        for (Setting setting : benchmarks.phases().settings()) {
            phase(setting, "decompose").ifPresent(score -> whole("native", setting, score));
            phase(setting, "dsyevd").ifPresent(score -> whole("dsyevd", setting, score));
        }
        text.append('\n');
    }

    private void whole(String by, Setting setting, Score score) {
        double n = setting.number("n");
        String ratio = phase(Setting.size(setting.number("n")), "dsyevd")
                .map(lapack -> Numbers.significant(score.seconds() / lapack.seconds()))
                .orElse("–");
        text.append(Numbers.row(by, Numbers.count((long) n), score.text(), score.gigaflops(9 * n * n * n), ratio));
    }

    private void phases() {
        if (!measurements.has(benchmarks.phases().id())) {
            return;
        }
        text.append("""
                **Its phases on the native library**: the reduction to tridiagonal form, divide and conquer there, and the
                rotation of its vectors back, 2n³ operations. *Share* is that of the reduction in the three.

                | n | reduction | divide and conquer | rotation | rate of the rotation | share |
                |--:|--:|--:|--:|--:|--:|
                """);
        StringBuilder sentences = new StringBuilder();
        for (Setting setting : benchmarks.phases().settings()) {
            Optional<Score> reduction = phase(setting, "reduction");
            Optional<Score> middle = phase(setting, "divideAndConquer");
            Optional<Score> rotation = phase(setting, "rotation");
            if (reduction.isPresent() && middle.isPresent() && rotation.isPresent()) {
                sentences.append(phases(setting.number("n"), reduction.get(), middle.get(), rotation.get()));
            }
        }
        text.append('\n').append(sentences).append('\n');
    }

    /** Adds a row; returns what it says about steps that stop at the tridiagonal form. */
    private String phases(double n, Score reduction, Score middle, Score rotation) {
        double saved = middle.seconds() + rotation.seconds();
        double rotated = 2 * n * n * n;
        double products = 4 * n * n * n / (rotated / rotation.seconds());
        text.append(Numbers.row(
                Numbers.count((long) n),
                reduction.text(),
                middle.text(),
                rotation.text(),
                rotation.gigaflops(rotated),
                Numbers.percent(reduction.seconds() / (reduction.seconds() + saved))));
        return """
                At n = %s a trial step that stops at the tridiagonal form would save %s (divide and conquer, rotation), and
                its ∂L/∂M would cost two more products of n×n matrices, 4n³ operations: %s at the rate of the rotation.
                """.formatted(Numbers.count((long) n), Numbers.duration(saved), Numbers.duration(products));
    }

    private Optional<Score> phase(Setting setting, String method) {
        return Score.of(measurements, benchmarks.phases(), method, setting);
    }
}
