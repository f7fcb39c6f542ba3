package org.coregion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelExpressionTest {
    private static final List<String> NAMES = List.of("x", "y", "t");

    private final Matrix inputs = Matrix.wrap(2, 3, new double[] {0, 1, 2, 10, 4, 8});

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matern52                              | matern52[5.0, 1.5, 3.0]
            matern12()                            | matern12[5.0, 1.5, 3.0]
            se(isotropic)                         | se[5.0]
            se(y, isotropic, t)                   | se[3.0] on columns 2, 3
            matern32(lengthscale=1.2)             | matern32[1.2]
            matern32(y,t,lengthscale=[1.2, 34e-1])| matern32[1.2, 3.4] on columns 2, 3
            matern32(x, y, t)                     | matern32[5.0, 1.5, 3.0]
            rq(x)                                 | rq[1.0][5.0] on column 1
            rq(x, alpha=.5, lengthscale=7)        | rq[0.5][7.0] on column 1
            periodic(t)                           | periodic[3.0, 1.0] on column 3
            periodic(t, period=12, lengthscale=2) | periodic[12.0, 2.0] on column 3
            cosine(t)                             | cosine[3.0] on column 3
            cosine(t, period=7)                   | cosine[7.0] on column 3
            constant                              | constant
            linear(x)                             | linear[centre [5.0], scale [5.0]] on column 1
            linear(x, centre=-2)                  | linear[centre [-2.0], scale [8.602325267042627]] on column 1
            linear(x, centre=0, scale=3)          | linear[centre [0.0], scale [3.0]] on column 1
            polynomial(x, degree=3)               | polynomial[degree 3, offset 1.0, centre [5.0], scale [5.0]] on column 1
            wendland(x, y, lengthscale=2)         | wendland[2.0] on columns 1, 2
            wendland(x, q=0)                      | wendland[5.0] on column 1
            wendland(x, y, isotropic)             | wendland[5.0] on columns 1, 2
            matern12(x)^2                         | power[matern12[5.0] on column 1, 2]
            se(x) * se(y)                         | product[se[5.0] on column 1 · se[1.5] on column 2]
            se(x, lengthscale=1)+constant         | sum[0.5·se[1.0] on column 1 + 0.5·constant]
            3*constant + linear(x, centre=1, scale=2)*cosine(t) | sum[0.75·constant + 0.25·quotient[product[linear[centre [1.0], scale [2.0]] on column 1 · cosine[3.0] on column 3], 10.25]]
            (se(x) * se(y))^2 * constant          | product[power[product[se[5.0] on column 1 · se[1.5] on column 2], 2] · constant]
            2 * cosine(t, period=1)               | sum[1.0·cosine[1.0] on column 3]
            """)
    void namesAKernelAndWhereItStarts(String text, String kernel) {
        assertThat(KernelExpression.parse(text).at(inputs, NAMES)).hasToString(kernel);
        assertThat(KernelExpression.parse(" " + text + " \n")).hasToString(" " + text + " \n");
    }

    @Test
    void columnsWithSpacesStandInQuotationMarks() {
        Kernel kernel = KernelExpression.parse("se(\"soil \\\"pH\\\"\", \"isotropic\")")
                .at(inputs, List.of("isotropic", "y", "soil \"pH\""));

        assertThat(kernel).hasToString("se[3.0, 5.0] on columns 3, 1");
    }

    @Test
    void onlyLengthscalesThatAreNotGivenAreShortened() {
        String given = "wendland(x, lengthscale=2) * se(x, lengthscale=2) * periodic(t) * ";

        assertThat(KernelExpression.parse(given + "matern12(x)").shortened(5).at(inputs, NAMES))
                .hasToString("product[wendland[2.0] on column 1 · se[2.0] on column 1 · periodic[3.0, 1.0] on column 3"
                        + " · matern12[1.0] on column 1]");
        assertThat(KernelExpression.parse("se(x) + se(x)").shortened(5).at(inputs, NAMES))
                .hasToString("sum[0.5·se[1.0] on column 1 + 0.5·se[0.2] on column 1]");
    }

    @Test
    void tellsWhatItLeavesToTheInputs() {
        KernelExpression open = KernelExpression.parse("matern52(x) + periodic(t, period=12)");

        assertThat(open.missing()).containsExactly("lengthscale of matern52", "lengthscale of periodic");
        assertRefused(open::requireComplete, "gives no lengthscale of matern52, no lengthscale of periodic");
        assertThat(KernelExpression.parse("cosine(period=1) + constant").missing())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            se + cubic(x)                  | position 6:  | no kernel "cubic"                   | matern52
            se(x, lenght=1)                | position 7:  | se has no "lenght"                  | [lengthscale, isotropic]
            constant(a=1)                  | position 10: | constant has no "a"                 | no values
            cosine(isotropic)              | position 8:  | no "isotropic"                      | [period]
            se(x, lengthscale=1, lengthscale=2) | position 22: | "lengthscale" stands twice     | drop
            se(x                           | position 5:  | the end stands where "," or ")"     | look
            se(x y)                        | position 6:  | "y" stands where "," or ")"         | look
            se(x,)                         | position 6:  | ")" stands where a column           | look
            se(x, lengthscale=)            | position 19: | ")" stands where a number           | look
            se(x, lengthscale=[])          | position 20: | "]" stands where a number           | look
            se(x, lengthscale=[1 2])       | position 22: | "2" stands where "," or "]"         | look
            se(x, lengthscale=0)           | position 7:  | lengthscale [0.0] is not positive   | another value
            se(x, lengthscale=-1)          | position 7:  | lengthscale [-1.0] is not positive  | another value
            se(x, lengthscale=1e999)       | position 19: | "1e999" stands where a number       | look
            cosine(period=[1, 2])          | position 8:  | period [1.0, 2.0] is not a single   | another value
            polynomial(degree=1.5)         | position 12: | degree [1.5] is not a whole number  | another value
            se(isotropic, lengthscale=[1, 2]) | position 1: | one lengthscale, not 2            | isotropic
            2 se                           | position 3:  | "se" stands where "*" and a kernel  | look
            0 * se                         | position 1:  | "0" stands where a positive weight  | look
            se * 2                         | position 6:  | "2" stands where a kernel           | look
            se +                           | position 5:  | the end stands where a kernel       | look
            se se                          | position 4:  | "se" stands where "+", "*", "/", "^"    | look
            se - se                        | position 4:  | "-" stands where "+", "*", "/", "^"     | look
            (se + se                       | position 9:  | the end stands where "+", "*", "/", "^" | look
            se^x                           | position 4:  | "x" stands where an exponent        | look
            se^0                           | position 4:  | "0" stands where a whole number     | look
            se^1.5                         | position 4:  | "1.5" stands where a whole number   | look
            se & se                        | position 4:  | "&" stands where a name             | look
            """)
    void refusesWithThePlace(String text, String position, String problem, String remedy) {
        assertRefused(() -> KernelExpression.parse(text), "'" + text + "'", position, problem);
        assertThatThrownBy(() -> KernelExpression.parse(text)).hasMessageContaining(remedy);
    }

    @Test
    void refusesAQuotationMarkThatIsNotClosed() {
        assertRefused(() -> KernelExpression.parse("se(\"x)"), "position 4: \"\"\" stands where a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se(z)", "se(X)", "se(\"\")"})
    void refusesColumnsThatAreNotThere(String text) {
        assertRefused(() -> KernelExpression.parse(text).at(inputs, NAMES), "input columns are [x, y, t]");
    }

    @Test
    void refusesValuesThatDoNotFitTheColumns() {
        assertRefused(() -> KernelExpression.parse("periodic").at(inputs, NAMES), "one input column", "3");
        assertRefused(() -> KernelExpression.parse("se(x, lengthscale=[1, 2])").at(inputs, NAMES), "2 lengthscales");
        assertRefused(() -> KernelExpression.parse("linear(x, centre=[1, 2])").at(inputs, NAMES), "centre [1.0, 2.0]");
        assertRefused(() -> KernelExpression.parse("wendland(q=7)"), "q = 7");
    }

    @Test
    void aGivenMatrixHasNoExpression() {
        assertRefused(() -> Precomputed.of(new double[][] {{1}}).expression(NAMES), "precomputed[1×1]", "expression");
    }
}
