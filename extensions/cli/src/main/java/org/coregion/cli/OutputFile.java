package org.coregion.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.coregion.InvalidInputException;

/** A file that is either written whole or not at all. */
record OutputFile(Path path) {
    /** Checks before any long work that the file can be written. */
    void requireWritable() {
        Path folder = folder();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(path)) {
            throw new InvalidInputException(
                    "The file " + path + " cannot be written.",
                    "the folder " + folder + " does not exist, or belongs to someone else.");
        }
    }

    /** Writes to a temporary file beside it, then renames. */
    void write(String text) {
        try {
            Path temporary = Files.createTempFile(folder(), path.getFileName().toString(), ".tmp");
            try {
                Files.writeString(temporary, text);
                Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("The file " + path + " could not be written.", problem);
        }
    }

    /** The folder the file lies in. */
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
