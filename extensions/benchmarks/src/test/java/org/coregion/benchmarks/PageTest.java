package org.coregion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coregion.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From measurements to the page. */
class PageTest {
    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    void rendersGivenMeasurements() throws IOException {
        Locale.setDefault(Locale.GERMANY);
        Path file = folder.resolve("performance.csv");
        Files.writeString(file, resource("/performance.csv"));

        Measurements measurements = Measurements.read(file);

        assertThat(measurements.text()).isEqualTo(resource("/performance.csv"));
        assertThat(Page.of(Suite.quick(), measurements)).isEqualTo(resource("/performance.md"));
    }

    @Test
    void saysWhatIsMissingAndWhatDidNotConverge() throws IOException {
        Path file = folder.resolve("performance.csv");
        Files.writeString(
                file,
                resource("/performance.csv")
                        .replace("plane-60,converged,true", "plane-60,converged,false")
                        .replaceAll("grid-36,.*\n", ""));

        assertThat(Page.of(Suite.quick(), Measurements.read(file)))
                .contains("Not converged: plane-60.", "Not measured: grid-36.")
                .doesNotContain("**grid**");
    }

    @Test
    void namesABadLineAndAMissingQuantity() throws IOException {
        Path file = folder.resolve("performance.csv");
        Files.writeString(file, "case,quantity,value\nplane-60;first\n");

        assertThatThrownBy(() -> Measurements.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The line \"plane-60;first\"");
        assertThatThrownBy(() -> new Measurements().number("plane-60", "first"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The case \"plane-60\" has no quantity \"first\"");
    }

    @Test
    void writesNumbersForReaders() {
        assertThat(List.of(1.2345, 98.76, 123456.0, 0.0, 0.012345).stream().map(Numbers::significant))
                .containsExactly("1.23", "98.8", "123000", "0", "0.0123");
        assertThat(List.of(1.5e-5, 0.0123, 0.9999, 12.34, 119.0, 600.0).stream().map(Numbers::duration))
                .containsExactly("15.0 µs", "12.3 ms", "1000 ms", "12.3 s", "119 s", "10.0 min");
        assertThat(Numbers.bytes(123_456_789)).isEqualTo("123 MB");
        assertThat(Numbers.bytes(1_234_567_890)).isEqualTo("1.23 GB");
        assertThat(Numbers.count(2_000_000)).isEqualTo("2\u202f000\u202f000");
        assertThat(Numbers.percent(0.456)).isEqualTo("46 %");
    }

    @Test
    void readsVersionsOffTheClassPath() throws IOException {
        assertThat(
                        Machine.libraries(
                                "/a/coregion-core-0.1.0-SNAPSHOT.jar:/b/ejml-ddense-0.46.1.jar:/c/openblas-0.3.31-1.5.13.jar"
                                        + ":/c/openblas-0.3.31-1.5.13-linux-x86_64.jar:/d/coregion-openblas-0.1.0-SNAPSHOT.jar"))
                .containsExactly("coregion-core 0.1.0-SNAPSHOT", "ejml-ddense 0.46.1", "openblas 0.3.31-1.5.13");
        assertThat(Machine.facts().keySet()).containsExactlyElementsOf(Machine.FACTS);
        assertThat(Machine.isSame(Map.of("cores", "2"), Map.of("cores", "4"))).isFalse();
        assertThat(Machine.peakHeap()).isPositive();
    }

    private String resource(String name) throws IOException {
        try (var stream = getClass().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
