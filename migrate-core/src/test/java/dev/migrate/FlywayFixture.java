package dev.migrate;

import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Scripts of Flyway, and the same scripts as imported revisions. */
final class FlywayFixture {

    private final Path folder;
    private final TestDatabase database;
    private final ScriptFixture imported;

    FlywayFixture(Path folder, TestDatabase database, ScriptFixture imported) {
        this.folder = folder;
        this.database = database;
        this.imported = imported;
    }

    /** Writes a versioned script that creates a table. */
    FlywayFixture version(String version) {
        return script(
                "V%1$s__Table_%1$s.sql".formatted(version),
                "create table t_v%s (id int primary key);".formatted(name(version)));
    }

    FlywayFixture script(String file, String sql) {
        try {
            Files.writeString(this.folder.resolve(file), sql + "\n");
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FlywayFixture remove(String version) {
        try {
            Files.delete(this.folder.resolve("V%1$s__Table_%1$s.sql".formatted(version)));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void migrate() {
        migrate((configuration) -> configuration);
    }

    void migrate(UnaryOperator<FluentConfiguration> options) {
        flyway(options).migrate();
    }

    Flyway flyway(UnaryOperator<FluentConfiguration> options) {
        return options.apply(Flyway.configure()
                        .dataSource(this.database.url(), this.database.user(), this.database.password())
                        .locations("filesystem:" + this.folder))
                .load();
    }

    /** Writes the revision of a versioned script: {@code v1} of version 1, and so on. */
    FlywayFixture revision(String version, String header) {
        return revision(version, header, checksums().get(version));
    }

    FlywayFixture revision(String version, String header, Integer checksum) {
        this.imported.table(
                "v" + name(version),
                "-- Imported From: flyway %s checksum=%d%s"
                        .formatted(version, checksum, header.isEmpty() ? "" : "\n" + header));
        return this;
    }

    /** Writes scripts of Flyway and their revisions, each after the one before. */
    FlywayFixture versions(String... versions) {
        String previous = "";
        for (String version : versions) {
            version(version);
            revision(version, previous.isEmpty() ? "" : "-- Revises: v" + name(previous));
            previous = version;
        }
        return this;
    }

    /** Returns the checksums as Flyway computes them, by the version or the description. */
    Map<String, Integer> checksums() {
        return Arrays.stream(flyway((configuration) -> configuration).info().all())
                .filter((info) -> info.getChecksum() != null)
                .collect(Collectors.toMap(
                        FlywayFixture::key,
                        (info) -> Objects.requireNonNull(info.getChecksum()),
                        (one, other) -> other));
    }

    private static String key(MigrationInfo info) {
        return info.getVersion() == null
                ? info.getDescription()
                : info.getVersion().getVersion();
    }

    private static String name(String version) {
        return version.replace('.', '_');
    }
}
