package org.coregion.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** Seconds of a warm fit against T, one line per engine, both axes logarithmic. */
final class PerformanceChart {
    private static final Color INK = new Color(0x22, 0x2B, 0x38);
    private static final Color GRID = new Color(0xE3, 0xE7, 0xEC);
    private static final List<Color> LINES = List.of(
            new Color(0x7A, 0x7F, 0x87),
            new Color(0x1F, 0x5F, 0xA8),
            new Color(0xD9, 0x6B, 0x0B),
            new Color(0x2E, 0x8B, 0x57),
            new Color(0x8E, 0x44, 0xAD));

    /** Pixels per unit of length: sharp on dense screens. */
    private static final int SCALE = 2;

    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;

    private PerformanceChart() {}

    /** The picture as PNG; without lines while nothing of it was measured. */
    static byte[] png(Suite suite, Measurements measurements) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = chart();
        suite.series().forEach((engine, workloads) -> {
            List<Workload> measured = workloads.stream()
                    .filter(workload -> measurements.has(workload.id()))
                    .toList();
            if (!measured.isEmpty()) {
                XYSeries series = chart.addSeries(
                        engine.label(),
                        measured.stream().mapToDouble(Workload::rows).toArray(),
                        measured.stream()
                                .mapToDouble(workload -> measurements.number(workload.id(), "seconds"))
                                .toArray());
                series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            }
        });
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("A fit, by engine")
                .xAxisTitle("observations T")
                .yAxisTitle("seconds")
                .build();
        XYStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        styler.setSeriesColors(LINES.toArray(Color[]::new));
        styler.setMarkerSize(6);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(INK);
        styler.setChartPadding(8);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(font(Font.BOLD, 14));
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setLegendPosition(LegendPosition.InsideSE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(font(Font.PLAIN, 12));
        styler.setAxisTitleFont(font(Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(GRID);
        return chart;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
