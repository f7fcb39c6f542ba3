package org.coregion.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import org.coregion.InvalidInputException;

/**
 * A file that is either written whole or not at all.
 *
 * @param path where it is
 */
public record OutputFile(Path path) {
    /**
     * Checks before any long work that the file can be written.
     *
     * @param inputs files that it must not be
     * @throws InvalidInputException if it cannot, or would overwrite one of the inputs
     */
    public void requireWritable(List<Path> inputs) {
        Path folder = Folder.of(path).path();
        boolean replaceable = !Files.exists(path) || (Files.isRegularFile(path) && Files.isWritable(path));
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || !replaceable) {
            throw new InvalidInputException(
                    "The file " + path + " cannot be written.",
                    "its folder " + folder + " does not exist, it is write-protected, or it is not a regular file.");
        }
        for (Path input : inputs) {
            if (isSame(input)) {
                throw new InvalidInputException(
                        "The file " + path + " is read by this command and would be overwritten.",
                        "choose another name.");
            }
        }
    }

    /**
     * Writes to a temporary file beside it, then renames; a link stays a link, and permissions stay as they are.
     *
     * @throws UncheckedIOException if that fails, on a full disk say
     */
    public void write(String text) {
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path temporary = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
                copyPermissions(target, temporary);
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("The file " + path + " could not be written.", problem);
        }
    }

    private boolean isSame(Path input) {
        try {
            return Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input);
        } catch (IOException problem) {
            throw new UncheckedIOException("The files " + path + " and " + input + " cannot be compared.", problem);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
