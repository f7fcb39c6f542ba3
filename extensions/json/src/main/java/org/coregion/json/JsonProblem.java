package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a file is no document of a kind, each cause in its own words with the place. */
final class JsonProblem {
    private JsonProblem() {}

    /** The refusal of a file that could not be read. */
    static InvalidInputException of(Path file, JacksonException problem) {
        String subject = "The file " + file;
        String words = String.valueOf(problem.getOriginalMessage());
        if (problem.getCause() instanceof InvalidInputException refused) {
            return refused.about(subject + place(problem) + ": ");
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return new InvalidInputException(
                    subject + " has the unknown key \"" + unknown.getPropertyName() + "\".",
                    "it is misspelled; known here are " + known(unknown.getReferringClass()) + ".");
        }
        if (problem instanceof UnexpectedEndOfInputException || words.startsWith("No content")) {
            return new InvalidInputException(
                    subject + " ends before the document does" + place(problem) + ".",
                    "it was cut off when it was written or copied.");
        }
        if (words.startsWith("Duplicate")) {
            return new InvalidInputException(
                    subject + " has a key twice" + place(problem) + ": " + firstLine(words) + ".",
                    "drop one of the two.");
        }
        if (words.startsWith("Trailing")) {
            return new InvalidInputException(
                    subject + " goes on after the end of the document" + place(problem) + ".",
                    "two files were joined.");
        }
        if (problem instanceof StreamReadException && !(problem instanceof DatabindException)) {
            return new InvalidInputException(
                    subject + " is no JSON" + place(problem) + ": " + firstLine(words) + ".",
                    "it was damaged, or a comma or a quotation mark was lost when it was edited.");
        }
        return new InvalidInputException(
                subject + " cannot be read as a model" + place(problem) + ".",
                "the value there is of another kind than the key wants, or missing.");
    }

    /** The keys of a record, with those of the records whose keys stand among them. */
    private static List<String> known(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? known(component.getType()).stream()
                        : Stream.of(component.getName()))
                .toList();
    }

    private static String firstLine(String words) {
        String line = words.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String place(JacksonException problem) {
        String key = problem.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        TokenStreamLocation location = problem.getLocation();
        return (key.isEmpty() ? "" : ", at \"" + key + "\"")
                + (location == null || location.getLineNr() < 1
                        ? ""
                        : ", line " + location.getLineNr() + ", column " + location.getColumnNr());
    }
}
