package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.coregion.InvalidInputException;
import org.coregion.covariance.CovarianceForm;
import org.jspecify.annotations.Nullable;

/**
 * The form of K or Σ in a model file.
 *
 * @param form its name, as {@link CovarianceForm#named} has it; absent if it is given
 * @param fixed D×D in the units of the outputs, if it is given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CovarianceEntry(@Nullable String form, double @Nullable [] @Nullable [] fixed) {
    /**
     * The entry of a form.
     *
     * @param name what has it, for messages
     * @throws InvalidInputException if it is an application's own
     */
    static CovarianceEntry of(CovarianceForm form, String name) {
        if (form.given().isPresent()) {
            return new CovarianceEntry(null, form.given().get().toArray());
        }
        return CovarianceForm.named(form.toString())
                .filter(form::equals)
                .map(named -> new CovarianceEntry(named.toString(), null))
                .orElseThrow(() -> new InvalidInputException(
                        "The form of " + name + " is Java of its own, which a file does not hold.",
                        "choose one that CovarianceForm has."));
    }

    /**
     * The form.
     *
     * @param name of a given matrix, for messages
     */
    CovarianceForm form(String name) {
        if (form == null && fixed != null) {
            return CovarianceForm.fixed(fixed, name);
        }
        if (form == null || fixed != null) {
            throw new InvalidInputException(
                    "The form of a " + name + " has neither \"form\" nor \"fixed\", or both.",
                    "write {\"form\": \"full\"}, or {\"fixed\": [[…]]} with the values.");
        }
        return CovarianceForm.named(form)
                .orElseThrow(() -> new InvalidInputException(
                        "There is no form \"" + form + "\" of a " + name + ".",
                        "choose full, diagonal, isotropic, rank:1 or rank:1+diagonal."));
    }
}
