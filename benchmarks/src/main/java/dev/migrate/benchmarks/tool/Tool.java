package dev.migrate.benchmarks.tool;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;

/** A tool that brings a database up to date, as it is out of the box. */
public enum Tool {

    /** JDBC without a tool: each script and its row in a table of versions are one transaction. */
    JDBC {
        @Override
        public void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
                Files.writeString(folder.resolve(revision.getKey() + ".sql"), text(revision.getValue()));
            }
        }

        @Override
        public void upgrade(DataSource source, Path folder) throws IOException, SQLException {
            try (Connection connection = source.getConnection()) {
                new Scripts(folder).run(connection);
            }
        }
    },

    MIGRATE {
        @Override
        public void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            String previous = "";
            for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
                Files.writeString(
                        folder.resolve(revision.getKey() + ".sql"),
                        "-- Make %1$s%n--%n-- Revision ID: %1$s%n%2$s%n-- migrate:upgrade%n%3$s"
                                .formatted(
                                        revision.getKey(),
                                        previous.isEmpty() ? "" : "-- Revises: " + previous + "\n",
                                        text(revision.getValue())));
                previous = revision.getKey();
            }
        }

        @Override
        public void upgrade(DataSource source, Path folder) {
            MigrationEngine.builder(source)
                    .settings(MigrateSettings.defaults().withLocations("file:" + folder))
                    .build()
                    .upgrade(MigrationRequest.to("heads"));
        }
    },

    FLYWAY {
        @Override
        public void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
                Files.writeString(
                        folder.resolve("V%s__%s.sql".formatted(revision.getKey().substring(1), revision.getKey())),
                        text(revision.getValue()));
            }
        }

        @Override
        public void upgrade(DataSource source, Path folder) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("filesystem:" + folder)
                    .load()
                    .migrate();
        }
    },

    LIQUIBASE {
        @Override
        public void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            String changes = revisions.entrySet().stream()
                    .map((revision) ->
                            "--changeset crash:%s%n%s".formatted(revision.getKey(), text(revision.getValue())))
                    .collect(Collectors.joining("\n"));
            Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n\n" + changes);
        }

        @Override
        public void upgrade(DataSource source, Path folder) throws Exception {
            try (Connection connection = source.getConnection();
                    Liquibase liquibase = new Liquibase(
                            "changelog.sql",
                            new DirectoryResourceAccessor(folder),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
                liquibase.update("");
            }
        }
    };

    /** Writes a history in the tool's own format. */
    public abstract void write(Path folder, Map<String, List<String>> revisions) throws IOException;

    /** Runs the startup of an application. */
    public abstract void upgrade(DataSource source, Path folder) throws Exception;

    /** Returns the name for tables of figures. */
    public String label() {
        return this == JDBC ? "bare JDBC" : name().toLowerCase(Locale.ROOT);
    }

    private static String text(List<String> statements) {
        return statements.stream().map((statement) -> statement + ";\n").collect(Collectors.joining());
    }
}
