package dev.migrate;

import dev.migrate.report.MigrateListener;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** A folder of scripts and engines that run them. */
public final class ScriptFixture {

    private final Path folder;

    public ScriptFixture(Path folder) {
        this.folder = folder;
    }

    /** Writes a reversible revision that creates one table named after it. */
    public ScriptFixture table(String id, String header) {
        return script(
                id, header, "create table t_%s (id int primary key);".formatted(id), "drop table t_%s;".formatted(id));
    }

    public ScriptFixture script(String id, String header, String upgrade, String downgrade) {
        return file(id, header, "-- migrate:upgrade\n" + upgrade + "\n\n-- migrate:downgrade\n" + downgrade + "\n");
    }

    ScriptFixture irreversible(String id, String header, String upgrade) {
        return file(id, header, "-- migrate:upgrade\n" + upgrade + "\n");
    }

    public ScriptFixture file(String id, String header, String sections) {
        return write(
                id + ".sql",
                "-- Make " + id + "\n--\n-- Revision ID: " + id + "\n" + (header.isEmpty() ? "" : header + "\n") + "\n"
                        + sections);
    }

    ScriptFixture write(String name, String text) {
        try {
            Files.writeString(this.folder.resolve(name), text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public ScriptFixture remove(String id) {
        try {
            Files.delete(this.folder.resolve(id + ".sql"));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public MigrateSettings settings() {
        return MigrateSettings.defaults().withLocations("file:" + this.folder);
    }

    MigrateSettings impatient(Duration lockWait) {
        return settings().toBuilder().lockWait(lockWait).build();
    }

    /** Returns a new engine. */
    public MigrationEngine engine(TestDatabase database) {
        return engine(database.dataSource(), settings());
    }

    public MigrationEngine engine(DataSource source, MigrateSettings settings) {
        return engine(source, settings, new MigrateListener() {});
    }

    MigrationEngine engine(DataSource source, MigrateSettings settings, MigrateListener listener) {
        return MigrationEngine.builder(source)
                .settings(settings)
                .listener(listener)
                .build();
    }
}
