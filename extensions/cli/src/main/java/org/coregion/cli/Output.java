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
        if (out.checkError()) {
            throw new UncheckedIOException(new IOException("The result could not be written to standard output."));
        }
    }
}
