package dev.migrate.demo;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo, run with a command as a user types it: unpacked, which starts faster, or from its jar. */
final class CommandProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;

    private final List<String> properties;

    private final Map<String, String> environment = new TreeMap<>();

    private boolean packed;

    private CommandProcess(Path folder, List<String> properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /** Runs a command in a folder, with properties of the application. */
    static CommandProcess in(Path folder, String... properties) {
        return new CommandProcess(folder, List.of(properties));
    }

    static CommandProcess on(TestDatabase database, Path folder) {
        return in(
                folder,
                "--spring.profiles.active=" + profile(database.product()),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    private static String profile(DatabaseProduct product) {
        return switch (product) {
            case POSTGRESQL -> "postgres";
            case MARIADB -> "mariadb";
            default -> "default";
        };
    }

    CommandProcess with(String variable, String value) {
        this.environment.put(variable, value);
        return this;
    }

    /** Runs the jar itself. */
    CommandProcess packed() {
        this.packed = true;
        return this;
    }

    Result run(String... words) {
        List<String> command = new ArrayList<>(this.packed ? packedCommand() : UnpackedDemo.command());
        command.addAll(this.properties);
        command.add("migrate");
        command.addAll(List.of(words));
        try {
            Path out = Files.createTempFile(this.folder, "out", ".txt");
            Path err = Files.createTempFile(this.folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(this.folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(this.environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end:\n" + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static List<String> packedCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("demo.jar"));
    }

    /**
     * The outcome of a process.
     *
     * @param out standard output
     * @param err standard error
     */
    record Result(int exitCode, String out, String err) {

        /** All of standard output is one document. */
        JsonNode json() {
            return JsonMapper.shared().readTree(this.out);
        }

        List<String> lines() {
            return this.out.lines().toList();
        }
    }
}
