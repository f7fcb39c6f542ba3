package org.coregion.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output: the result of a command and nothing else. */
final class Output {
    private Output() {}

    /**
     * Prints a whole result.
     *
     * @throws UncheckedIOException if it did not arrive, on a full disk say
     */
    static void print(@Nullable CommandSpec spec, String text) {
        if (spec == null) {
            throw new IllegalStateException("The command was not started by the parser.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        // The writer may hide what the stream below it met.
        if (out.checkError() || System.out.checkError()) {
            String message =
                    "The result could not be written to standard output: the disk is full, or the reader gone.";
            throw new UncheckedIOException(message, new IOException(message));
        }
    }
}
