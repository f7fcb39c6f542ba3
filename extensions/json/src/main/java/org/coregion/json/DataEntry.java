package org.coregion.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.jspecify.annotations.Nullable;

/**
 * The data in a model file: the rows themselves, or the path of their CSV file, relative to the folder of the model
 * file, with its fingerprint.
 *
 * @param path of the CSV file
 * @param sha256 of the CSV file
 * @param inputs T×Q; absent if there are none
 * @param outputs T×D, null where one is missing
 * @param relativeNoise T relative noise variances; absent if all are 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataEntry(
        @Nullable String path,
        @Nullable String sha256,
        double @Nullable [] @Nullable [] inputs,
        @Nullable Double @Nullable [] @Nullable [] outputs,
        double @Nullable [] relativeNoise) {

    /** The rows themselves. */
    static DataEntry of(MultiOutputData data) {
        double[] noise = data.relativeNoise();
        return new DataEntry(
                null,
                null,
                data.inputCount() == 0 ? null : data.inputs().toArray(),
                Arrays.stream(data.outputs().toArray())
                        .map(row -> Arrays.stream(row)
                                .mapToObj(y -> Double.isNaN(y) ? null : y)
                                .toArray(Double[]::new))
                        .toArray(Double[][]::new),
                Arrays.stream(noise).allMatch(n -> n == 1) ? null : noise);
    }

    /** A file, called {@code written} from the folder of the model file. */
    static DataEntry of(Path file, String written) {
        return new DataEntry(written, Sha256.of(file), null, null, null);
    }

    /** Whether the rows are in another file, and none of them here. */
    boolean elsewhere() {
        return path != null && inputs == null && outputs == null && relativeNoise == null;
    }

    /** The file that the rows are in, if it is another one. */
    Optional<Path> file(Folder folder) {
        return path == null ? Optional.empty() : Optional.of(folder.resolve(path));
    }

    /**
     * The data.
     *
     * @param folder what a relative path is relative to
     */
    MultiOutputData data(
            List<String> inputNames, List<String> outputNames, @Nullable String noiseScale, Folder folder) {
        if (path != null && elsewhere()) {
            Path file = folder.resolve(path);
            requireUnchanged(file);
            return Csv.readData(file, inputNames, outputNames, noiseScale);
        }
        if (path == null && sha256 == null && outputs != null) {
            MultiOutputData rows = MultiOutputData.of(
                            inputs == null ? new double[outputs.length][0] : inputs, unboxed(outputs))
                    .withNames(inputNames, outputNames);
            return relativeNoise == null ? rows : rows.withRelativeNoise(relativeNoise);
        }
        throw new InvalidInputException(
                "The \"data\" have neither \"outputs\" nor a \"path\", or both.",
                "write {\"inputs\": [[…]], \"outputs\": [[…]]}, or {\"path\": \"d.csv\"}.");
    }

    private void requireUnchanged(Path file) {
        Csv.requireReadable(file);
        if (sha256 != null && !sha256.equalsIgnoreCase(Sha256.of(file))) {
            throw new InvalidInputException(
                    "The file " + file + " has changed since the model was fitted to it: its SHA-256 is no longer "
                            + sha256 + ".",
                    "restore it, or name the data explicitly.");
        }
    }

    private static double[][] unboxed(@Nullable Double[] @Nullable [] outputs) {
        double[][] rows = new double[outputs.length][];
        for (int t = 0; t < rows.length; t++) {
            if (outputs[t] == null) {
                throw new InvalidInputException(
                        "Row " + (t + 1) + " of the \"outputs\" is null.",
                        "write a null for each output that is missing.");
            }
            rows[t] = Arrays.stream(outputs[t])
                    .mapToDouble(y -> y == null ? Double.NaN : y)
                    .toArray();
        }
        return rows;
    }
}
