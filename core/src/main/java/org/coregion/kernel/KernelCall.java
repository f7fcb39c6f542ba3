package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.kernel.ExpressionTokens.Kind;
import org.coregion.kernel.ExpressionTokens.Token;

/** A call in a kernel expression: {@code name(column, …, key=value, …)}. */
final class KernelCall {
    /** The flag for one lengthscale for all columns. */
    static final String ISOTROPIC = "isotropic";

    /** A value and where its key stands. */
    private record Value(double[] numbers, int position) {}

    private final ExpressionTokens tokens;
    private final Token name;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();

    private KernelCall(ExpressionTokens tokens, Token name) {
        this.tokens = tokens;
        this.name = name;
    }

    /** Reads what follows a name: nothing, or parentheses. */
    static KernelCall read(Token name, ExpressionTokens tokens) {
        KernelCall call = new KernelCall(tokens, name);
        if (tokens.accept("(") && !tokens.accept(")")) {
            do {
                call.readArgument();
            } while (tokens.accept(","));
            tokens.expect(")", "\",\" or \")\"");
        }
        return call;
    }

    private void readArgument() {
        Token word = tokens.take();
        if (word.kind() != Kind.NAME && word.kind() != Kind.QUOTED) {
            throw tokens.refusal(word, "a column, or a key with its value,");
        }
        boolean isFlag = word.kind() == Kind.NAME && word.text().equals(ISOTROPIC);
        if (word.kind() == Kind.NAME && tokens.accept("=")) {
            put(word, list());
        } else if (isFlag) {
            put(word, new double[0]);
        } else {
            columns.add(word.text());
        }
    }

    private void put(Token key, double[] numbers) {
        if (values.put(key.text(), new Value(numbers, key.position())) != null) {
            throw tokens.refusal(key.position(), "the key \"" + key.text() + "\" stands twice", "drop one of them.");
        }
    }

    /** A number, or several in brackets. */
    private double[] list() {
        if (!tokens.accept("[")) {
            return new double[] {tokens.number("a number, or a list such as [1.2, 3.4],")};
        }
        List<Double> numbers = new ArrayList<>();
        do {
            numbers.add(tokens.number("a number"));
        } while (tokens.accept(","));
        tokens.expect("]", "\",\" or \"]\"");
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The name of the family. */
    String name() {
        return name.text();
    }

    /** The columns, none for all. */
    List<String> columns() {
        return columns;
    }

    /** Where the call begins. */
    InvalidInputException refusal(String problem, String remedy) {
        return tokens.refusal(name.position(), problem, remedy);
    }

    /** Refuses keys that the family does not have. */
    void requireKeys(List<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw tokens.refusal(
                        value.position,
                        "the kernel " + name() + " has no \"" + key + "\"",
                        known.isEmpty() ? "drop it: this kernel has no values." : "choose one of " + known + ".");
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The numbers of a key, if it is there. */
    Optional<double[]> numbers(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::numbers);
    }

    /** The numbers of a key, if it is there: all positive. */
    Optional<double[]> positives(String key) {
        Optional<double[]> numbers = numbers(key);
        if (numbers.isPresent() && !Arrays.stream(numbers.get()).allMatch(number -> number > 0)) {
            throw refusalOf(key, "not positive");
        }
        return numbers;
    }

    /** The one positive number of a key, if it is there. */
    Optional<Double> positive(String key) {
        return positives(key).map(numbers -> single(key, numbers));
    }

    /** The whole number of a key, if it is there. */
    Optional<Integer> whole(String key) {
        return numbers(key).map(numbers -> {
            double number = single(key, numbers);
            if (number != (int) number) {
                throw refusalOf(key, "not a whole number");
            }
            return (int) number;
        });
    }

    private double single(String key, double... numbers) {
        if (numbers.length != 1) {
            throw refusalOf(key, "not a single number");
        }
        return numbers[0];
    }

    private InvalidInputException refusalOf(String key, String problem) {
        Value value = values.get(key);
        return tokens.refusal(
                value == null ? name.position() : value.position,
                "the " + key + " " + numbers(key).map(Arrays::toString).orElse("") + " is " + problem,
                "give another value, or none to start from the inputs.");
    }
}
