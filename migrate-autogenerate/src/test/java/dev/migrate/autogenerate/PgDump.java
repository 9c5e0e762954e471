package dev.migrate.autogenerate;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The description of a schema by pg_dump, independent of the inspectors. */
final class PgDump {

    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(\\w+).*");
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    private PgDump() {}

    /** Skips the test where the tool is missing, or too old to be let in. */
    static void assumeIsThere(TestDatabase database) {
        String version;
        try {
            version = output(new ProcessBuilder("pg_dump", "--version"));
        } catch (IOException missing) {
            abort("pg_dump is not on the path, which comes with PostgreSQL's client: " + missing.getMessage());
            return;
        }
        Matcher major = VERSION.matcher(version);
        Integer server = database.jdbc()
                .queryForObject("select current_setting('server_version_num')::int / 10000", Integer.class);
        assumeTrue(
                major.find() && server != null && Integer.parseInt(major.group(1)) >= server,
                "%s does not dump a server of PostgreSQL %d".formatted(version.strip(), server));
    }

    /** Returns the statements of a dump in an order that is independent of the order of creation. */
    static List<String> sorted(TestDatabase database) throws IOException, SQLException {
        try (TestDatabase restored = database.another()) {
            restore(dump(database), restored);
            return statements(dump(restored)).stream()
                    .map(PgDump::withSortedLines)
                    .sorted()
                    .toList();
        }
    }

    private static String dump(TestDatabase database) throws IOException {
        Matcher at = URL.matcher(database.url());
        if (!at.matches()) {
            throw new IllegalArgumentException(database.url());
        }
        ProcessBuilder builder = new ProcessBuilder(
                "pg_dump", "--schema-only", "-h", at.group(1), "-p", at.group(2), "-U", database.user(), at.group(3));
        builder.environment().put("PGPASSWORD", database.password());
        return output(builder)
                .lines()
                .filter((line) -> !line.startsWith("--") && !line.startsWith("\\"))
                .collect(Collectors.joining("\n"));
    }

    /** PostgreSQL prints some expressions differently after it has parsed its own output. */
    private static void restore(String dump, TestDatabase empty) throws SQLException {
        try (Connection connection = empty.dataSource().getConnection();
                java.sql.Statement jdbc = connection.createStatement()) {
            for (String statement : statements(dump)) {
                jdbc.execute(statement);
            }
        }
    }

    private static List<String> statements(String sql) {
        List<String> statements = new ArrayList<>();
        try (Statements split =
                Dialects.named("postgresql").lexer().statements(new StringReader(sql), new Location("pg_dump", 1))) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statements.add(next.get().sql().strip());
            }
        }
        return statements;
    }

    /** New columns stand behind the others. */
    private static String withSortedLines(String statement) {
        return statement.startsWith("CREATE TABLE")
                ? statement
                        .lines()
                        .map((line) -> line.replaceFirst(",$", ""))
                        .sorted()
                        .collect(Collectors.joining("\n"))
                : statement;
    }

    private static String output(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
        return output;
    }
}
