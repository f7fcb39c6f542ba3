package org.coregion.examples;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;

/** Reads the data sets of this project: CSV files with a header. */
final class Datasets {
    private Datasets() {}

    /**
     * The project's directory {@code datasets}, from the project's root or from a module below it.
     *
     * @throws InvalidInputException if neither the working directory nor its parent has one
     */
    static Path directory() {
        for (Path candidate : List.of(Path.of("datasets"), Path.of("..", "datasets"))) {
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new InvalidInputException(
                "There is no directory \"datasets\" in " + Path.of("").toAbsolutePath() + " or in its parent.",
                "run from the root of the project.");
    }

    /** The file {@code data.csv} of the data set with this name. */
    static Path csv(String name) {
        return directory().resolve(name).resolve("data.csv");
    }

    /**
     * Observations from some columns of a CSV file, the inputs and the outputs in the order given.
     *
     * @throws InvalidInputException if there is no such file or column, or a field is not a number
     */
    static MultiOutputData read(Path csv, List<String> inputs, List<String> outputs) throws IOException {
        List<NamedCsvRecord> records = records(csv);
        double[][] x = new double[records.size()][];
        double[][] y = new double[records.size()][];
        for (int t = 0; t < x.length; t++) {
            x[t] = numbers(records.get(t), inputs, csv);
            y[t] = numbers(records.get(t), outputs, csv);
        }
        return MultiOutputData.of(x, y).withNames(inputs, outputs);
    }

    /**
     * Observations from all columns of a CSV file: the inputs as given, the others as outputs.
     *
     * @throws InvalidInputException if there is no such file or column, or a field is not a number
     */
    static MultiOutputData read(Path csv, List<String> inputs) throws IOException {
        List<String> outputs = new ArrayList<>(records(csv).get(0).getHeader());
        outputs.removeAll(inputs);
        return read(csv, inputs, outputs);
    }

    private static List<NamedCsvRecord> records(Path csv) throws IOException {
        if (!Files.isRegularFile(csv)) {
            throw new InvalidInputException("There is no file " + csv + ".", "the name of the data set is misspelt.");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            List<NamedCsvRecord> records = reader.stream().toList();
            if (records.isEmpty()) {
                throw new InvalidInputException(csv + " has no rows.", "it holds a header only.");
            }
            return records;
        }
    }

    private static double[] numbers(NamedCsvRecord record, List<String> columns, Path csv) {
        double[] values = new double[columns.size()];
        for (int j = 0; j < values.length; j++) {
            String column = columns.get(j);
            String field = record.findField(column)
                    .orElseThrow(() -> new InvalidInputException(
                            csv + " has no column \"" + column + "\".", "it is one of " + record.getHeader() + "."));
            try {
                values[j] = Double.parseDouble(field);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(
                        "The field \"" + field + "\" of the column \"" + column + "\" in line "
                                + record.getStartingLineNumber() + " of " + csv + " is not a number.",
                        "it is empty or has a decimal comma.");
            }
        }
        return values;
    }
}
