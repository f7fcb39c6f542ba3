package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Prediction;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * Does one joint model of several metals in soil predict better than one model per metal?
 *
 * <p>The data are simulated ({@code datasets/soil-metals}), 250 sites with every metal at each. Every fifth site is
 * held out, and both kinds of model predict it from the others. A metal measured with much noise has most to gain: the
 * joint model also reads it off the others. A metal measured well has little to gain.
 */
public final class SoilMetals {
    /** Every so many sites, one is held out. */
    private static final int FOLD = 5;

    private SoilMetals() {}

    /**
     * Prints the answer and draws a map.
     *
     * @param args the directory for the map; by default {@code target}
     */
    public static void main(String[] args) throws IOException {
        run(Pictures.directory(args), System.out);
    }

    /**
     * How well the sites held out were predicted.
     *
     * @param rmse root mean square error, log₁₀ mg/kg
     * @param logDensity mean log predictive density of an observation; higher is better
     */
    record Score(double rmse, double logDensity) {}

    /** One metal. */
    record Row(String metal, Score joint, Score alone) {}

    /** The joint fit, the log marginal likelihood of the separate fits together, and the scores. */
    record Answer(FitResult joint, double aloneLogMarginalLikelihood, List<Row> rows) {}

    static Answer run(Path pictures, PrintStream out) throws IOException {
        MultiOutputData all = Datasets.read(Datasets.csv("soil-metals"), List.of("easting", "northing"));
        MultiOutputData known = sites(all, t -> t % FOLD != FOLD - 1);
        MultiOutputData heldOut = sites(all, t -> t % FOLD == FOLD - 1);

        FitResult joint = Fitter.fit(known);
        List<Row> rows = new ArrayList<>();
        double aloneLogMarginalLikelihood = 0;
        Prediction together = joint.posterior().predict(heldOut.inputs().toArray());
        for (int d = 0; d < all.outputCount(); d++) {
            FitResult alone = Fitter.fit(output(known, d));
            aloneLogMarginalLikelihood += alone.logMarginalLikelihood();
            Prediction single = alone.posterior().predict(heldOut.inputs().toArray());
            rows.add(new Row(all.outputNames().get(d), score(together, d, heldOut, d), score(single, 0, heldOut, d)));
        }
        Answer answer = new Answer(joint, aloneLogMarginalLikelihood, rows);
        print(answer, heldOut.observationCount(), out);
        SoilMap.draw(joint, known, "cadmium", pictures.resolve("soil-cadmium.png"));
        out.println("Map: " + pictures.resolve("soil-cadmium.png"));
        return answer;
    }

    private static Score score(Prediction prediction, int output, MultiOutputData heldOut, int column) {
        double[][] mean = prediction.mean();
        double[][] deviation = prediction.standardDeviation();
        double[][] y = heldOut.outputs().toArray();
        double squares = 0;
        double logDensity = 0;
        for (int t = 0; t < y.length; t++) {
            double error = y[t][column] - mean[t][output];
            squares += error * error;
            logDensity -=
                    Math.log(deviation[t][output] * Math.sqrt(2 * Math.PI)) + square(error / deviation[t][output]) / 2;
        }
        return new Score(Math.sqrt(squares / y.length), logDensity / y.length);
    }

    private static MultiOutputData sites(MultiOutputData data, IntPredicate chosen) {
        int[] rows = IntStream.range(0, data.observationCount()).filter(chosen).toArray();
        double[][] x = data.inputs().toArray();
        double[][] y = data.outputs().toArray();
        return MultiOutputData.of(
                        Arrays.stream(rows).mapToObj(t -> x[t]).toArray(double[][]::new),
                        Arrays.stream(rows).mapToObj(t -> y[t]).toArray(double[][]::new))
                .withNames(data.inputNames(), data.outputNames());
    }

    private static MultiOutputData output(MultiOutputData data, int d) {
        double[][] y = Arrays.stream(data.outputs().toArray())
                .map(row -> new double[] {row[d]})
                .toArray(double[][]::new);
        return MultiOutputData.of(data.inputs().toArray(), y)
                .withNames(data.inputNames(), List.of(data.outputNames().get(d)));
    }

    private static double square(double value) {
        return value * value;
    }

    private static void print(Answer answer, int heldOut, PrintStream out) {
        out.println(answer.joint());
        out.printf(
                Locale.ROOT,
                "Log marginal likelihood: %.2f jointly, %.2f one by one%n%n",
                answer.joint().logMarginalLikelihood(),
                answer.aloneLogMarginalLikelihood());
        out.printf("%d sites held out%n", heldOut);
        out.printf("%-8s  %22s  %26s%n", "", "RMSE, log10 mg/kg", "mean log density");
        out.printf("%-8s  %10s  %10s  %14s  %10s%n", "metal", "jointly", "alone", "jointly", "alone");
        for (Row row : answer.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-8s  %10.4f  %10.4f  %14.3f  %10.3f%n",
                    row.metal(),
                    row.joint().rmse(),
                    row.alone().rmse(),
                    row.joint().logDensity(),
                    row.alone().logDensity());
        }
        out.println();
    }
}
