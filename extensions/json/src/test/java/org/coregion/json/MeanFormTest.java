package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.model.Mean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFormTest {
    private static final List<String> INPUTS = List.of("a", "b", "c, d", "d^2", "say \"e\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero",
                "constant",
                "linear",
                "linear:a",
                "linear:a,d^2",
                "linear:\"c, d\",a",
                "linear:\"say \"\"e\"\"\"",
                "polynomial:2",
                "polynomial:3:b",
                "polynomial:2:a,b"
            })
    void isTheTextOfItsMean(String text) {
        MeanForm form = MeanForm.parse(text);

        assertThat(form).hasToString(text);
        assertThat((double) form.mean().over(INPUTS).size()).isEqualTo(form.functionCount(INPUTS.size()));
        if (form.degree() > 0) {
            assertThat(MeanForm.of(form.mean(), form.mean().over(INPUTS))).isEqualTo(form);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cubic", "linear:", "polynomial", "polynomial:x", "linear:a\nb"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> MeanForm.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(text.replace("linear:a", "a"));
    }

    /** A function of the user's may bear the name of a column and differ from it beyond the data. */
    @Test
    void functionsOfTheUsersOwnHaveNone() {
        Mean own = Mean.basis(List.of("1", "a"), x -> new double[] {1, Math.min(x[0], 5)});

        assertThatThrownBy(() -> MeanForm.of(own, own.over(INPUTS)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[1, a]")
                .hasMessageContaining("Maybe");
    }

    @Test
    void countsFunctionsWithoutMakingThem() {
        assertThat(MeanForm.parse("polynomial:99").functionCount(1000)).isGreaterThan(1e100);
    }
}
