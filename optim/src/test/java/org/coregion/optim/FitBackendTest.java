package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.coregion.data.MultiOutputData;
import org.coregion.kernel.Matern52;
import org.coregion.model.GpModel;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FitBackendTest {
    private static final MultiOutputData DATA = new Samples(8).data(60, 2, 1, new Matern52(3), 0.5);

    @Test
    void aBackendThatDoesNotLoadIsSaidInOneWarning() {
        List<ILoggingEvent> warnings = warningsOf(FitOptions.withDefaults());

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).getFormattedMessage())
                .contains("unloadable", "ejml takes its place", "its library is for another machine");
    }

    @Test
    void nothingIsSaidIfEjmlWasAskedFor() {
        assertThat(warningsOf(FitOptions.withDefaults().withBackend("ejml"))).isEmpty();
    }

    @Test
    void theResultNamesBackendAndThreads() {
        FitResult fit = fit(FitOptions.withDefaults().withThreads(3));

        assertThat(fit.backend()).isEqualTo("ejml");
        assertThat(fit.threads()).isEqualTo(3);
        assertThat(fit.toString()).contains("s, ejml on 3 threads");
    }

    @Test
    void threadsDoNotChangeTheResult() {
        FitResult one = fit(FitOptions.withDefaults().withThreads(1));
        FitResult two = fit(FitOptions.withDefaults().withThreads(2));

        assertThat(two.objective()).isEqualTo(one.objective());
        assertThat(two.noiseVariances()).containsExactly(one.noiseVariances());
    }

    @Test
    void aBackendThatWasAskedForByNameIsRefusedIfItDoesNotLoad() {
        assertRefused(
                () -> fit(FitOptions.withDefaults().withBackend("unloadable")), "\"unloadable\" cannot be loaded");
        assertRefused(() -> fit(FitOptions.withDefaults().withBackend("mkl")), "no backend \"mkl\"", "auto, ejml");
    }

    private static List<ILoggingEvent> warningsOf(FitOptions options) {
        Logger logger = (Logger) LoggerFactory.getLogger(Fitter.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            fit(options);
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .toList();
    }

    private static FitResult fit(FitOptions options) {
        return Fitter.fit(DATA, GpModel.withDefaults(), options);
    }
}
