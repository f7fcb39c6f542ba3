package org.coregion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;

final class MeanTest {
    private static final List<String> COLUMNS = List.of("x", "y", "z");
    private static final Matrix INPUTS = Matrix.wrap(2, 3, new double[] {2, 3, 5, -1, 0, 7});

    @Test
    void theConstantIsOneEverywhereAndZeroIsNothing() {
        assertThat(Mean.CONSTANT.over(COLUMNS).matrix(INPUTS).toArray()).isDeepEqualTo(new double[][] {{1}, {1}});
        assertThat(Mean.CONSTANT.over(COLUMNS).names()).containsExactly("1");
        assertThat(Mean.ZERO.over(COLUMNS).matrix(INPUTS).rows()).isEqualTo(2);
        assertThat(Mean.ZERO.over(COLUMNS).matrix(INPUTS).columns()).isZero();
        assertThat(Mean.polynomial(0)).isEqualTo(Mean.CONSTANT);
        assertThat(Mean.polynomial(1, "y")).isEqualTo(Mean.linear("y"));
    }

    @Test
    void aLinearMeanHasASlopeForEveryColumnOrThoseNamed() {
        assertThat(Mean.linear().over(COLUMNS).names()).containsExactly("1", "x", "y", "z");
        assertThat(Mean.linear().over(COLUMNS).matrix(INPUTS).toArray())
                .isDeepEqualTo(new double[][] {{1, 2, 3, 5}, {1, -1, 0, 7}});
        assertThat(Mean.linear("z", "x").over(COLUMNS).names()).containsExactly("1", "z", "x");
        assertThat(Mean.linear("z", "x").over(COLUMNS).matrix(INPUTS).toArray())
                .isDeepEqualTo(new double[][] {{1, 5, 2}, {1, 7, -1}});
    }

    @Test
    void aPolynomialHasEveryProductUpToItsDegree() {
        MeanBasis quadratic = Mean.polynomial(2, "x", "z").over(COLUMNS);

        assertThat(quadratic.names()).containsExactly("1", "x", "z", "x^2", "x*z", "z^2");
        assertThat(quadratic.matrix(INPUTS).row(0)).containsExactly(1, 2, 5, 4, 10, 25);
        assertThat(Mean.polynomial(3).over(COLUMNS).size()).isEqualTo(20);
        assertThat(Mean.polynomial(3).over(COLUMNS).names()).contains("x^3", "x^2*y", "x*y*z", "z^3");
        assertThat(Mean.polynomial(4).over(List.of("t")).names()).containsExactly("1", "t", "t^2", "t^3", "t^4");
    }

    @Test
    void functionsOfTheUsersOwnSeeTheWholeInput() {
        Mean mean = Mean.basis(List.of("sum", "sine"), x -> new double[] {x[0] + x[1] + x[2], Math.sin(x[1])});

        assertThat(mean.over(COLUMNS).names()).containsExactly("sum", "sine");
        assertThat(mean.over(COLUMNS).matrix(INPUTS).row(0)).containsExactly(10, Math.sin(3));
        assertThat(mean.over(COLUMNS)).hasToString("[sum, sine]");
    }

    @Test
    void saysWhereAFunctionOfTheUsersOwnFails() {
        MeanBasis beyond = Mean.basis(List.of("fourth"), x -> new double[] {x[0] > 0 ? 1 : x[3]})
                .over(COLUMNS);

        assertRefused(() -> beyond.matrix(INPUTS), "[fourth] fail at row 2", "Index 3 out of bounds");
        assertThatThrownBy(() -> beyond.matrix(INPUTS)).hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        assertRefused(() -> Mean.linear("w").over(COLUMNS), "input column \"w\"", "[x, y, z]");
        assertRefused(() -> Mean.linear("x", "x").over(COLUMNS), "\"x\" twice");
        assertRefused(() -> Mean.polynomial(-1), "degree of the mean is -1");
    }

    @Test
    void refusesFunctionsWithoutValuesOrNames() {
        assertRefused(
                () -> Mean.basis(List.of("a"), x -> x).over(COLUMNS).matrix(INPUTS),
                "3 values at row 1",
                "1 functions");
        assertRefused(
                () -> Mean.basis(List.of("log"), x -> new double[] {Math.log(x[0])})
                        .over(COLUMNS)
                        .matrix(INPUTS),
                "function \"log\"",
                "NaN",
                "row 2");
        assertRefused(() -> Mean.basis(List.of("a", "a"), x -> x), "[a, a]");
    }
}
