package org.coregion.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as CSV, held until it is whole: standard output gets all of it or nothing. */
final class CsvTable {
    private final StringWriter text = new StringWriter();
    private final CsvWriter writer =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

    CsvTable(List<String> header) {
        writer.writeRecord(header);
    }

    /** Adds a row: whole numbers first, then the values of every part, an empty cell for NaN. */
    void addRow(List<Integer> numbers, double[]... parts) {
        List<String> fields = new ArrayList<>();
        numbers.forEach(number -> fields.add(Integer.toString(number)));
        for (double[] part : parts) {
            Arrays.stream(part)
                    .mapToObj(value -> Double.isNaN(value) ? "" : Double.toString(value))
                    .forEach(fields::add);
        }
        writer.writeRecord(fields);
    }

    /** One name for each output with each of the suffixes, output by output. */
    static List<String> suffixed(List<String> outputs, String... suffixes) {
        return outputs.stream()
                .flatMap(output -> Arrays.stream(suffixes).map(suffix -> output + suffix))
                .toList();
    }

    /** The values of every output side by side: those of the first output, then those of the second. */
    static double[] interleaved(double[]... columns) {
        double[] all = new double[columns.length * columns[0].length];
        for (int d = 0; d < columns[0].length; d++) {
            for (int k = 0; k < columns.length; k++) {
                all[d * columns.length + k] = columns[k][d];
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
