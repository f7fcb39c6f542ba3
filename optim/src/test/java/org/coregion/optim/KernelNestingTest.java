package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.Precomputed;
import org.coregion.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelNestingTest {
    private static final List<String> NAMES = List.of("a", "b");

    private final Matrix inputs = Matrix.copyOf(new Samples(4).inputs(50, 2), "inputs");
    private final KernelNesting nesting = new KernelNesting(inputs, NAMES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            se(isotropic)              | se                                  | INSIDE
            se                         | se(isotropic)                       | NONE
            se                         | matern32                            | NONE
            matern32(isotropic)        | matern52                            | NONE
            se(a)                      | se                                  | AT_BOUNDARY
            se(b)                      | se(a)                               | NONE
            constant                   | matern12                            | AT_BOUNDARY
            matern12                   | constant                            | NONE
            se                         | rq                                  | AT_BOUNDARY
            se(isotropic)              | rq                                  | AT_BOUNDARY
            rq                         | se                                  | NONE
            linear                     | linear                              | INSIDE
            linear                     | linear(centre=[1, 2])               | NONE
            linear(a)                  | linear                              | NONE
            polynomial(degree=2)       | polynomial(degree=3)                | NONE
            wendland(q=1)              | wendland(q=2)                       | NONE
            se                         | matern12 + se                       | AT_BOUNDARY
            se(isotropic)              | matern12 + se                       | AT_BOUNDARY
            matern12 + se              | se                                  | NONE
            matern12 + se              | se + matern12                       | INSIDE
            se(isotropic) + se         | se + se(isotropic)                  | INSIDE
            se(isotropic) + se(isotropic) | se + se                          | INSIDE
            matern12 + se              | se + rq + matern12                  | AT_BOUNDARY
            matern12 + se              | se + rq + matern32                  | NONE
            se(a)                      | se(a) * matern12(b)                 | AT_BOUNDARY
            se(a)                      | se(a) * linear(b)                   | NONE
            se(a) * linear(b)          | se(a) * linear(b)                   | INSIDE
            se(a) * matern12(b)        | matern12(b) * se(a)                 | INSIDE
            se(a) * se(b)              | se                                  | INSIDE
            matern12(a) * matern12(b)  | matern12                            | NONE
            se(a)                      | se(a) * periodic(b) + linear        | AT_BOUNDARY
            se(a) * periodic(b)        | se(a) * periodic(b) + linear        | AT_BOUNDARY
            (se + linear(a))^2         | (se + linear(a))^2                  | INSIDE
            matern12(isotropic)^2      | matern12^2                          | INSIDE
            matern12^2                 | matern12^3                          | NONE
            """)
    void ordersFamilies(String small, String large, Inclusion inclusion) {
        assertThat(nesting.of(kernel(small), kernel(large))).isEqualTo(inclusion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-9", "1", "1e9"})
    void doesNotDependOnTheParametersFound(double factor) {
        Kernel small = kernel("matern32(isotropic)").scaledLengthscales(factor);

        assertThat(nesting.of(small, kernel("matern32"))).isEqualTo(Inclusion.INSIDE);
        assertThat(nesting.of(small, kernel("se"))).isEqualTo(Inclusion.NONE);
    }

    @Test
    void givenMatricesAreComparedByTheirValues() {
        Kernel m = Precomputed.of(new Matern52(1, 2).matrix(inputs).toArray());
        Kernel other = Precomputed.of(new Matern52(1, 1).matrix(inputs).toArray());

        assertThat(nesting.of(m, Precomputed.of(m.matrix(inputs).toArray()))).isEqualTo(Inclusion.INSIDE);
        assertThat(nesting.of(m, other)).isEqualTo(Inclusion.NONE);
        assertThat(nesting.of(m, kernel("matern52"))).isEqualTo(Inclusion.NONE);
    }

    private Kernel kernel(String text) {
        return KernelExpression.parse(text).at(inputs, NAMES);
    }
}
