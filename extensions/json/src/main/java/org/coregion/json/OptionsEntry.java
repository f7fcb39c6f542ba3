package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.coregion.engine.EngineName;
import org.coregion.optim.FitOptions;
import org.jspecify.annotations.Nullable;

/** The options of a fit in a model file; those that are absent have their defaults. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OptionsEntry(
        @Nullable Integer restarts,
        @Nullable Long seed,
        @Nullable Boolean standardized,
        @Nullable Boolean restricted,
        @Nullable Double noiseFloor,
        @Nullable Double gradientTolerance,
        @Nullable Integer maxEvaluations,
        @Nullable String engine,
        @Nullable String backend,
        @Nullable Integer threads) {

    static OptionsEntry of(FitOptions options) {
        return new OptionsEntry(
                options.restarts(),
                options.seed(),
                options.isStandardized(),
                options.isRestricted(),
                options.noiseFloor(),
                options.gradientTolerance(),
                options.maxEvaluations(),
                options.engine().label(),
                options.backend(),
                options.threads());
    }

    /** The options, without a listener. */
    FitOptions options() {
        FitOptions absent = FitOptions.withDefaults();
        return absent.withRestarts(restarts == null ? absent.restarts() : restarts)
                .withSeed(seed == null ? absent.seed() : seed)
                .withStandardization(standardized == null ? absent.isStandardized() : standardized)
                .withRestrictedLikelihood(restricted == null ? absent.isRestricted() : restricted)
                .withNoiseFloor(noiseFloor == null ? absent.noiseFloor() : noiseFloor)
                .withGradientTolerance(gradientTolerance == null ? absent.gradientTolerance() : gradientTolerance)
                .withMaxEvaluations(maxEvaluations == null ? absent.maxEvaluations() : maxEvaluations)
                .withEngine(engine == null ? absent.engine() : EngineName.labelled(engine))
                .withBackend(backend == null ? absent.backend() : backend)
                .withThreads(threads == null ? absent.threads() : threads);
    }
}
