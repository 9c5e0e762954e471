package dev.migrate.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.RunScript;

/** Runs scripts with the command-line client of a product: psql, mariadb, mysql, sqlite3, or H2's RunScript. */
public final class DatabaseClient {

    private static final Pattern URL = Pattern.compile("jdbc:\\w+://([^:/]+):(\\d+)/(\\w+).*");

    private static final int PATIENCE_SECONDS = 60;

    private final TestDatabase database;

    private DatabaseClient(TestDatabase database) {
        this.database = database;
    }

    /** Returns the client of a database that other processes can reach. */
    public static DatabaseClient of(TestDatabase database) {
        return new DatabaseClient(database);
    }

    /**
     * The result of a script.
     *
     * @param output the output of the client, including errors
     */
    public record Outcome(int exitCode, String output) {}

    /**
     * Runs a script. Returns an empty result if the program is not installed.
     *
     * @throws AssertionError if the program does not exit within 60 seconds
     */
    public Optional<Outcome> run(Path script) throws IOException, InterruptedException {
        Path output = Files.createTempFile("client", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(script))
                    .redirectInput(script.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment());
            Process process;
            try {
                process = builder.start();
            } catch (IOException missing) {
                return Optional.empty();
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("%s did not exit: %s".formatted(builder.command(), Files.readString(output)));
            }
            return Optional.of(new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8)));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Returns the name of the program. */
    public String program() {
        return command(Path.of("script.sql")).get(0);
    }

    private List<String> command(Path script) {
        return switch (this.database.product()) {
            case POSTGRESQL -> psql(script);
            case MARIADB -> mysql("mariadb");
            case MYSQL -> mysql("mysql", "--loose-commands");
            case SQLITE -> List.of("sqlite3", "-batch", this.database.url().replaceFirst("jdbc:sqlite:", ""));
            case H2 -> runScript(script);
        };
    }

    private List<String> psql(Path script) {
        Matcher at = place();
        return List.of(
                "psql",
                "-X",
                "-q",
                "-h",
                at.group(1),
                "-p",
                at.group(2),
                "-U",
                this.database.user(),
                "-d",
                at.group(3),
                "-f",
                script.toString());
    }

    private List<String> mysql(String... program) {
        Matcher at = place();
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(
                "--protocol=tcp", "-h", at.group(1), "-P", at.group(2), "-u", this.database.user(), at.group(3)));
        return command;
    }

    /** Returns the command for H2 with the class path of this process, because H2 loads the classes of triggers. */
    private List<String> runScript(Path script) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunScript.class.getName(),
                "-url",
                this.database.url(),
                "-user",
                this.database.user(),
                "-script",
                script.toString());
    }

    private Map<String, String> environment() {
        return switch (this.database.product()) {
            case POSTGRESQL -> Map.of("PGPASSWORD", this.database.password());
            case MARIADB, MYSQL -> Map.of("MYSQL_PWD", this.database.password());
            default -> Map.of();
        };
    }

    private Matcher place() {
        Matcher place = URL.matcher(this.database.url());
        if (!place.matches()) {
            throw new IllegalArgumentException(this.database.url());
        }
        return place;
    }
}
