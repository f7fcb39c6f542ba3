package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;

/** Every engine problem with outputs missing: at random, whole rows, whole outputs, hardly any left. */
public final class HeterotopicProblems {
    private static final double[] SHARES = {0, 0.05, 0.3, 0.6, 0.95};

    private HeterotopicProblems() {}

    /** Each with another pattern and another mean in turn. */
    public static Stream<HeterotopicProblem> all() {
        EngineProblem[] problems = EngineProblems.all().toArray(EngineProblem[]::new);
        return IntStream.range(0, problems.length).mapToObj(i -> of(problems[i], i));
    }

    private static HeterotopicProblem of(EngineProblem problem, int i) {
        Draws draws = Draws.seeded(100 + i);
        Matrix outputs = problem.outputs().copy();
        double share = SHARES[i % SHARES.length];
        for (int at = 0; at < outputs.data().length; at++) {
            if (draws.uniform(0, 1) < share) {
                outputs.data()[at] = Double.NaN;
            }
        }
        boolean withoutARow = i % 3 == 1 && problem.t() > 2;
        boolean withoutAnOutput = i % 4 == 2 && problem.d() > 1;
        for (int t = 0; t < problem.t(); t++) {
            for (int d = 0; d < problem.d(); d++) {
                if ((withoutARow && t == 1) || (withoutAnOutput && d == 0)) {
                    outputs.set(t, d, Double.NaN);
                }
            }
        }
        int last = outputs.data().length - 1;
        outputs.data()[last] = problem.outputs().data()[last];
        boolean restricted = i % 2 == 1;
        Matrix basis = basis(problem, outputs, i % 3);
        String pattern = " (" + Math.round(100 * share) + " % missing" + (withoutARow ? ", a whole row" : "")
                + (withoutAnOutput ? ", a whole output" : "") + ", P = " + basis.columns()
                + (restricted ? ", restricted" : "") + ")";
        return new HeterotopicProblem(problem + pattern, problem, outputs, basis, restricted);
    }

    /** A constant, and a function of the row, as far as the values of every output determine them. */
    private static Matrix basis(EngineProblem problem, Matrix outputs, int functions) {
        int fewest = IntStream.range(0, problem.d())
                .map(d -> (int) IntStream.range(0, problem.t())
                        .filter(t -> !Double.isNaN(outputs.get(t, d)))
                        .count())
                .filter(count -> count > 0)
                .min()
                .orElse(0);
        Matrix basis = Matrix.zeros(problem.t(), Math.min(functions, Math.max(0, fewest - 1)));
        for (int t = 0; t < basis.rows(); t++) {
            double[] values = {1, Math.sin(t)};
            System.arraycopy(
                    Arrays.copyOf(values, basis.columns()), 0, basis.data(), t * basis.columns(), basis.columns());
        }
        return basis;
    }
}
