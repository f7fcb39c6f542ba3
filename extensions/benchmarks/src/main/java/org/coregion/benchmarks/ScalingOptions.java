package org.coregion.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coregion.InvalidInputException;

/**
 * What {@link Scaling} is asked for.
 *
 * @param quick a few small cases
 * @param resume whether the cases that are measured already stay as they are
 * @param render whether nothing is measured
 * @param only the ids of the cases to measure; empty for all
 * @param folder where the page goes
 */
record ScalingOptions(boolean quick, boolean resume, boolean render, List<String> only, Path folder) {
    static ScalingOptions of(String... arguments) {
        boolean quick = false;
        boolean resume = false;
        boolean render = false;
        List<String> only = new ArrayList<>();
        Path folder = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--resume" -> resume = true;
                case "--render" -> render = true;
                case "--only" -> only.add(value(arguments, ++i));
                case "--to" -> folder = Path.of(value(arguments, ++i));
                default ->
                    throw new InvalidInputException(
                            "There is no option \"" + arguments[i] + "\".",
                            "choose among --quick, --resume, --render, --only CASE and --to FOLDER.");
            }
        }
        Path standard = quick ? Path.of("extensions", "benchmarks", "target", "docs") : Path.of("docs");
        return new ScalingOptions(quick, resume, render, List.copyOf(only), folder == null ? standard : folder);
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new InvalidInputException(
                    "The option \"" + arguments[index - 1] + "\" has no value.", "write it after a space.");
        }
        return arguments[index];
    }

    /** Whether what was measured before stays. */
    boolean keepsOthers() {
        return resume || render || !only.isEmpty();
    }
}
