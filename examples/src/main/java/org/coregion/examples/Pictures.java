package org.coregion.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts in one style, drawn without a screen and written as PNG. */
final class Pictures {
    static final Color INK = new Color(0x22, 0x2B, 0x38);
    static final Color BLUE = new Color(0x1F, 0x5F, 0xA8);
    static final Color ORANGE = new Color(0xD9, 0x6B, 0x0B);
    private static final Color GRID = new Color(0xE3, 0xE7, 0xEC);

    /** Pixels per unit of length: sharp on dense screens. */
    private static final int SCALE = 2;

    private static final int TITLE_HEIGHT = 44;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private Pictures() {}

    /** The directory for pictures: the first argument, or {@code target}. */
    static Path directory(String[] args) throws IOException {
        return Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target"));
    }

    /** An empty chart, its size in units of {@link #SCALE} pixels. */
    static XYChart chart(String title, String xTitle, String yTitle, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        style(chart.getStyler());
        return chart;
    }

    static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(font(Font.BOLD, 14))
                .setChartFontColor(INK)
                .setChartPadding(8)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(1)
                .setLegendFont(font(Font.PLAIN, 12))
                .setLegendBorderColor(Color.WHITE)
                .setLegendPadding(6)
                .setMarkerSize(4);
        styler.setAxisTitleFont(font(Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(GRID);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
    }

    /** Fills the space between two curves. */
    static void band(XYChart chart, String name, double[] x, double[] lower, double[] upper, Color color) {
        int n = x.length;
        double[] aroundX = new double[2 * n];
        double[] aroundY = new double[2 * n];
        for (int i = 0; i < n; i++) {
            aroundX[i] = x[i];
            aroundY[i] = lower[i];
            aroundX[2 * n - 1 - i] = x[i];
            aroundY[2 * n - 1 - i] = upper[i];
        }
        XYSeries series = chart.addSeries(name, aroundX, aroundY);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 48));
    }

    static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    static void points(XYChart chart, String name, double[] x, double[] y, Marker marker, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    /** Writes charts of one size side by side, row by row, under a common title. */
    static void save(String title, List<? extends IChart> charts, int columns, Path file) throws IOException {
        int width = charts.get(0).getWidth();
        int height = charts.get(0).getHeight();
        int rows = (charts.size() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                SCALE * columns * width, SCALE * (TITLE_HEIGHT + rows * height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        graphics.setColor(INK);
        graphics.setFont(font(Font.BOLD, 17));
        int titleWidth = graphics.getFontMetrics().stringWidth(title);
        graphics.drawString(title, (columns * width - titleWidth) / 2, 30);
        for (int i = 0; i < charts.size(); i++) {
            Graphics2D part = (Graphics2D)
                    graphics.create(i % columns * width, TITLE_HEIGHT + i / columns * height, width, height);
            charts.get(i).paint(part, width, height);
            part.dispose();
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
