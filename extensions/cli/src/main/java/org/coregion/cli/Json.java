package org.coregion.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.coregion.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON documents as records. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /** Reads a document; unknown keys and damaged files are refused. */
    static <T> T read(Path file, Class<T> type) {
        Csv.requireReadable(file);
        @Nullable T document;
        try {
            document = MAPPER.readValue(file.toFile(), type);
        } catch (UnrecognizedPropertyException problem) {
            throw new InvalidInputException(
                    "The file " + file + " has the unknown key \"" + problem.getPropertyName() + "\".",
                    "it is misspelled; known here are " + problem.getKnownPropertyIds() + ".");
        } catch (JacksonException problem) {
            throw new InvalidInputException(
                    "The file " + file + " cannot be read as a model, " + place(problem) + ".",
                    "it was cut off, or the value there is of another kind than the key wants.");
        }
        if (document == null) {
            throw new InvalidInputException("The file " + file + " holds null.", "it was not written completely.");
        }
        return document;
    }

    /** The text of a document, indented, with a line end. */
    static String write(Object document) {
        return MAPPER.writeValueAsString(document) + System.lineSeparator();
    }

    private static String place(JacksonException problem) {
        String key = problem.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        TokenStreamLocation location = problem.getLocation();
        String line = location == null ? "" : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return key.isEmpty() ? line : "at \"" + key + "\" " + line;
    }
}
