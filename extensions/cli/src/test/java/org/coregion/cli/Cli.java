package org.coregion.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command line in the test's process, in a folder of the test's. */
final class Cli {
    /** What a run left behind. */
    record Run(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private final Path folder;

    Cli(Path folder) {
        this.folder = folder;
    }

    /** Runs a command; every word that names a file of the folder is made absolute. */
    Run run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Coregion.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        List<String> args = new ArrayList<>();
        for (String word : words) {
            args.add(word.replace("@/", folder + "/"));
        }
        int status = commandLine.execute(args.toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }

    /** Writes a file of the folder. */
    Path write(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Writes d.csv: 25 rows of inputs a, b and outputs y1, y2, a wave and its noisy mirror image. */
    void writeWaves() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> lines = new ArrayList<>(List.of("a,note,b,y1,y2"));
        for (int t = 0; t < 25; t++) {
            double a = 0.4 * t;
            double b = random.nextDouble();
            double wave = Math.sin(a) + 0.3 * b;
            lines.add(String.format(
                    Locale.ROOT,
                    "%.3f,text,%.6f,%.6f,%.6f",
                    a,
                    b,
                    10 + wave + 0.1 * random.nextGaussian(),
                    -wave + 0.2 * random.nextGaussian()));
        }
        write("d.csv", lines.toArray(String[]::new));
    }
}
