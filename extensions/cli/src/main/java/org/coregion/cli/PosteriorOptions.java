package org.coregion.cli;

import org.coregion.linalg.BackendChoice;
import org.coregion.model.Posterior;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How what a model and its data say is worked out. */
final class PosteriorOptions {
    private static final Logger LOG = LoggerFactory.getLogger(PosteriorOptions.class);

    @Option(
            names = "--mean-uncertainty",
            description = "Counts the uncertainty of the mean: its coefficients are estimated from the data (universal "
                    + "kriging) under the constraints and priors of the fit, where else those of the model file are "
                    + "taken as known.")
    private boolean meanUncertainty;

    @Option(
            names = "--backend",
            paramLabel = "auto|ejml|openblas",
            description = "Who computes the large matrices: ejml in Java, openblas natively; auto takes openblas where "
                    + "it loads. Without it, the one that the model was fitted with, so that all digits are the same.")
    private @Nullable String backend;

    /** What the model says of the outputs. */
    Posterior of(ModelOptions.Conditioned model) {
        BackendChoice choice = backend == null
                ? BackendChoice.preferring(model.backend().orElse(BackendChoice.AUTO))
                : BackendChoice.of(backend, 0);
        choice.fallback().ifPresent(LOG::warn);
        Posterior known = Posterior.of(model.observations(), model.parameters(), choice.backend());
        return meanUncertainty ? known.withMeanUncertainty() : known;
    }
}
