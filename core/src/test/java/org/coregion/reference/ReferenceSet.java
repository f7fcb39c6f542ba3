package org.coregion.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.coregion.linalg.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One data set of {@code resources/reference} with its values; the README there gives their origin. */
public record ReferenceSet(String name) {
    public static final List<String> NAMES = List.of("t50d3_x1", "t50d3_x2", "t200d4_x2", "nasty_singular");

    /** T×Q. */
    public Matrix inputs() {
        return csv("X.csv");
    }

    /** T×D. */
    public Matrix outputs() {
        return csv("Y.csv");
    }

    /** K at which the fixed values were taken. */
    public Matrix coregionalization() {
        return csv("K_fixed.csv");
    }

    /** s at which the fixed values were taken. */
    public double[] logVariances() {
        return csv("s_fixed.csv").data();
    }

    /**
     * A file of values.
     *
     * @param file {@code "rbf.fixed.json"}, say
     */
    public JsonNode json(String file) {
        try (InputStream stream = open(file)) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number, a list or a list of lists, as a matrix with one row per list. */
    public static Matrix matrix(JsonNode node) {
        if (node.isArray() && node.get(0).isArray()) {
            return Matrix.copyOf(
                    node.valueStream().map(ReferenceSet::numbers).toArray(double[][]::new), node.toString());
        }
        double[] numbers = numbers(node);
        return Matrix.wrap(1, numbers.length, numbers);
    }

    private static double[] numbers(JsonNode node) {
        return node.isArray()
                ? node.valueStream().mapToDouble(JsonNode::doubleValue).toArray()
                : new double[] {node.doubleValue()};
    }

    private Matrix csv(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return Matrix.copyOf(reader.lines().map(ReferenceSet::row).toArray(double[][]::new), name + "/" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] row(String line) {
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private InputStream open(String file) {
        String path = "/reference/" + name + "/" + file;
        return Objects.requireNonNull(ReferenceSet.class.getResourceAsStream(path), path);
    }
}
