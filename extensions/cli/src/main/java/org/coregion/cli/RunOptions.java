package org.coregion.cli;

import org.coregion.engine.EngineName;
import org.coregion.optim.FitOptions;
import picocli.CommandLine.Option;

/** The options that say how a fit is run. */
final class RunOptions {
    @Option(
            names = "--reml",
            description = "Maximise the restricted likelihood, which allows for the mean's being estimated.")
    private boolean restricted;

    @Option(names = "--no-standardize", description = "Optimise in the units of the outputs.")
    private boolean notStandardized;

    @Option(
            names = "--restarts",
            defaultValue = "0",
            paramLabel = "N",
            description = "Further runs from random starts (${DEFAULT-VALUE}).")
    private int restarts;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "Seed of the random starts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "name",
            description = "What deals with the observations: auto, by the structure of the data, or spectral, "
                    + "state-space, grid, low-rank, dense (${DEFAULT-VALUE}).")
    private String engine = "";

    @Option(
            names = "--backend",
            defaultValue = "auto",
            paramLabel = "auto|ejml|openblas",
            description =
                    "Who decomposes the large matrices: ejml in Java, openblas natively; auto takes openblas where "
                            + "it loads (${DEFAULT-VALUE}).")
    private String backend = "";

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "The most threads to take; 0 for all processors (${DEFAULT-VALUE}).")
    private int threads;

    /** All of them. */
    FitOptions options() {
        return FitOptions.withDefaults()
                .withRestarts(restarts)
                .withSeed(seed)
                .withStandardization(!notStandardized)
                .withRestrictedLikelihood(restricted)
                .withEngine(EngineName.labelled(engine))
                .withBackend(backend)
                .withThreads(threads);
    }
}
