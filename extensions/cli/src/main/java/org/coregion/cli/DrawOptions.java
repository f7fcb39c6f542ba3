package org.coregion.cli;

import org.coregion.InvalidInputException;
import picocli.CommandLine.Option;

/** How many random draws, and from which seed. */
final class DrawOptions {
    @Option(
            names = "--count",
            defaultValue = "1",
            paramLabel = "N",
            description = "The number of draws (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "The same seed gives the same draws (${DEFAULT-VALUE}).")
    private long seed;

    int count() {
        if (count < 1) {
            throw new InvalidInputException("--count is " + count + ".", "ask for at least 1 draw.");
        }
        return count;
    }

    long seed() {
        return seed;
    }
}
