package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON documents, and back. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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
                    "it is misspelled; known here are " + known(problem.getReferringClass()) + ".");
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
    public static String write(Object document) {
        return MAPPER.writeValueAsString(document) + System.lineSeparator();
    }

    /** A whole number of a document at the top, if the document can be read so far. */
    static Optional<Integer> number(Path file, String key) {
        try {
            JsonNode value = MAPPER.readTree(file.toFile()).path(key);
            return value.isInt() ? Optional.of(value.intValue()) : Optional.empty();
        } catch (JacksonException problem) {
            return Optional.empty();
        }
    }

    /** The keys of a record, with those of the records whose keys stand among them. */
    private static List<String> known(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? known(component.getType()).stream()
                        : Stream.of(component.getName()))
                .toList();
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
