package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coregion.kernel.ExpressionTokens.Token;

/** Writes a call in a kernel expression, {@code matern52(x, y, lengthscale=[1.0, 2.5])}, numbers to the last digit. */
final class CallText {
    private static final Pattern SPECIAL = Pattern.compile("([\"\\\\])");

    private final StringBuilder text;
    private String separator;

    /** A call of a family on these columns. */
    CallText(String name, List<String> columns) {
        this.text = new StringBuilder(name)
                .append('(')
                .append(columns.stream().map(CallText::quoted).collect(Collectors.joining(", ")));
        this.separator = columns.isEmpty() ? "" : ", ";
    }

    /** With a list of numbers; one alone stands without brackets. */
    CallText with(String key, double... values) {
        return withText(key, values.length == 1 ? Double.toString(values[0]) : Arrays.toString(values));
    }

    /** With a whole number. */
    CallText with(String key, int value) {
        return withText(key, Integer.toString(value));
    }

    private CallText withText(String key, String value) {
        text.append(separator).append(key).append('=').append(value);
        separator = ", ";
        return this;
    }

    @Override
    public String toString() {
        return text + ")";
    }

    /** The expression of a kernel inside that of another, in parentheses if {@code grouped}. */
    static String operand(Kernel kernel, List<String> inputNames, boolean grouped) {
        String expression = kernel.expression(inputNames);
        return grouped ? "(" + expression + ")" : expression;
    }

    /** A column's name, in quotation marks where it would be read as something else. */
    private static String quoted(String column) {
        boolean plain = Token.isName(column) && !column.equals(KernelCall.ISOTROPIC);
        return plain ? column : '"' + SPECIAL.matcher(column).replaceAll("\\\\$1") + '"';
    }
}
