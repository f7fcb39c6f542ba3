package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticDataTest {
    @Test
    void makesTheCommittedFiles(@TempDir Path directory) throws IOException {
        Output output = new Output();

        SyntheticData.run(directory, output.stream());

        for (String file : new String[] {
            "synthetic/data.csv", "synthetic/truth.json", "soil-metals/data.csv", "soil-metals/truth.json"
        }) {
            assertThat(directory.resolve(file))
                    .hasSameTextualContentAs(Datasets.directory().resolve(file));
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(4);
        }
        assertThat(output.text()).contains("200 rows of [y1, y2, y3, y4] at [t]", "250 rows of [cadmium,");
    }
}
