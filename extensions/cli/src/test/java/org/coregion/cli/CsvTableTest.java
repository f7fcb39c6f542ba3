package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void whatIsMissingIsAnEmptyCell() {
        CsvTable table = new CsvTable(List.of("row", "y", "y_mean"));
        table.addRow(List.of(1), new double[] {Double.NaN}, new double[] {0.5});

        assertThat(table).hasToString("row,y,y_mean\n1,,0.5\n");
    }
}
