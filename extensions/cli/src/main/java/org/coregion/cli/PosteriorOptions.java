package org.coregion.cli;

import org.coregion.model.Posterior;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How what a model and its data say is worked out. */
final class PosteriorOptions {
    @Option(
            names = "--mean-uncertainty",
            description = "Counts the uncertainty of the mean: its coefficients are estimated from the data (universal "
                    + "kriging) under the constraints and priors of the fit, where else those of the model file are "
                    + "taken as known.")
    private boolean meanUncertainty;

    @Mixin
    private BackendOption backend = new BackendOption();

    /** What the model says of the outputs. */
    Posterior of(ModelOptions.Conditioned model) {
        Posterior known = Posterior.of(model.observations(), model.parameters(), backend.of(model));
        return meanUncertainty ? known.withMeanUncertainty() : known;
    }
}
