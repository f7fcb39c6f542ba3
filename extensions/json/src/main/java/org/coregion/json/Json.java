package org.coregion.json;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
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
            .annotationIntrospector(new RequiredNumbers())
            .build();

    private Json() {}

    /** What a record holds as a number that is never null must stand in the document: it is not taken to be 0. */
    private static final class RequiredNumbers extends JacksonAnnotationIntrospector {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }

    /** Reads a document; unknown keys and damaged files are refused. */
    static <T> T read(Path file, Class<T> type) {
        Csv.requireReadable(file);
        @Nullable T document;
        try {
            document = MAPPER.readValue(file.toFile(), type);
        } catch (JacksonException problem) {
            throw JsonProblem.of(file, problem);
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
}
