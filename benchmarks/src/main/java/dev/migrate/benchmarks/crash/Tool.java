package dev.migrate.benchmarks.crash;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
enum Tool {
    MIGRATE {
        @Override
        void write(Path folder, Map<String, List<String>> revisions) throws IOException {
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
        void upgrade(DataSource source, Path folder) {
            MigrationEngine.builder(source)
                    .settings(MigrateSettings.defaults().withLocations("file:" + folder))
                    .build()
                    .upgrade(MigrationRequest.to("heads"));
        }
    },

    FLYWAY {
        @Override
        void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
                Files.writeString(
                        folder.resolve("V%s__%s.sql".formatted(revision.getKey().substring(1), revision.getKey())),
                        text(revision.getValue()));
            }
        }

        @Override
        void upgrade(DataSource source, Path folder) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("filesystem:" + folder)
                    .load()
                    .migrate();
        }
    },

    LIQUIBASE {
        @Override
        void write(Path folder, Map<String, List<String>> revisions) throws IOException {
            String changes = revisions.entrySet().stream()
                    .map((revision) ->
                            "--changeset crash:%s%n%s".formatted(revision.getKey(), text(revision.getValue())))
                    .collect(Collectors.joining("\n"));
            Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n\n" + changes);
        }

        @Override
        void upgrade(DataSource source, Path folder) throws Exception {
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
    abstract void write(Path folder, Map<String, List<String>> revisions) throws IOException;

    /** Runs the startup of an application. */
    abstract void upgrade(DataSource source, Path folder) throws Exception;

    /** The purpose of a call; other calls only read. */
    static String kind(String call, Map<String, List<String>> revisions) {
        String sql = call.strip().replaceAll(";$", "");
        for (Map.Entry<String, List<String>> revision : revisions.entrySet()) {
            int at = revision.getValue().indexOf(sql);
            if (at >= 0) {
                return "statement %d of %s".formatted(at + 1, revision.getKey());
            }
        }
        String low = sql.toLowerCase(Locale.ROOT);
        if (low.contains("unlock") || low.contains("release_lock")) {
            return "unlock";
        }
        if (low.contains("advisory")
                || low.contains("get_lock")
                || low.contains("databasechangeloglock")
                || low.contains("migrate_lock")) {
            return low.contains("locked = false") || low.contains("owner = null") ? "unlock" : "lock";
        }
        boolean own =
                low.contains("migrate_") || low.contains("flyway_schema_history") || low.contains("databasechangelog");
        if (own && !low.startsWith("select")) {
            return low.startsWith("create") ? "make own table" : low.contains("migrate_journal") ? "journal" : "record";
        }
        return switch (low) {
            case "commit", "rollback", "connect", "close" -> low;
            default -> "read";
        };
    }

    private static String text(List<String> statements) {
        return statements.stream().map((statement) -> statement + ";\n").collect(Collectors.joining());
    }
}
