package org.coregion;

import java.io.Serial;

/**
 * Input that cannot be used as it is. The message names the thing, its place and its value; a second line that starts
 * with "Maybe" says what to do.
 */
public final class InvalidInputException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * The two lines of the message.
     *
     * @param problem what is wrong, where, and the value found
     * @param remedy what the caller could do, without the leading "Maybe"
     */
    public InvalidInputException(String problem, String remedy) {
        super(problem + System.lineSeparator() + "Maybe " + remedy);
    }

    private InvalidInputException(String message) {
        super(message);
    }

    /**
     * The same refusal, with what it is about before its message.
     *
     * @param subject such as {@code "The model \"a\": "}
     */
    public InvalidInputException about(String subject) {
        InvalidInputException about = new InvalidInputException(subject + getMessage());
        about.initCause(this);
        return about;
    }
}
