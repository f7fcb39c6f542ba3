package org.coregion.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.optim.FitResult;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;

/** A map of one metal's predicted median in classes, with the sites. */
final class SoilMap {
    private static final double WIDTH = 20;
    private static final double HEIGHT = 15;

    /** Grid spacing, km. */
    private static final double STEP = 0.1;

    /** Upper limits of the classes but the last, mg/kg, each √2 times the one before. */
    private static final double[] LIMITS = {0.57, 0.8, 1.13, 1.6, 2.26};

    private static final Color LOW = new Color(0xFF, 0xF4, 0xC7);
    private static final Color MIDDLE = new Color(0xE0, 0x6A, 0x3C);
    private static final Color HIGH = new Color(0x4A, 0x10, 0x40);

    private SoilMap() {}

    /** Draws one output of a fit whose inputs are easting and northing. */
    static void draw(FitResult fit, MultiOutputData sites, String metal, Path file) throws IOException {
        int output = sites.outputNames().indexOf(metal);
        double[][] grid = grid();
        double[][] predicted = fit.posterior().predictNoiseFree(grid).mean();
        List<List<double[]>> classes = new ArrayList<>();
        for (int c = 0; c <= LIMITS.length; c++) {
            classes.add(new ArrayList<>());
        }
        for (int i = 0; i < grid.length; i++) {
            classes.get(classOf(Math.pow(10, predicted[i][output]))).add(grid[i]);
        }
        XYChart chart = Pictures.chart("", "easting, km", "northing, km", 860, 570);
        // From high to low, as the legend of a map reads. The legend shows the markers that the map covers up.
        for (int c = LIMITS.length; c >= 0; c--) {
            if (!classes.get(c).isEmpty()) {
                double[] any = classes.get(c).get(0);
                Marker swatch = new Square(14);
                Pictures.points(chart, label(c), new double[] {any[0]}, new double[] {any[1]}, swatch, color(c));
            }
        }
        for (int c = 0; c <= LIMITS.length; c++) {
            if (!classes.get(c).isEmpty()) {
                double[][] cells = classes.get(c).toArray(double[][]::new);
                Pictures.points(chart, "cells " + c, column(cells, 0), column(cells, 1), new Square(4), color(c));
                chart.getSeries("cells " + c).setShowInLegend(false);
            }
        }
        double[][] x = sites.inputs().toArray();
        Pictures.points(chart, "site", column(x, 0), column(x, 1), new Site(), Pictures.INK);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(WIDTH).setYAxisMin(0.0).setYAxisMax(HEIGHT);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0");
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        Pictures.save("Predicted " + metal + " in topsoil, mg/kg (simulated data)", List.of(chart), 1, file);
    }

    private static double[][] grid() {
        int columns = (int) Math.round(WIDTH / STEP);
        int rows = (int) Math.round(HEIGHT / STEP);
        double[][] grid = new double[rows * columns][];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                grid[i * columns + j] = new double[] {(j + 0.5) * STEP, (i + 0.5) * STEP};
            }
        }
        return grid;
    }

    private static int classOf(double content) {
        int c = 0;
        while (c < LIMITS.length && content >= LIMITS[c]) {
            c++;
        }
        return c;
    }

    private static String label(int c) {
        if (c == 0) {
            return String.format(Locale.ROOT, "below %.2f", LIMITS[0]);
        }
        return c == LIMITS.length
                ? String.format(Locale.ROOT, "above %.2f", LIMITS[c - 1])
                : String.format(Locale.ROOT, "%.2f – %.2f", LIMITS[c - 1], LIMITS[c]);
    }

    private static Color color(int c) {
        double share = 2.0 * c / LIMITS.length;
        return share < 1 ? mixed(LOW, MIDDLE, share) : mixed(MIDDLE, HIGH, share - 1);
    }

    private static Color mixed(Color from, Color to, double share) {
        return new Color(
                (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }

    private static double[] column(double[][] values, int column) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i][column];
        }
        return result;
    }

    /** A square; a side of 4 is a little more than a cell of the grid, so that no gaps show. */
    private static final class Square extends Marker {
        private final double side;

        Square(double side) {
            this.side = side;
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.fill(new Rectangle2D.Double(x - side / 2, y - side / 2, side, side));
        }
    }

    /** A small white disk with a dark rim. */
    private static final class Site extends Marker {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            Ellipse2D disk = new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5);
            Color rim = graphics.getColor();
            graphics.setColor(Color.WHITE);
            graphics.fill(disk);
            graphics.setColor(rim);
            graphics.draw(disk);
        }
    }
}
