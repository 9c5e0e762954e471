package dev.migrate.benchmarks.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A new process, usually a JVM, that prints {@code ready key=number ...} once, and ends. */
final class JavaProcess {

    private static final String ANSWER = "ready ";

    private JavaProcess() {}

    /** Returns the figures that the process prints, and as {@code wall} the milliseconds since before its start. */
    static Map<String, Long> run(List<Path> classPath, String mainClass, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        return run(command);
    }

    /** Returns the figures that the process of a command prints. */
    static Map<String, Long> run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        Map<String, Long> answer = Map.of();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                output.append(line).append('\n');
                if (line.startsWith(ANSWER)) {
                    answer = numbers(
                            line.substring(ANSWER.length()) + " wall=" + (System.nanoTime() - start) / 1_000_000);
                }
                line = lines.readLine();
            }
        }
        if (process.waitFor() != 0 || answer.isEmpty()) {
            throw new IllegalStateException("%s failed:%n%s".formatted(String.join(" ", command), output));
        }
        return answer;
    }

    private static Map<String, Long> numbers(String words) {
        return Stream.of(words.split(" ", -1))
                .map((word) -> word.split("=", 2))
                .collect(Collectors.toMap((pair) -> pair[0], (pair) -> Long.valueOf(pair[1])));
    }
}
