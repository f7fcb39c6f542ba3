package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path directory;

    @Test
    void readsTheUnemploymentRates() throws IOException {
        MultiOutputData rates = Datasets.read(Datasets.csv("us-unemployment"), List.of("month"));

        assertThat(rates.observationCount()).isEqualTo(122);
        assertThat(rates.outputCount()).isEqualTo(14);
        for (int t = 0; t < 122; t++) {
            assertThat(rates.inputs().get(t, 0)).isEqualTo(t);
        }
        // Of the source: government in January 2000, construction in February 2010.
        assertThat(rates.outputs().get(0, rates.outputNames().indexOf("government")))
                .isEqualTo(2.1);
        assertThat(rates.outputs().get(121, rates.outputNames().indexOf("construction")))
                .isEqualTo(27.1);
    }

    @Test
    void takesColumnsInTheOrderAskedFor() throws IOException {
        Path csv = Files.writeString(directory.resolve("data.csv"), "a,b,c\n1,2,3\n4,5,6\n");

        MultiOutputData data = Datasets.read(csv, List.of("b"), List.of("c", "a"));

        assertThat(data.inputs().toArray()).isDeepEqualTo(new double[][] {{2}, {5}});
        assertThat(data.outputs().toArray()).isDeepEqualTo(new double[][] {{3, 1}, {6, 4}});
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        Path csv = Files.writeString(directory.resolve("data.csv"), "a,b\n1,2\n3,\"4,5\"\n");
        Path empty = Files.writeString(directory.resolve("empty.csv"), "a,b\n");

        assertThatThrownBy(() -> Datasets.read(csv, List.of("a"), List.of("c")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("no column \"c\"", "[a, b]");
        assertThatThrownBy(() -> Datasets.read(csv, List.of("a")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("\"4,5\"", "\"b\"", "line 3");
        assertThatThrownBy(() -> Datasets.read(empty, List.of("a")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> Datasets.read(Datasets.csv("no-such-set"), List.of("a")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no file");
    }
}
