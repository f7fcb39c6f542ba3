package org.coregion.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** With a list of numbers, if there is one. */
    CallText with(String key, Optional<double[]> values) {
        return values.isPresent() ? with(key, values.get()) : this;
    }

    /** With a word. */
    CallText with(String flag) {
        text.append(separator).append(flag);
        separator = ", ";
        return this;
    }

    /** With a whole number. */
    CallText with(String key, int value) {
        return withText(key, Integer.toString(value));
    }

    private CallText withText(String key, String value) {
        return with(key + "=" + value);
    }

    @Override
    public String toString() {
        return text + ")";
    }

    /** Whether an expression of more than a call gives it. */
    static boolean isCombination(KernelStart start) {
        if (start instanceof ColumnStart onColumns) {
            return isCombination(onColumns.start());
        }
        if (start instanceof KernelExpression text) {
            return isCombination(text.start());
        }
        return !(start instanceof RangeStart || start instanceof CallStart)
                && (!(start instanceof Kernel)
                        || start instanceof Sum
                        || start instanceof Product
                        || start instanceof Power
                        || start instanceof Quotient);
    }

    /** The expression of a kernel inside that of another, in parentheses if {@code grouped}. */
    static String operand(KernelStart kernel, List<String> inputNames, boolean grouped) {
        String expression = kernel.expression(inputNames);
        return grouped ? "(" + expression + ")" : expression;
    }

    /** A column's name, in quotation marks where it would be read as something else. */
    private static String quoted(String column) {
        boolean plain = Token.isName(column) && !column.equals(KernelCall.ISOTROPIC);
        return plain ? column : '"' + SPECIAL.matcher(column).replaceAll("\\\\$1") + '"';
    }
}
