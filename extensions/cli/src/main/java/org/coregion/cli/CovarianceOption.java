package org.coregion.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;

/**
 * The form of K or Σ that an option names.
 *
 * @param option the option, for messages
 * @param value what it says
 * @param known the values it knows, for messages
 */
record CovarianceOption(String option, String value, String known) {
    /** What precedes the path of a given matrix. */
    private static final String FIXED = "fixed:";

    /** The file of a given matrix. */
    Optional<Path> file() {
        return value.startsWith(FIXED) && value.length() > FIXED.length()
                ? Optional.of(Path.of(value.substring(FIXED.length())))
                : Optional.empty();
    }

    /**
     * The form, unless it is a file's.
     *
     * @throws InvalidInputException if the option does not know its value
     */
    CovarianceForm form() {
        return CovarianceForm.named(value)
                .orElseThrow(() -> new InvalidInputException(
                        option + " does not know \"" + value + "\".", "choose " + known + "."));
    }
}
