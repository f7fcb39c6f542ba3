package org.coregion.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpModel;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/** Measures one fit in this process, which has done nothing before: the first time, then as the compiler leaves it. */
final class FitProbe {
    /** A first fit of this many seconds is not repeated: next to it, what the compiler takes is small. */
    private static final double LONG = 6;

    private static final int FEWEST = 3;

    private final Workload workload;
    private final double settling;
    private final double ofStage;

    private int wholeEvaluations;

    /**
     * @param settling seconds of fits, in whose later half the compiler is taken to have settled
     * @param ofStage seconds that each stage is repeated for
     */
    FitProbe(Workload workload, double settling, double ofStage) {
        this.workload = workload;
        this.settling = settling;
        this.ofStage = ofStage;
    }

    /** Measures the fit, and its stages if asked to. */
    Map<String, String> measure(boolean staged) throws IOException {
        MultiOutputData data = workload.data();
        FitResult first = fit(data);
        double warm = warm(data, first);
        Map<String, String> quantities = new LinkedHashMap<>();
        quantities.put("first", String.valueOf(first.seconds()));
        quantities.put("seconds", String.valueOf(warm));
        quantities.put("peak", String.valueOf(Machine.peakMemory()));
        quantities.put("evaluations", String.valueOf(first.evaluations()));
        quantities.put("evaluationsOfAllRows", String.valueOf(wholeEvaluations));
        quantities.put("iterations", String.valueOf(first.iterations()));
        quantities.put("kernels", String.valueOf(first.eigendecompositions()));
        quantities.put("coarseKernels", String.valueOf(first.coarseEigendecompositions()));
        first.inputRank().ifPresent(rank -> quantities.put("rank", String.valueOf(rank)));
        quantities.put("engine", first.engine());
        quantities.put("backend", first.backend());
        quantities.put("threads", String.valueOf(first.threads()));
        quantities.put("converged", String.valueOf(first.isConverged()));
        if (staged) {
            quantities.putAll(new StageProbe(data, first, ofStage).measure());
        }
        return quantities;
    }

    private double warm(MultiOutputData data, FitResult first) {
        if (first.seconds() > LONG) {
            return first.seconds();
        }
        List<Double> times = new ArrayList<>();
        double total = first.seconds();
        while (times.size() < FEWEST || total < settling) {
            times.add(fit(data).seconds());
            total += times.get(times.size() - 1);
        }
        return Stopwatch.median(times.subList(times.size() / 2, times.size()));
    }

    private FitResult fit(MultiOutputData data) {
        return Fitter.fit(
                data,
                GpModel.withDefaults().withKernel(workload.start()),
                FitOptions.withDefaults()
                        .withEngine(workload.engine())
                        .withListener(progress -> wholeEvaluations = progress.evaluations()));
    }
}
