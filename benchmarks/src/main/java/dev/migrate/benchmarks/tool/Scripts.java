package dev.migrate.benchmarks.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the scripts of a folder as a program without a tool would, one line after the other. Each statement ends a line. */
final class Scripts {

    private final Path folder;

    Scripts(Path folder) {
        this.folder = folder;
    }

    /** Runs the scripts that are not recorded yet. */
    void run(Connection connection) throws IOException, SQLException {
        Set<String> recorded = recorded(connection);
        connection.setAutoCommit(false);
        try (PreparedStatement entry = connection.prepareStatement("insert into version (name) values (?)")) {
            for (Path script : scripts()) {
                String name = script.getFileName().toString();
                if (!recorded.contains(name)) {
                    run(connection, script);
                    entry.setString(1, name);
                    entry.executeUpdate();
                    connection.commit();
                }
            }
        }
    }

    private static Set<String> recorded(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists version (name varchar(100) not null primary key)");
            try (ResultSet rows = statement.executeQuery("select name from version")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.filter((file) -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(Connection connection, Path script) throws IOException, SQLException {
        StringBuilder sql = new StringBuilder();
        try (BufferedReader lines = Files.newBufferedReader(script);
                Statement statement = connection.createStatement()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sql.append(line).append('\n');
                if (line.endsWith(";")) {
                    statement.execute(sql.toString().strip());
                    sql.setLength(0);
                }
            }
        }
    }
}
