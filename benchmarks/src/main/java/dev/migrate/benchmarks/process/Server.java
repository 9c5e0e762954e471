package dev.migrate.benchmarks.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** The PostgreSQL server that all are measured on. */
record Server(String host, int port, String user, String password) {

    /** Returns the server in {@code PGHOST} and similar variables, or else the local one. */
    static Server ofEnvironment() {
        return new Server(
                environment("PGHOST", "localhost"),
                Integer.parseInt(environment("PGPORT", "5432")),
                environment("PGUSER", "postgres"),
                environment("PGPASSWORD", ""));
    }

    private static String environment(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s?sslmode=disable".formatted(this.host, this.port, database);
    }

    Server at(int otherPort) {
        return new Server("localhost", otherPort, this.user, this.password);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), this.user, this.password);
    }

    /** Creates an empty database and drops an existing one with that name. */
    void create(String database) throws SQLException {
        drop(database);
        execute("postgres", List.of("create database " + database));
    }

    void drop(String database) throws SQLException {
        execute("postgres", List.of("drop database if exists %s with (force)".formatted(database)));
    }

    void execute(String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
