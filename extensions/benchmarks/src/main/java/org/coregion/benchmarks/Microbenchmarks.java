package org.coregion.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.coregion.openblas.EigenPhasesBenchmark;

/**
 * The operations that are measured alone.
 *
 * @param evaluation of L with its gradients in K and Σ, on one core
 * @param kernel its matrix and its pullback
 * @param lbfgs an iteration
 * @param eigen the eigendecomposition without a native library
 * @param phases that of the native library, by phases
 */
record Microbenchmarks(
        Microbenchmark evaluation,
        Microbenchmark kernel,
        Microbenchmark lbfgs,
        Microbenchmark eigen,
        Microbenchmark phases) {
    /** All of the page. */
    static Microbenchmarks full() {
        List<Setting> evaluations =
                new ArrayList<>(List.of(evaluation("spectral", 500, 6), evaluation("spectral", 1000, 8)));
        for (String engine : List.of("spectral", "low-rank", "state-space", "grid")) {
            evaluations.add(evaluation(engine, 2000, 4));
            evaluations.add(evaluation(engine, 2000, 10));
        }
        return of(
                evaluations,
                List.of(kernel("se", 1000), kernel("matern52", 1000)),
                List.of(Setting.size(50), Setting.size(500)),
                List.of(decomposition(500), decomposition(1000)),
                List.of(Setting.size(500), Setting.size(1000), Setting.size(2000)));
    }

    /** Small ones of every kind. */
    static Microbenchmarks quick() {
        return of(
                List.of(evaluation("spectral", 36, 2)),
                List.of(kernel("se", 36)),
                List.of(Setting.size(12)),
                List.of(decomposition(12)),
                List.of(Setting.size(12)));
    }

    private static Microbenchmarks of(
            List<Setting> evaluations,
            List<Setting> kernels,
            List<Setting> lbfgs,
            List<Setting> decompositions,
            List<Setting> phases) {
        return new Microbenchmarks(
                Microbenchmark.of(EvaluationBenchmark.class, "evaluate", evaluations)
                        .onOneCore(),
                Microbenchmark.of(KernelBenchmark.class, ".*", kernels),
                Microbenchmark.of(LbfgsBenchmark.class, ".*", lbfgs),
                Microbenchmark.of(EigenBenchmark.class, ".*", decompositions),
                Microbenchmark.of(EigenPhasesBenchmark.class, ".*", phases).ofNativeCode());
    }

    private static Setting evaluation(String engine, int rows, int outputs) {
        return Setting.of("engine", engine).with("rows", rows).with("outputs", outputs);
    }

    private static Setting kernel(String family, int rows) {
        return Setting.of("family", family).with("rows", rows);
    }

    private static Setting decomposition(int n) {
        return Setting.size(n).with("backend", "ejml");
    }

    List<Microbenchmark> all() {
        return List.of(evaluation, kernel, lbfgs, eigen, phases);
    }
}
