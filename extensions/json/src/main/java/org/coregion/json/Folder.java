package org.coregion.json;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.coregion.InvalidInputException;

/** The folder of a model file, which paths in it are relative to. */
record Folder(Path path) {
    static Folder of(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return new Folder(parent == null ? file.toAbsolutePath() : parent);
    }

    /**
     * The file that a path in the model file means.
     *
     * @throws InvalidInputException if it is no path
     */
    Path resolve(String written) {
        try {
            return path.resolve(written);
        } catch (InvalidPathException problem) {
            throw new InvalidInputException(
                    "\"" + written + "\" is no path of a file: " + problem.getReason() + ".", "the file is damaged.");
        }
    }

    /** A file as it is called from here, with slashes on any system; absolute if it is on another drive. */
    String relative(Path file) {
        Path absolute = file.toAbsolutePath();
        Path called = Objects.equals(path.getRoot(), absolute.getRoot()) ? path.relativize(absolute) : absolute;
        return called.toString().replace(File.separatorChar, '/');
    }
}
