package org.coregion.json;

import java.nio.file.Path;
import java.util.Optional;
import org.coregion.optim.StandardErrors;
import org.jspecify.annotations.Nullable;

/** What a model file holds besides the model and the results of its fit. Immutable. */
public final class SaveOptions {
    private static final SaveOptions DEFAULTS = new SaveOptions(false, null, null, null, null);

    private final boolean embeds;
    private final @Nullable Path dataFile;
    private final @Nullable String noiseScale;
    private final @Nullable Path kernelMatrix;
    private final @Nullable StandardErrors standardErrors;

    private SaveOptions(
            boolean embeds,
            @Nullable Path dataFile,
            @Nullable String noiseScale,
            @Nullable Path kernelMatrix,
            @Nullable StandardErrors standardErrors) {
        this.embeds = embeds;
        this.dataFile = dataFile;
        this.noiseScale = noiseScale;
        this.kernelMatrix = kernelMatrix;
        this.standardErrors = standardErrors;
    }

    /** No data; a given kernel matrix by its values. */
    public static SaveOptions withDefaults() {
        return DEFAULTS;
    }

    /** The same options, with the data themselves in the file, in place of a reference. */
    public SaveOptions withEmbeddedData() {
        return new SaveOptions(true, null, noiseScale, kernelMatrix, standardErrors);
    }

    /**
     * The same options, with a reference to the data, in place of the data themselves: the path of a CSV file, relative
     * to the folder of the model file, and its SHA-256.
     *
     * @param csv with a header line that has the names of inputs and outputs
     */
    public SaveOptions withDataFile(Path csv) {
        return new SaveOptions(false, csv, noiseScale, kernelMatrix, standardErrors);
    }

    /** The same options with the name of the column that has the relative noise variances in CSV files of data. */
    public SaveOptions withNoiseScale(String column) {
        return new SaveOptions(embeds, dataFile, column, kernelMatrix, standardErrors);
    }

    /**
     * The same options with a reference to the given kernel matrix, in place of its values: the path of a CSV file
     * without a header line, relative to the folder of the model file. That it holds the matrix of the fit is not
     * checked; that the fit had one is.
     */
    public SaveOptions withKernelMatrix(Path csv) {
        return new SaveOptions(embeds, dataFile, noiseScale, csv, standardErrors);
    }

    /** The same options, with these standard errors of the fit among its results. */
    public SaveOptions withStandardErrors(StandardErrors errors) {
        return new SaveOptions(embeds, dataFile, noiseScale, kernelMatrix, errors);
    }

    /** Whether the data themselves are in the file. */
    public boolean isDataEmbedded() {
        return embeds;
    }

    /** The CSV file that is referred to for the data. */
    public Optional<Path> dataFile() {
        return Optional.ofNullable(dataFile);
    }

    /** The column of relative noise variances. */
    public Optional<String> noiseScale() {
        return Optional.ofNullable(noiseScale);
    }

    /** The CSV file that is referred to for the kernel matrix. */
    public Optional<Path> kernelMatrix() {
        return Optional.ofNullable(kernelMatrix);
    }

    /** The standard errors among the results. */
    public Optional<StandardErrors> standardErrors() {
        return Optional.ofNullable(standardErrors);
    }
}
