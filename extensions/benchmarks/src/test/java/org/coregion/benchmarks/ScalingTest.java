package org.coregion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is called. */
class ScalingTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void takesARunUpAgain() throws IOException, InterruptedException {
        assertThat(run("--quick", "--only", "plane-60")).isZero();
        assertThat(page()).contains("| plane-60 | 60 | 2 |", "Not measured: series-1200, grid-36, memory-60,");
        assertThat(measurements().of("plane-60")).containsKeys("first", "seconds", "peak", "rank", "decomposition");

        String before = measurements().text("plane-60", "first");
        assertThat(run("--quick", "--resume", "--only", "plane-60", "--only", "grid-36"))
                .isZero();
        assertThat(measurements().text("plane-60", "first")).isEqualTo(before);
        assertThat(page()).contains("**grid**", "Not measured: series-1200, memory-60,");
        assertThat(ImageIO.read(folder.resolve("performance.png").toFile()).getWidth())
                .isEqualTo(1600);
        assertThat(log()).contains("plane-60: ", "grid-36: ");
    }

    @Test
    void measuresMemoryAndSingleOperations() throws IOException, InterruptedException {
        // Another run on this machine is no reason to fail.
        System.setProperty("jmh.ignoreLock", "true");

        assertThat(run("--quick", "--only", "memory-60", "--only", "KernelBenchmark"))
                .isZero();

        assertThat(measurements().of("memory-60")).containsKeys("peak", "smallestHeap", "peakInSmallestHeap");
        assertThat(measurements().of("KernelBenchmark"))
                .containsKeys("matrix family=se rows=36", "pullback family=se rows=36 error");
        assertThat(page()).contains("| 60 | 2 |", "| pullback | SE | 36 |");
    }

    @Test
    void rendersWithoutMeasuring() throws IOException, InterruptedException {
        try (var given = getClass().getResourceAsStream("/performance.csv")) {
            Files.copy(given, folder.resolve("performance.csv"));
        }

        assertThat(run("--quick", "--render")).isZero();

        assertThat(page()).contains("- processor: Some processor, with a comma");
    }

    @Test
    void doesNotMixMachines() throws IOException, InterruptedException {
        Measurements others = new Measurements();
        others.put(Machine.ID, Map.of("processor", "another"));
        WholeFile.write(folder.resolve("performance.csv"), others.text());

        assertThat(run("--quick", "--resume")).isEqualTo(2);
        assertThat(log()).contains("are of another machine", "Maybe measure all cases here");
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException, InterruptedException {
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(run("--only")).isEqualTo(2);
        assertThat(run("--only", "none")).isEqualTo(2);
        assertThat(run("--render")).isEqualTo(2);
        assertThat(log())
                .contains(
                        "There is no option \"--fast\"",
                        "The option \"--only\" has no value",
                        "There is no case \"none\"",
                        "There are no measurements in");
    }

    @Test
    void hasDefaults() {
        assertThat(ScalingOptions.of().folder()).isEqualTo(Path.of("docs"));
        assertThat(ScalingOptions.of().keepsOthers()).isFalse();
        assertThat(ScalingOptions.of("--quick").folder()).isEqualTo(Path.of("extensions/benchmarks/target/docs"));
    }

    @Test
    void noTwoCasesShareAName() {
        assertThat(Suite.full().all().stream().map(Case::id)).doesNotHaveDuplicates();
        assertThat(Suite.full().all().stream().map(Case::id))
                .containsAll(Suite.full().staged());
    }

    /** The other process, in this one. */
    @Test
    void printsWhatItMeasures() throws IOException {
        printed(() -> {
            for (Workload workload : Suite.quick().workloads()) {
                Probe.main(new String[] {workload.id(), "true"});
            }
        });

        assertThat(log())
                .contains("result,engine,spectral", "result,engine,state-space", "result,engine,grid")
                .contains(
                        "result,kernels,",
                        "result,rank,60",
                        "result,decomposition,",
                        "result,setUp,",
                        "result,information,")
                .doesNotContain("result,converged,false");
    }

    @Test
    void printsTheMemoryOfAFit() throws IOException {
        printed(() -> MemoryProbe.main(new String[] {"60", "2"}));

        assertThat(log()).contains("result,seconds,", "result,peak,");
    }

    /** A program, as its output becomes the log. */
    private interface Program {
        void run() throws IOException;
    }

    private void printed(Program program) throws IOException {
        PrintStream before = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.get(all.size() - 1).equals("--only")) {
            all.addAll(List.of("--to", folder.toString()));
        }
        return Scaling.run(new PrintStream(log, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("performance.md"));
    }

    private Measurements measurements() throws IOException {
        return Measurements.read(folder.resolve("performance.csv"));
    }
}
