package dev.migrate.spring.boot.starter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@link SmallApplication} in a separate process. */
final class SmallProcess {

    private static final Pattern STARTER = Pattern.compile(
            "(migrate-(core|autogenerate|import|spring-boot-\\w+)|picocli|jspecify|h2|postgresql|HikariCP|slf4j-api"
                    + "|jul-to-slf4j|logback-\\w+|commons-logging|spring-(core|beans|context|aop|expression|jdbc|tx)"
                    + "|spring-boot(-autoconfigure|-jdbc|-sql|-transaction|-persistence)?)-\\d.*\\.jar");

    private static final Pattern DEVTOOLS = Pattern.compile("spring-boot-devtools-.*\\.jar");

    private SmallProcess() {}

    record Ended(int exitCode, String output) {}

    static Ended java(String classPath, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("small", ".txt");
        try {
            Process process = begin(classPath, arguments, output);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("It did not end:\n" + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static Process begin(String classPath, List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Returns the part of the test class path that an application with the starter and a driver has. */
    static String starter() {
        return all().filter((entry) -> new File(entry).isDirectory()
                        || STARTER.matcher(new File(entry).getName()).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static String devtools() {
        return all().filter(
                        (entry) -> DEVTOOLS.matcher(new File(entry).getName()).matches())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> all() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator));
    }
}
