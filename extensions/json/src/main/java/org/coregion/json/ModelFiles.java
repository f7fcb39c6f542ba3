package org.coregion.json;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import org.coregion.optim.FitResult;

/**
 * Fitted models as files. A file is one JSON document with every parameter to the last digit; what is loaded predicts
 * what was saved, bit for bit with the same backend.
 */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Saves a fit without its data.
     *
     * @throws InvalidInputException as {@link #save(Path, FitResult, SaveOptions)}
     */
    public static void save(Path file, FitResult fit) {
        save(file, fit, SaveOptions.withDefaults());
    }

    /**
     * Saves a fit. The file is written whole or not at all, and replaces one that exists. A model whose kernel starts
     * by the user's own Java, or whose K or Σ has a form of the user's own, is not in it: the file says so, and
     * predicts the same.
     *
     * @throws InvalidInputException if the file cannot be written, the mean or the kernel is the user's own Java, or a
     *     CSV file that is to be referred to does not hold the data; nothing is written then
     * @throws java.io.UncheckedIOException if writing fails, on a full disk say
     */
    public static void save(Path file, FitResult fit, SaveOptions options) {
        OutputFile output = new OutputFile(file);
        output.requireWritable(Stream.of(options.dataFile(), options.kernelMatrix())
                .flatMap(Optional::stream)
                .toList());
        output.write(text(fit, options, file));
    }

    /**
     * The document of a fit that is to lie nowhere yet: the paths in it are as the options have them.
     *
     * @throws InvalidInputException as {@link #save(Path, FitResult, SaveOptions)}
     */
    public static String text(FitResult fit, SaveOptions options) {
        return Json.write(ModelFile.of(fit, options, Path::toString));
    }

    /**
     * The document of a fit that is to lie at {@code file}.
     *
     * @throws InvalidInputException as {@link #save(Path, FitResult, SaveOptions)}
     */
    public static String text(FitResult fit, SaveOptions options, Path file) {
        return Json.write(ModelFile.of(fit, options, Folder.of(file)::relative));
    }

    /**
     * Loads a model: one that was saved, or one written by hand. Files that it refers to are read when they are asked
     * for.
     *
     * @throws InvalidInputException if there is no such file, it is damaged, of another version, or its parts do not
     *     fit; the message names the file and the key
     */
    public static SavedModel load(Path file) {
        return SavedModel.of(file, ModelFile.read(file));
    }
}
