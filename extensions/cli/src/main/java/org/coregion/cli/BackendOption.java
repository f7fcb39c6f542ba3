package org.coregion.cli;

import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option that names who computes the large matrices of a model. */
final class BackendOption {
    private static final Logger LOG = LoggerFactory.getLogger(BackendOption.class);

    @Option(
            names = "--backend",
            paramLabel = "auto|ejml|openblas",
            description = "Who computes the large matrices: ejml in Java, openblas natively; auto takes openblas where "
                    + "it loads. Without it, the one that the model was fitted with, so that all digits are the same.")
    private @Nullable String backend;

    /** The backend asked for, or that of the model. */
    Backend of(ModelOptions.Conditioned model) {
        BackendChoice choice = backend == null
                ? BackendChoice.preferring(model.backend().orElse(BackendChoice.AUTO))
                : BackendChoice.of(backend, 0);
        choice.fallback().ifPresent(LOG::warn);
        return choice.backend();
    }
}
