package org.coregion.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;

/** The machine at hand, and what this process has taken of it. */
final class Machine {
    /** What the facts are filed under. */
    static final String ID = "machine";

    /** The facts, in the order of the page. */
    static final List<String> FACTS =
            List.of("date", "processor", "cores", "memory", "system", "java", "libraries", "backend");

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Pattern LIBRARY = Pattern.compile(
            "[/\\\\](coregion-core|ejml-ddense|commons-math3|openblas)-([0-9][0-9.-]*[0-9](-SNAPSHOT)?)\\.jar");

    private Machine() {}

    /** Machine and versions. */
    static Map<String, String> facts() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Backend backend = BackendChoice.fastest();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("processor", line(PROCESSOR, "model name").orElse(System.getProperty("os.arch")));
        facts.put("cores", String.valueOf(system.getAvailableProcessors()));
        facts.put("memory", String.format(Locale.ROOT, "%.0f GB", system.getTotalMemorySize() * 1e-9));
        facts.put("system", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("libraries", String.join(", ", libraries(System.getProperty("java.class.path"))));
        facts.put("backend", backend.name() + " on " + backend.threads() + " threads");
        return facts;
    }

    /** Whether numbers of the two may stand in one table. */
    static boolean isSame(Map<String, String> one, Map<String, String> other) {
        return List.of("processor", "cores", "memory", "java", "backend").stream()
                .allMatch(fact -> one.getOrDefault(fact, "").equals(other.get(fact)));
    }

    /** Names and versions, from the names of jars. */
    static List<String> libraries(String classPath) {
        List<String> libraries = new ArrayList<>();
        Matcher matcher = LIBRARY.matcher(classPath);
        while (matcher.find()) {
            libraries.add(matcher.group(1) + " " + matcher.group(2));
        }
        return libraries;
    }

    /** The most memory that this process has had: all of it where the system tells, else the heap. In bytes. */
    static double peakMemory() throws IOException {
        Optional<String> kilobytes = line(STATUS, "VmHWM");
        if (kilobytes.isPresent()) {
            return 1024 * Double.parseDouble(kilobytes.get().replaceAll("[^0-9]", ""));
        }
        return peakHeap();
    }

    /** The most memory that the heap has had, in bytes. */
    static double peakHeap() {
        double sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            sum += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return sum;
    }

    /** What follows "key:" in a file of such lines; empty if there is none. */
    private static Optional<String> line(Path file, String key) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }
}
