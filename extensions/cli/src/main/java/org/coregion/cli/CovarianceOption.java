package org.coregion.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern RANK = Pattern.compile("rank:(\\d{1,9})(\\+diagonal)?");

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
        Matcher rank = RANK.matcher(value);
        if (rank.matches()) {
            int r = Integer.parseInt(rank.group(1));
            return rank.group(2) == null ? CovarianceForm.lowRank(r) : CovarianceForm.lowRankPlusDiagonal(r);
        }
        return switch (value) {
            case "full" -> CovarianceForm.full();
            case "diagonal" -> CovarianceForm.diagonal();
            case "isotropic" -> CovarianceForm.isotropic();
            default ->
                throw new InvalidInputException(option + " does not know \"" + value + "\".", "choose " + known + ".");
        };
    }
}
