package org.coregion.cli;

import java.nio.file.Path;
import org.coregion.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON documents as records. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /** Reads a document; unknown keys and damaged files are refused. */
    static <T> T read(Path file, Class<T> type) {
        Csv.requireReadable(file);
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JacksonException problem) {
            TokenStreamLocation place = problem.getLocation();
            String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
            throw new InvalidInputException(
                    "The file " + file + " is not a valid model" + where + ": " + problem.getOriginalMessage(),
                    "it was cut off, or a key is misspelled.");
        }
    }

    /** The text of a document, indented. */
    static String write(Object document) {
        return MAPPER.writeValueAsString(document);
    }
}
