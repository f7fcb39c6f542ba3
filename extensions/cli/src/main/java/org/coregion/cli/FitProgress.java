package org.coregion.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.coregion.optim.FitListener;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a fit on standard error, if that is a terminal; silent otherwise. Java cannot tell, so the launcher
 * looks and sets the property {@value #TERMINAL}.
 */
final class FitProgress implements FitListener, AutoCloseable {
    private static final String TERMINAL = "coregion.terminal";

    private final @Nullable ProgressBar bar;

    private FitProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static FitProgress start() {
        if (!Boolean.getBoolean(TERMINAL)) {
            return new FitProgress(null);
        }
        return new FitProgress(new ProgressBarBuilder()
                .setTaskName("Fitting")
                .setUnit(" iterations", 1)
                .setInitialMax(-1)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build());
    }

    @Override
    public void iteration(Progress progress) {
        if (bar != null) {
            bar.stepTo(progress.iteration());
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    "run %d/%d, L = %.4f, gradient %.1e",
                    progress.run(),
                    progress.runs(),
                    progress.objective(),
                    progress.gradientNorm()));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
