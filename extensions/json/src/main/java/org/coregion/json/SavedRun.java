package org.coregion.json;

import org.coregion.optim.FitResult;

/**
 * One run of a fit.
 *
 * @param objective where it ended
 * @param stopReason why it stopped
 * @param evaluations of the likelihood
 */
public record SavedRun(double objective, String stopReason, int evaluations) {
    static SavedRun of(FitResult.Run run) {
        return new SavedRun(run.objective(), run.stopReason().name(), run.evaluations());
    }
}
