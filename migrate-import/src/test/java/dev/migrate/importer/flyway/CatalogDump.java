package dev.migrate.importer.flyway;

import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The catalog of a database as text, from the product's own client, without the tables of migration tools. */
final class CatalogDump {

    private static final Pattern NETWORK =
            Pattern.compile("jdbc:\\w+://(?<host>[^:/]+)(?::(?<port>\\d+))?/(?<name>[^?]+).*");

    private static final Pattern OWN = Pattern.compile("(?is).*(flyway_schema_history|migrate_[a-z]+).*");

    private CatalogDump() {}

    static String of(TestDatabase database) {
        return switch (database.product()) {
            case POSTGRESQL ->
                client(
                        database,
                        List.of("pg_dump", "-s", "--no-owner", "-T", "flyway_schema_history", "-T", "migrate_*"),
                        "-h",
                        "-p",
                        "-U");
            case MARIADB, MYSQL -> mysql(database);
            case H2 ->
                lines(database.jdbc().queryForList("SCRIPT NODATA", String.class).stream()
                        .filter((statement) -> !statement.startsWith("CREATE USER"))
                        .toList());
            case SQLITE ->
                lines(database
                        .jdbc()
                        .queryForList("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", String.class)
                        .stream()
                        .toList());
        };
    }

    private static String mysql(TestDatabase database) {
        List<String> objects = new ArrayList<>();
        for (String table : database.jdbc()
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = database() ORDER BY 1",
                        String.class)) {
            if (!OWN.matcher(table).matches()) {
                objects.add(database.jdbc()
                        .queryForObject("SHOW CREATE TABLE `" + table + "`", (row, number) -> row.getString(2)));
            }
        }
        for (String kind : List.of("PROCEDURE", "FUNCTION")) {
            database.jdbc()
                    .queryForList(
                            "SELECT routine_name FROM information_schema.routines WHERE routine_schema = database() AND routine_type = '"
                                    + kind + "' ORDER BY 1",
                            String.class)
                    .forEach((name) -> objects.add(database.jdbc()
                            .queryForObject(
                                    "SHOW CREATE " + kind + " `" + name + "`", (row, number) -> row.getString(3))));
        }
        database.jdbc()
                .queryForList(
                        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database() ORDER BY 1",
                        String.class)
                .forEach((name) -> objects.add(database.jdbc()
                        .queryForObject("SHOW CREATE TRIGGER `" + name + "`", (row, number) -> row.getString(3))));
        return String.join("\n", objects).replaceAll(" AUTO_INCREMENT=\\d+", "").replace(name(database), "DATABASE");
    }

    private static String name(TestDatabase database) {
        Matcher url = NETWORK.matcher(database.url());
        return url.matches() ? url.group("name") : database.url();
    }

    private static String client(TestDatabase database, List<String> command, String host, String port, String user) {
        Matcher url = NETWORK.matcher(database.url());
        if (!url.matches()) {
            throw new IllegalArgumentException(database.url());
        }
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(host, url.group("host"), user, database.user()));
        if (url.group("port") != null) {
            words.addAll(List.of(port, url.group("port")));
        }
        words.add(url.group("name"));
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output.lines()
                    .filter((line) -> !line.matches("\\\\(un)?restrict .*"))
                    .collect(Collectors.joining("\n"))
                    .replace(url.group("name"), "DATABASE");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String lines(List<String> statements) {
        return statements.stream()
                .filter((line) -> !OWN.matcher(line).matches())
                .map((line) -> line.replaceAll("SYSTEM_SEQUENCE_[0-9A-F_]+", "SYSTEM_SEQUENCE"))
                .collect(Collectors.joining("\n"));
    }
}
