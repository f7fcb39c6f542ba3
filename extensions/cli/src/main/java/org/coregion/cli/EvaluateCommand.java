package org.coregion.cli;

import java.util.concurrent.Callable;
import org.coregion.json.Json;
import org.coregion.linalg.Backend;
import org.coregion.model.ModelEvaluation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code coregion evaluate}: the likelihood at given parameters, with its gradients, as JSON. */
@Command(
        name = "evaluate",
        description = "Prints the likelihood and its gradients at the parameters of a model file; fits nothing.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private BackendOption backend = new BackendOption();

    /** What is printed; gradients of the objective L. */
    record Evaluation(double objective, double logMarginalLikelihood, Gradient gradient, String backend) {}

    /** The gradients: per output, D×D, D×D, per kernel parameter. */
    record Gradient(
            double[] logVariances, double[][] noise, double[][] coregionalization, double[] logKernelParameters) {}

    @Override
    public Integer call() {
        ModelOptions.Conditioned read = model.read();
        Backend chosen = backend.of(read);
        ModelEvaluation value = ModelEvaluation.of(read.observations(), read.parameters(), chosen);
        Gradient gradient = new Gradient(
                value.logVariancesGradient(),
                value.noiseGradient(),
                value.coregionalizationGradient(),
                value.logKernelGradient());
        Output.print(
                spec,
                Json.write(new Evaluation(value.objective(), value.logMarginalLikelihood(), gradient, chosen.name())));
        return 0;
    }
}
