package org.coregion.json;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers from CSV files; every message names the file, the line, the column and the value. An output is missing
 * where the cell is empty or NaN.
 */
public final class Csv {
    /** What Java reads as a number and nobody else does: 1.5f, 2d, 0x1p3. */
    private static final Pattern JAVA_ONLY = Pattern.compile("[0-9.][dDfF]$|[xX]");

    private static final String INCOMPLETE = "drop the line, or fill it in: only outputs may be missing.";

    private Csv() {}

    /**
     * Observations from the named columns of a file with a header line.
     *
     * @param noiseScale the column of relative noise variances, if there is one
     * @throws InvalidInputException if a column is not there, or a value is no number or missing where it must not
     */
    public static MultiOutputData readData(
            Path file, List<String> inputs, List<String> outputs, @Nullable String noiseScale) {
        Table table = Table.read(file);
        MultiOutputData data = MultiOutputData.of(table.columns(inputs, false), table.columns(outputs, true))
                .withNames(inputs, outputs);
        return noiseScale == null
                ? data
                : data.withRelativeNoise(Arrays.stream(table.columns(List.of(noiseScale), false))
                        .mapToDouble(row -> row[0])
                        .toArray());
    }

    /**
     * The named columns of a file with a header line, one row per line.
     *
     * @throws InvalidInputException if a column is not there, or a value is no finite number
     */
    public static double[][] readColumns(Path file, List<String> names) {
        return Table.read(file).columns(names, false);
    }

    /**
     * A matrix from a file without a header line.
     *
     * @throws InvalidInputException if a line has another number of values, or a value is no finite number
     */
    public static double[][] readMatrix(Path file) {
        List<CsvRecord> records = records(file);
        List<Integer> all = IntStream.range(
                        0, records.isEmpty() ? 0 : records.get(0).getFieldCount())
                .boxed()
                .toList();
        List<String> names = all.stream().map(j -> "column " + (j + 1)).toList();
        return numbers(file, records, names, all, all.size(), false);
    }

    private record Table(Path file, List<String> header, List<CsvRecord> rows) {
        static Table read(Path file) {
            List<CsvRecord> records = records(file);
            if (records.isEmpty()) {
                throw new InvalidInputException("The file " + file + " is empty.", "it was not written completely.");
            }
            List<String> header =
                    records.get(0).getFields().stream().map(String::strip).toList();
            return new Table(file, header, records.subList(1, records.size()));
        }

        double[][] columns(List<String> names, boolean mayMiss) {
            List<Integer> indices = new ArrayList<>();
            for (String name : names) {
                int index = header.indexOf(name);
                if (index < 0) {
                    throw new InvalidInputException(
                            "The file " + file + " has no column \"" + name + "\"; its columns are " + header + ".",
                            header.size() == 1
                                    ? "its columns are separated by another character than a comma."
                                    : "the name is spelled differently, or the header line is missing.");
                }
                if (index != header.lastIndexOf(name)) {
                    throw new InvalidInputException(
                            "The header of " + file + " names the column \"" + name + "\" twice.",
                            "rename one of them.");
                }
                indices.add(index);
            }
            return numbers(
                    file,
                    rows,
                    names.stream().map(name -> "column \"" + name + "\"").toList(),
                    indices,
                    header.size(),
                    mayMiss);
        }
    }

    private static double[][] numbers(
            Path file,
            List<CsvRecord> records,
            List<String> names,
            List<Integer> indices,
            int fieldCount,
            boolean mayMiss) {
        double[][] values = new double[records.size()][indices.size()];
        for (int i = 0; i < values.length; i++) {
            CsvRecord line = records.get(i);
            if (line.getFieldCount() != fieldCount) {
                throw new InvalidInputException(
                        "Line " + line.getStartingLineNumber() + " of " + file + " has " + line.getFieldCount()
                                + " fields where the first line has " + fieldCount + ".",
                        "a comma is missing, or a decimal comma stands for a point.");
            }
            for (int j = 0; j < indices.size(); j++) {
                String text = line.getField(indices.get(j)).strip();
                values[i][j] = mayMiss && (text.isEmpty() || text.equalsIgnoreCase("nan"))
                        ? Double.NaN
                        : number(file, line, names.get(j), text);
            }
        }
        return values;
    }

    private static double number(Path file, CsvRecord line, String column, String text) {
        String place = column + " of " + file + " at line " + line.getStartingLineNumber();
        if (text.isEmpty()) {
            throw new InvalidInputException("There is no value in " + place + ".", INCOMPLETE);
        }
        if (JAVA_ONLY.matcher(text).find()) {
            throw notANumber(text, place);
        }
        try {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
                throw new InvalidInputException("The value " + text + " in " + place + " is not finite.", INCOMPLETE);
            }
            return value;
        } catch (NumberFormatException problem) {
            throw notANumber(text, place);
        }
    }

    private static InvalidInputException notANumber(String text, String place) {
        return new InvalidInputException(
                "The text \"" + text + "\" in " + place + " is not a number.",
                "the column holds names, or the file has a header line that a matrix must not have.");
    }

    private static List<CsvRecord> records(Path file) {
        requireReadable(file);
        // Ragged lines are let through here: our own message names the line and both counts.
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            return reader.stream().toList();
        } catch (CsvParseException | IOException problem) {
            throw new InvalidInputException(
                    "The file " + file + " cannot be read as CSV: " + problem.getMessage(),
                    "a quotation mark is not closed, or the text is not UTF-8.");
        }
    }

    /** The fields of a single line. */
    static List<String> fields(String line) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
            List<CsvRecord> records = reader.stream().toList();
            if (records.size() == 1) {
                return records.get(0).getFields();
            }
        } catch (CsvParseException | IOException problem) {
            // Refused below.
        }
        throw new InvalidInputException(
                "The columns \"" + line + "\" are not on one line.",
                "a name with a line break has no quotation marks.");
    }

    /** The line that has these fields. */
    static String line(List<String> fields) {
        StringWriter text = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text)
                .writeRecord(fields);
        return text.toString().substring(0, text.toString().length() - 1);
    }

    /** Fails unless a file can be read. */
    static void requireReadable(Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new InvalidInputException(
                    "There is no readable file " + file + ".",
                    "the path is relative to another folder than " + Path.of("").toAbsolutePath() + ".");
        }
    }
}
