package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scratch database that gives way to a transaction of the live database when an extension is needed that the role is
 * not allowed to create. The live database has it. Where there can be no such transaction, the failure says what helps.
 */
final class PostgresExtensionFallback extends ForwardingScratch {

    private static final Log LOG = Log.of(PostgresExtensionFallback.class);

    private final PostgresDatabaseProperties properties;
    private final Kind kind;
    private final @Nullable Source fallback;
    private final List<List<String>> done = new ArrayList<>();
    private Scratch scratch;

    /** Where the scratch is, on which depends what helps. */
    private enum Kind {
        CONFIGURED,
        DATABASE,
        REPLACEABLE
    }

    /** Opens another scratch. */
    @FunctionalInterface
    interface Source {

        Scratch open() throws SQLException;
    }

    private PostgresExtensionFallback(
            Scratch scratch, PostgresDatabaseProperties properties, Kind kind, @Nullable Source fallback) {
        this.scratch = scratch;
        this.properties = properties;
        this.kind = kind;
        this.fallback = fallback;
    }

    /** Returns a scratch in the configured database, which the user has chosen and which is not replaced. */
    static Scratch ofConfigured(Scratch scratch, PostgresDatabaseProperties properties) {
        return new PostgresExtensionFallback(scratch, properties, Kind.CONFIGURED, null);
    }

    /** Returns a scratch in a database that was created, and that nothing replaces. */
    static Scratch ofDatabase(Scratch scratch, PostgresDatabaseProperties properties) {
        return new PostgresExtensionFallback(scratch, properties, Kind.DATABASE, null);
    }

    /** Returns a scratch in a database that was created, or else in a transaction. */
    static Scratch ofOwn(Scratch scratch, PostgresDatabaseProperties properties, Source inTransaction) {
        return new PostgresExtensionFallback(
                scratch, properties, Kind.REPLACEABLE, properties.mayCreateSchemas() ? inTransaction : null);
    }

    @Override
    public void run(List<String> statements) {
        try {
            this.scratch.run(statements);
        } catch (PostgresExtensionException missing) {
            if (this.fallback == null) {
                throw explained(missing);
            }
            LOG.info("{} Using a transaction of the live database instead.", missing.getMessage());
            replace(this.fallback);
            this.scratch.run(statements);
        }
        this.done.add(List.copyOf(statements));
    }

    private void replace(Source source) {
        Scratch previous = this.scratch;
        try {
            this.scratch = source.open();
        } catch (SQLException failure) {
            throw SessionScratch.failed("Could not open a scratch schema", failure);
        }
        previous.close();
        this.done.forEach(this.scratch::run);
    }

    private AutogenerateException explained(PostgresExtensionException missing) {
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH, String.valueOf(missing.getMessage()), remedy(missing.extension()), missing);
    }

    private Remedy remedy(PostgresExtension extension) {
        String creation = extension.creationInEmptyDatabase();
        return switch (this.kind) {
            case CONFIGURED ->
                Remedy.of("As a superuser, run '%s' in the database of %s.", creation, Setting.SCRATCH_URL);
            case DATABASE ->
                Remedy.of(
                        "As a superuser, run '%s' in an empty database of PostgreSQL %s, and name that database with %s.",
                        creation, this.properties.major(), Setting.SCRATCH_URL);
            case REPLACEABLE ->
                Remedy.of(
                        "As a superuser, run 'GRANT CREATE ON DATABASE %s TO %s', so that the models are verified in a transaction of the live database; or run '%s' in an empty database of PostgreSQL %s, and name that database with %s.",
                        PostgresDatabaseProperties.quoted(this.properties.database()),
                        PostgresDatabaseProperties.quoted(this.properties.role()),
                        creation,
                        this.properties.major(),
                        Setting.SCRATCH_URL);
        };
    }

    @Override
    Scratch target() {
        return this.scratch;
    }
}
