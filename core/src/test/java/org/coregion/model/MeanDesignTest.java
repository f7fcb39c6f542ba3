package org.coregion.model;

import static org.coregion.testing.Agreement.assertAgrees;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Dense;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;

final class MeanDesignTest {
    private static final List<String> COLUMNS = List.of("year", "site");

    /** Years far from 0, whose squares are nearly a line. */
    private static final Matrix INPUTS =
            Matrix.wrap(8, 2, new double[] {1990, 0, 1991, 1, 1995, 2, 2001, 0, 2003, 1, 2010, 2, 2017, 0, 2020, 1});

    @Test
    void spansTheFunctionsWithOrthonormalColumns() {
        MeanBasis functions = Mean.polynomial(2).over(COLUMNS);
        MeanDesign design = MeanDesign.of(functions, INPUTS);
        Matrix q = design.basis();
        Matrix phi = functions.matrix(INPUTS);

        assertAgrees(Dense.multiply(q.transpose(), q), Matrix.identity(6), 1e-14);
        assertAgrees(Dense.multiply(phi, design.coefficients(Matrix.identity(6))), q, 1e-6);
    }

    @Test
    void coefficientsGoBothWays() {
        MeanDesign design = MeanDesign.of(Mean.polynomial(2).over(COLUMNS), INPUTS);
        Matrix phi = Mean.polynomial(2).over(COLUMNS).matrix(INPUTS);
        Matrix coefficients = Draws.seeded(3).gaussian(6, 2);

        assertAgrees(
                Dense.multiply(design.basis(), design.coefficientsOfBasis(coefficients)),
                Dense.multiply(phi, coefficients),
                1e-13);
    }

    @Test
    void leastSquaresFindsTheCoefficientsThatMadeTheOutputs() {
        MeanBasis functions = Mean.polynomial(2, "year").over(COLUMNS);
        MeanDesign design = MeanDesign.of(functions, INPUTS);
        Matrix coefficients = Matrix.wrap(3, 2, new double[] {4e6, 1, -4e3, 2, 1, -3});
        Matrix outputs = Dense.multiply(functions.matrix(INPUTS), coefficients);

        Matrix found = design.coefficients(design.leastSquares(outputs));

        assertAgrees(Dense.multiply(functions.matrix(INPUTS), found), outputs, 1e-10);
        assertAgrees(found.columns(0, 1), coefficients.columns(0, 1), 1e-6);
    }

    @Test
    void theCovarianceGoesBackToTheFunctionsAndUnits() {
        MeanDesign design = MeanDesign.of(Mean.linear().over(COLUMNS), INPUTS);
        double[] scale = {3, 0.5};
        Matrix ofBasis = Draws.seeded(5).covariance(6);
        Matrix map = Dense.kron(design.coefficients(Matrix.identity(3)), Matrix.diagonal(scale));

        assertAgrees(
                design.covariance(ofBasis, scale),
                Dense.multiply(Dense.multiply(map, ofBasis), map.transpose()),
                1e-13);
    }

    @Test
    void refusesWhatCannotBeEstimated() {
        Matrix three = INPUTS.rows(0, 1, 2);
        Matrix oneSite = INPUTS.rows(0, 3, 6);

        assertRefused(
                () -> MeanDesign.of(Mean.polynomial(2).over(COLUMNS), three),
                "6 functions",
                "year*site",
                "3 observations");
        assertRefused(() -> MeanDesign.of(Mean.linear().over(COLUMNS), oneSite), "function \"site\" is 0 at every row");
        assertRefused(
                () -> MeanDesign.of(Mean.polynomial(3, "site").over(COLUMNS), INPUTS),
                "function \"site^3\"",
                "combination of \"site\", \"site^2\"");
    }

    @Test
    void saysWhereACovariateIsConstant() {
        Matrix constant = Matrix.wrap(3, 2, new double[] {1, 7, 2, 7, 4, 7});

        assertRefused(
                () -> MeanDesign.of(Mean.linear().over(COLUMNS), constant),
                "function \"site\"",
                "combination of \"1\" at");
    }

    @Test
    void namesAFewOfManyFunctions() {
        MeanBasis many = Mean.polynomial(99).over(List.of("x", "y"));

        assertRefused(
                () -> MeanDesign.of(many, Matrix.zeros(3, 2)),
                "5050 functions [1, x, y, x^2, x*y, y^2, x^3, x^2*y, x*y^2, …, y^99]");
    }
}
