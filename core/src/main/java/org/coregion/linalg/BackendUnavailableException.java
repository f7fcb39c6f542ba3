package org.coregion.linalg;

import java.io.Serial;

/** A backend that is on the class path but cannot be used here. */
public final class BackendUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Why.
     *
     * @param reason what is missing, as the end of a sentence
     */
    public BackendUnavailableException(String reason) {
        super(reason);
    }

    /**
     * Why, and from what.
     *
     * @param reason what is missing, as the end of a sentence
     * @param cause what the loader said
     */
    public BackendUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
