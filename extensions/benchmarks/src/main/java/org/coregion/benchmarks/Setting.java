package org.coregion.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A value for each parameter of a benchmark.
 *
 * @param values by the parameters' names
 */
record Setting(Map<String, String> values) {
    static Setting of(String parameter, String value) {
        return new Setting(Map.of(parameter, value));
    }

    static Setting size(int n) {
        return of("n", String.valueOf(n));
    }

    Setting with(String parameter, String value) {
        Map<String, String> all = new TreeMap<>(values);
        all.put(parameter, value);
        return new Setting(all);
    }

    Setting with(String parameter, int value) {
        return with(parameter, String.valueOf(value));
    }

    /** The value of a parameter that it has. */
    String text(String parameter) {
        return Objects.requireNonNull(values.get(parameter), parameter);
    }

    int number(String parameter) {
        return Integer.parseInt(text(parameter));
    }

    /** What a method's score is filed under: "evaluate engine=grid outputs=4 rows=2000". */
    String quantity(String method) {
        StringBuilder name = new StringBuilder(method);
        new TreeMap<>(values)
                .forEach((parameter, value) ->
                        name.append(' ').append(parameter).append('=').append(value));
        return name.toString();
    }
}
