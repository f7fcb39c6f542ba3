package org.coregion.cli;

import org.coregion.model.Posterior;
import picocli.CommandLine.Option;

/** Whether the uncertainty of the mean itself counts. */
final class MeanUncertaintyOption {
    @Option(
            names = "--mean-uncertainty",
            description = "Counts the uncertainty of the mean: its coefficients are estimated from the data (universal "
                    + "kriging), where else those of the model file are taken as known.")
    private boolean meanUncertainty;

    /** What is known of the outputs, with or without it. */
    Posterior of(Posterior known) {
        return meanUncertainty ? known.withMeanUncertainty() : known;
    }
}
