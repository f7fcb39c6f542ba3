package org.coregion.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Java process that prints quantities and has ended.
 *
 * @param status its exit status
 * @param quantities what it printed
 */
record JavaProcess(int status, Map<String, String> quantities) {
    private static final String MARK = "result,";

    /** Runs the main method of a class, with the classes and libraries of this process. */
    static JavaProcess run(Class<?> main, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> quantities = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", 3);
                if (line.startsWith(MARK) && parts.length == 3) {
                    quantities.put(parts[1], parts[2]);
                }
            }
        }
        return new JavaProcess(process.waitFor(), quantities);
    }

    /** Prints, in such a process, for the one that waits for it. */
    static void print(String quantity, String value) {
        System.out.println(MARK + quantity + "," + value);
    }
}
