package org.coregion.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coregion.covariance.CovarianceForm;
import org.coregion.covariance.OutputCovariance;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;
import org.coregion.optim.FitResult;

/** Measures the parts of a fit one by one, at the parameters where it ended. Seconds of one execution each. */
final class StageProbe {
    private final Matrix inputs;
    private final Matrix outputs;
    private final Kernel kernel;
    private final Matrix coregionalization;
    private final Matrix noise;
    private final EngineName engine;
    private final EnginePlan plan;
    private final Backend backend = BackendChoice.fastest();
    private final double atLeast;
    private final Map<String, String> stages = new LinkedHashMap<>();

    /** @param atLeast seconds that each part is repeated for */
    StageProbe(MultiOutputData data, FitResult fit, double atLeast) {
        this.inputs = data.inputs();
        this.outputs = data.outputs();
        this.kernel = fit.parameters().kernel();
        this.coregionalization = fit.parameters().coregionalization();
        this.noise = fit.parameters().noise();
        this.engine = EngineName.labelled(fit.engine());
        this.plan = EnginePlan.of(engine, kernel, inputs, outputs.columns() + 1, backend);
        this.atLeast = atLeast;
    }

    Map<String, String> measure() {
        if (engine == EngineName.STATE_SPACE) {
            put("setUp", Stopwatch.seconds(atLeast, this::likelihood));
        } else {
            decomposition();
        }
        LogMarginalLikelihood likelihood = likelihood();
        put("evaluation", Stopwatch.seconds(atLeast, () -> likelihood.evaluate(coregionalization, noise)));
        OutputCovariance ofK = form(CovarianceForm.full());
        OutputCovariance ofNoise = form(CovarianceForm.diagonal());
        put(
                "information",
                Stopwatch.seconds(
                        atLeast,
                        () -> likelihood.information(
                                ofK, ofK.parametersOf(coregionalization), ofNoise, ofNoise.parametersOf(noise))));
        put("kernelGradient", Stopwatch.seconds(atLeast, likelihood::kernelGradient));
        return stages;
    }

    private void decomposition() {
        Matrix m = kernel.matrix(inputs);
        put("kernelMatrix", Stopwatch.seconds(atLeast, () -> kernel.matrix(inputs)));
        put(
                "decomposition",
                Stopwatch.seconds(
                        atLeast,
                        m::copy,
                        copy -> SymmetricEigen.ofSemidefiniteInPlace(copy, "kernel matrix", backend)));
        Matrix vectors = SymmetricEigen.ofSemidefiniteInPlace(m.copy(), "kernel matrix", backend)
                .vectors();
        Matrix columns = Simulation.normal(inputs.rows(), outputs.columns() + 1, Simulation.random());
        put("projection", Stopwatch.seconds(atLeast, () -> backend.transposeMultiply(columns, vectors)));
        // Any symmetric matrix will do for an adjoint.
        put("pullback", Stopwatch.seconds(atLeast, () -> kernel.pullback(inputs, m)));
    }

    /** In the units of the data. */
    private OutputCovariance form(CovarianceForm form) {
        int d = outputs.columns();
        return form.standardized(Simulation.ones(d).data(), new double[d]);
    }

    private LogMarginalLikelihood likelihood() {
        return LogMarginalLikelihood.ofObservations(plan.engine(kernel), outputs, Simulation.ones(inputs.rows()));
    }

    private void put(String stage, double seconds) {
        stages.put(stage, String.valueOf(seconds));
    }
}
