package org.coregion;

import java.io.Serial;

/** A numerical method that gave up on a valid input; the message says on which matrix. */
public final class NumericalFailureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message the method, the matrix and its size and scale */
    public NumericalFailureException(String message) {
        super(message);
    }
}
