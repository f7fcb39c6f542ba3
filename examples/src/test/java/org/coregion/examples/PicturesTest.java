package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mains that draw. */
class PicturesTest {
    @TempDir
    Path directory;

    @Test
    void forecastsUnemployment() throws IOException {
        Output output = new Output();

        UnemploymentByIndustry.Answer answer = UnemploymentByIndustry.run(directory, output.stream());

        assertThat(answer.fit().isConverged()).isTrue();
        assertThat(answer.fit().objective()).isCloseTo(2650.410463, within(2.6e-3));
        assertThat(answer.rmse()).isCloseTo(2.84, within(0.01));
        assertThat(answer.lastValueRmse()).isCloseTo(2.466, within(1e-3));
        assertThat(answer.coverage()).isCloseTo(0.75, within(0.01));
        assertThat(output.text())
                .contains(
                        "agriculture             1.53        5.62           12 of 12",
                        "manufacturing           3.37        0.87            5 of 12",
                        "all                     2.84        2.47               75 %");
        assertPicture("unemployment.png", 1920, 1288);
        assertPicture("unemployment-correlations.png", 1720, 1488);
    }

    @Test
    void mapsSoilMetals() throws IOException {
        Output output = new Output();

        SoilMetals.Answer answer = SoilMetals.run(directory, output.stream());

        assertThat(answer.joint().isConverged()).isTrue();
        assertThat(answer.joint().objective()).isCloseTo(1240.302111, within(1.2e-3));
        assertThat(output.text())
                .contains(
                        "Log marginal likelihood: 505.15 jointly, 451.60 one by one",
                        "cadmium       0.1932      0.2096           0.221       0.137",
                        "copper        0.1023      0.1132           0.860       0.755",
                        "lead          0.1623      0.1655           0.407       0.395",
                        "zinc          0.0646      0.0643           1.369       1.380");
        assertPicture("soil-cadmium.png", 1720, 1228);
    }

    @Test
    void drawsToTheDirectoryGiven() throws IOException {
        Path given = directory.resolve("new/pictures");

        assertThat(Pictures.directory(new String[] {given.toString()})).isDirectory();
    }

    private void assertPicture(String name, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(directory.resolve(name).toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        long colors = IntStream.range(0, width * height)
                .map(i -> image.getRGB(i % width, i / width))
                .distinct()
                .count();
        assertThat(colors).isGreaterThan(50);
    }
}
