package org.coregion.json;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coregion.InvalidInputException;
import org.coregion.model.Mean;
import org.coregion.model.MeanBasis;
import org.coregion.optim.FitResult;

/**
 * A polynomial mean as text: {@code zero}, {@code constant}, {@code linear}, {@code polynomial:2}, or over some of the
 * input columns {@code linear:a,b} and {@code polynomial:2:a,b}. A column whose name has a comma stands in quotation
 * marks.
 *
 * @param degree −1 for no mean at all
 * @param columns names of input columns; empty for all
 */
public record MeanForm(int degree, List<String> columns) {
    private static final Pattern TEXT = Pattern.compile("(linear|polynomial:(\\d{1,2}))(:(.+))?", Pattern.DOTALL);

    private static final String ZERO = "zero";
    private static final String CONSTANT = "constant";

    /** A form of immutable parts. */
    public MeanForm {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a form.
     *
     * @throws InvalidInputException if the text is none
     */
    public static MeanForm parse(String text) {
        if (text.equals(ZERO)) {
            return new MeanForm(-1, List.of());
        }
        if (text.equals(CONSTANT)) {
            return new MeanForm(0, List.of());
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "There is no mean \"" + text + "\".",
                    "choose constant, zero, linear, polynomial:2, linear:a,b or polynomial:2:a,b.");
        }
        String degree = matcher.group(2);
        String columns = matcher.group(4);
        return new MeanForm(
                degree == null ? 1 : Integer.parseInt(degree), columns == null ? List.of() : Csv.fields(columns));
    }

    /**
     * The form of the mean that was fitted.
     *
     * @throws InvalidInputException if its functions are the user's own
     */
    static MeanForm of(FitResult fit) {
        MeanBasis basis = fit.parameters().meanBasis();
        return fit.parameters().isMeanConstant()
                ? new MeanForm(basis.size() - 1, List.of())
                : of(fit.model().mean(), basis);
    }

    /**
     * The form of a mean that depends on the inputs.
     *
     * @param basis its functions over the input columns of the data
     * @throws InvalidInputException if the functions are the user's own
     */
    static MeanForm of(Mean mean, MeanBasis basis) {
        int size = basis.size();
        // The functions of degree 1 follow the constant, one for each column.
        for (int degree = 1; degree < size; degree++) {
            for (int count = 1; count < size; count++) {
                for (int named : new int[] {0, count}) {
                    MeanForm form = new MeanForm(degree, basis.names().subList(1, 1 + named));
                    if (form.functionCount(count) == size && mean.equals(form.mean())) {
                        return form;
                    }
                }
            }
        }
        throw new InvalidInputException(
                "A mean with functions of your own, " + basis + ", cannot be saved: a file holds no Java.",
                "make the values of the functions input columns, and take Mean.linear of them.");
    }

    /** The mean of this form. */
    public Mean mean() {
        return degree < 0 ? Mean.ZERO : Mean.polynomial(degree, columns.toArray(String[]::new));
    }

    /**
     * The number of its functions, which grows fast: (q + degree choose degree) monomials of q columns.
     *
     * @param inputs the number of input columns
     */
    double functionCount(int inputs) {
        int q = columns.isEmpty() ? inputs : columns.size();
        double count = degree < 0 ? 0 : 1;
        for (int i = 1; i <= degree; i++) {
            count *= (double) (q + i) / i;
        }
        return Math.rint(count);
    }

    /** The text, which {@link #parse} reads. */
    @Override
    public String toString() {
        String name = switch (degree) {
            case -1 -> ZERO;
            case 0 -> CONSTANT;
            case 1 -> "linear";
            default -> "polynomial:" + degree;
        };
        return columns.isEmpty() ? name : name + ":" + Csv.line(columns);
    }
}
