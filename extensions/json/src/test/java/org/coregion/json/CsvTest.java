package org.coregion.json;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anOutputIsMissingWhereTheCellIsEmptyOrNaN() throws IOException {
        MultiOutputData data = read("a,y1,y2,n", "1,,2,0.5", "2, NaN ,3,1", "3,\"\",nan,1", "4,5,6,1");

        assertThat(data.outputs().data()).containsExactly(Double.NaN, 2, Double.NaN, 3, Double.NaN, Double.NaN, 5, 6);
        assertThat(data.missingCount()).isEqualTo(4);
        assertThat(data.relativeNoise()).containsExactly(0.5, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,1,2,1      | no value in column "a"      | line 3
            NaN,1,2,1   | NaN in column "a"           | only outputs may be missing
            1,1,2,      | no value in column "n"      | line 3
            1,1,2,NaN   | NaN in column "n"           | line 3
            1,inf,2,1   | "inf" in column "y1"        | not a number
            1,Infinity,2,1 | Infinity in column "y1"  | not finite
            1,NA,2,1    | "NA" in column "y1"         | line 3
            """)
    void everythingElseMustBeANumber(String line, String problem, String place) {
        assertThatThrownBy(() -> read("a,y1,y2,n", "1,2,3,1", line))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(place)
                .hasMessageContaining("d.csv");
    }

    @Test
    void anOutputMustBeObservedSomewhere() {
        assertThatThrownBy(() -> read("a,y1,y2,n", "1,,,1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("All 2 outputs are missing");
    }

    private MultiOutputData read(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("d.csv"), String.join("\n", lines) + "\n");
        return Csv.readData(file, List.of("a"), List.of("y1", "y2"), "n");
    }
}
