package org.coregion.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.data.MultiOutputData;
import org.coregion.optim.FitResult;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of {@link UnemploymentByIndustry}. */
final class UnemploymentPictures {
    private static final List<String> SHOWN = List.of("manufacturing", "construction", "leisure", "agriculture");

    private UnemploymentPictures() {}

    /** Four industries: what was observed, fitted and forecast. */
    static void forecasts(MultiOutputData rates, double[][] median, double[][] lower, double[][] upper, Path directory)
            throws IOException {
        int end = rates.observationCount();
        int known = end - UnemploymentByIndustry.HELD_OUT;
        double[] years = Arrays.stream(column(rates.inputs().toArray(), 0))
                .map(month -> 2000 + month / 12)
                .toArray();
        double[][] y = rates.outputs().toArray();
        List<XYChart> charts = new ArrayList<>();
        for (String industry : SHOWN) {
            int d = rates.outputNames().indexOf(industry);
            XYChart chart = Pictures.chart(words(industry), "year", "unemployed, %", 480, 300);
            // The forecast's curves start at the last month known, so that they continue the fitted ones.
            int from = known - 1;
            Pictures.band(
                    chart,
                    "fitted, 95 %",
                    part(years, 0, known),
                    part(column(lower, d), 0, known),
                    part(column(upper, d), 0, known),
                    Pictures.BLUE);
            Pictures.band(
                    chart,
                    "forecast, 95 %",
                    part(years, from, end),
                    part(column(lower, d), from, end),
                    part(column(upper, d), from, end),
                    Pictures.ORANGE);
            Pictures.line(chart, "fitted", part(years, 0, known), part(column(median, d), 0, known), Pictures.BLUE);
            Pictures.line(
                    chart, "forecast", part(years, from, end), part(column(median, d), from, end), Pictures.ORANGE);
            Pictures.points(
                    chart,
                    "observed",
                    part(years, 0, known),
                    part(column(y, d), 0, known),
                    SeriesMarkers.CIRCLE,
                    Pictures.INK);
            Pictures.points(
                    chart,
                    "held out",
                    part(years, known, end),
                    part(column(y, d), known, end),
                    SeriesMarkers.DIAMOND,
                    new Color(0xB0, 0x20, 0x20));
            double highest = Math.max(max(column(upper, d)), max(column(y, d)));
            // The first chart has room for the legend.
            chart.getStyler().setLegendVisible(charts.isEmpty()).setLegendPosition(LegendPosition.InsideNW);
            chart.getStyler().setXAxisMin(1999.8).setXAxisMax(2010.4);
            chart.getStyler().setYAxisMin(-0.02 * highest).setYAxisMax(1.03 * highest);
            chart.getStyler().setXAxisDecimalPattern("0");
            charts.add(chart);
        }
        Pictures.save(
                "US unemployment: 14 industries fitted jointly, 4 shown, the last year forecast",
                charts,
                2,
                directory.resolve("unemployment.png"));
    }

    /** The signal correlations of all industries, those of like behaviour next to each other. */
    static void correlations(FitResult fit, List<String> names, Path directory) throws IOException {
        double[][] correlations = fit.outputCorrelations();
        int[] order = order(correlations);
        HeatMapChart chart =
                new HeatMapChartBuilder().width(860).height(700).title("").build();
        List<String> labels =
                IntStream.of(order).mapToObj(d -> words(names.get(d))).toList();
        List<Number[]> cells = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < order.length; j++) {
                cells.add(new Number[] {i, j, correlations[order[i]][order[j]]});
            }
        }
        chart.addSeries("correlation", labels, labels, cells);
        Pictures.style(chart.getStyler());
        chart.getStyler()
                .setMin(-1)
                .setMax(1)
                .setRangeColors(new Color[] {new Color(0xF0, 0x9A, 0x4A), Color.WHITE, new Color(0x6A, 0xA5, 0xDD)})
                .setShowValue(true)
                .setHeatMapValueDecimalPattern("0.00")
                .setValueFont(Pictures.font(Font.PLAIN, 11))
                .setValueFontColor(Pictures.INK)
                .setXAxisLabelRotation(45)
                .setXAxisMaxLabelCount(order.length)
                .setXAxisTickMarkSpacingHint(10)
                .setYAxisTickMarkSpacingHint(10);
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0));
        Pictures.save(
                "Signal correlations between industries",
                List.of(chart),
                1,
                directory.resolve("unemployment-correlations.png"));
    }

    /** Greedy: start with the output most correlated with the others, then always its nearest neighbour. */
    private static int[] order(double[][] correlations) {
        int n = correlations.length;
        List<Integer> left = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        int[] order = new int[n];
        Integer current = left.stream()
                .max((a, b) -> Double.compare(
                        Arrays.stream(correlations[a]).sum(),
                        Arrays.stream(correlations[b]).sum()))
                .orElseThrow();
        for (int i = 0; i < n; i++) {
            order[i] = current;
            left.remove(current);
            int from = current;
            current = left.stream()
                    .max((a, b) -> Double.compare(correlations[from][a], correlations[from][b]))
                    .orElse(current);
        }
        return order;
    }

    /** "Business services" for business_services. */
    private static String words(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
    }

    private static double[] column(double[][] values, int column) {
        return Arrays.stream(values).mapToDouble(row -> row[column]).toArray();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double[] part(double[] values, int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }
}
