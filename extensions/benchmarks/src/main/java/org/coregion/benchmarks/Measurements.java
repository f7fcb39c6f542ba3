package org.coregion.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coregion.InvalidInputException;

/** What was measured: quantities by case, kept as lines "case,quantity,value" so that a run can be taken up again. */
final class Measurements {
    private static final String HEADER = "case,quantity,value";

    private final Map<String, Map<String, String>> byCase = new LinkedHashMap<>();

    /**
     * Those in a file; none if there is no file.
     *
     * @throws InvalidInputException if a line is not what {@link #text()} writes
     */
    static Measurements read(Path file) throws IOException {
        Measurements result = new Measurements();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                result.addLine(file, line);
            }
        }
        return result;
    }

    private void addLine(Path file, String line) {
        // A value may hold commas: it is the rest of the line.
        String[] parts = line.split(",", 3);
        if (parts.length < 3) {
            throw new InvalidInputException(
                    "The line \"" + line + "\" of " + file + " is not \"" + HEADER + "\".",
                    "delete the file: it is written anew.");
        }
        byCase.computeIfAbsent(parts[0], id -> new LinkedHashMap<>()).put(parts[1], parts[2]);
    }

    /** Files quantities under a case, in place of what was there. */
    void put(String id, Map<String, String> quantities) {
        byCase.put(id, Map.copyOf(quantities));
    }

    boolean has(String id) {
        return byCase.containsKey(id);
    }

    boolean has(String id, String quantity) {
        return of(id).containsKey(quantity);
    }

    /** The quantities of a case; empty if it was not measured. */
    Map<String, String> of(String id) {
        return byCase.getOrDefault(id, Map.of());
    }

    /** A quantity that is there. */
    String text(String id, String quantity) {
        String value = of(id).get(quantity);
        if (value == null) {
            throw new InvalidInputException(
                    "The case \"" + id + "\" has no quantity \"" + quantity + "\".", "measure it again: --only " + id);
        }
        return value;
    }

    /** A number that is there. */
    double number(String id, String quantity) {
        return Double.parseDouble(text(id, quantity));
    }

    /** The lines of the file. */
    String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        byCase.forEach((id, quantities) -> quantities.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append(id)
                        .append(',')
                        .append(entry.getKey())
                        .append(',')
                        .append(entry.getValue())
                        .append('\n')));
        return text.toString();
    }
}
