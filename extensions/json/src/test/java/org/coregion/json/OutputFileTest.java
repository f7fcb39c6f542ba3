package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.coregion.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void leavesNothingBesideTheFile() {
        new OutputFile(folder.resolve("m.json")).write("new");

        assertThat(folder.resolve("m.json")).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("m.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsLinksAndPermissions() throws IOException {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);

        new OutputFile(link).write("new");

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void refusesAFileThatIsRead() throws IOException {
        Path data = Files.writeString(folder.resolve("d.csv"), "x,y");

        assertThatThrownBy(() -> new OutputFile(folder.resolve("d.csv")).requireWritable(List.of(data)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("would be overwritten");
        new OutputFile(folder.resolve("new.json")).requireWritable(List.of(data));
    }
}
