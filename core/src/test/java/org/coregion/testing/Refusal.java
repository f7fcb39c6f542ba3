package org.coregion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coregion.InvalidInputException;

/** Refused input: the first line names the thing, its place and its value, the second says what to do. */
public final class Refusal {
    private Refusal() {}

    public static void assertRefused(ThrowingCallable call, String... named) {
        InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        String[] lines = String.valueOf(refusal.getMessage()).split(System.lineSeparator(), -1);
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).contains(named);
        assertThat(lines[1]).startsWith("Maybe ").endsWith(".");
    }
}
