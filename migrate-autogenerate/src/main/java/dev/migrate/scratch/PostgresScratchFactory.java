package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens scratch databases on PostgreSQL. Uses the configured database, or else creates a database on the same server.
 * If it cannot create one, uses a schema in a transaction of the live database that is rolled back.
 */
public final class PostgresScratchFactory implements ScratchFactory {

    private static final Log LOG = Log.of(PostgresScratchFactory.class);

    static final String PREFIX = "migrate_scratch_";

    private final LiveDatabase live;
    private final PostgresServer server;
    private final PostgresOwnDatabases ownDatabases;
    private @Nullable PostgresDatabaseProperties properties;
    private boolean inTransactions;

    /**
     * Creates a factory, whose locks the session of the live database holds.
     *
     * @throws SQLException if the live database cannot be queried
     */
    public PostgresScratchFactory(LiveDatabase live) throws SQLException {
        this.live = live;
        this.server = PostgresServer.of(live);
        this.ownDatabases = new PostgresOwnDatabases(live, this.server);
        this.inTransactions = isPooled();
    }

    private boolean isPooled() throws SQLException {
        return this.live.dialect().isPooled(this.live.session());
    }

    @Override
    public Scratch open() {
        return guarded(open(true));
    }

    @Override
    public Scratch openDatabase() {
        return guarded(open(false));
    }

    private Scratch guarded(Scratch scratch) {
        return new PostgresGuardedScratch(scratch, this.live.dialect().lexer());
    }

    private Scratch open(boolean mayUseTransaction) {
        try {
            PostgresDatabaseProperties properties = properties();
            if (this.live.scratchUrl() != null) {
                return PostgresExtensionFallback.ofConfigured(
                        PostgresConfiguredScratch.open(
                                DriverManager.getConnection(this.live.scratchUrl()), properties, this.live),
                        properties);
            }
            if (!mayUseTransaction) {
                checkOwnDatabase(properties);
                return PostgresExtensionFallback.ofDatabase(this.ownDatabases.open(properties), properties);
            }
            if (properties.mayCreateDatabases() && !this.inTransactions) {
                Optional<Scratch> scratch = ownDatabase(properties);
                if (scratch.isPresent()) {
                    return scratch.get();
                }
            }
            if (properties.mayCreateSchemas()) {
                return inTransaction(properties);
            }
            throw none(properties);
        } catch (SQLException | DataAccessException failure) {
            throw SessionScratch.failed("Could not open a scratch database", failure);
        }
    }

    /** Returns the properties of the live database, which are read once for all scratch databases of a command. */
    private PostgresDatabaseProperties properties() {
        PostgresDatabaseProperties found = this.properties;
        if (found == null) {
            found = PostgresDatabaseProperties.of(jdbc(), this.live.scope());
            this.properties = found;
        }
        return found;
    }

    private void checkOwnDatabase(PostgresDatabaseProperties properties) throws SQLException {
        if (isPooled()) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "A scratch database cannot be created through a connection pooler.",
                    Remedy.of(
                            "Connect without it, or name an empty database of PostgreSQL %s with %s.",
                            properties.major(), Setting.SCRATCH_URL),
                    null);
        }
        if (!properties.mayCreateDatabases()) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "The role '%s' is not allowed to create a scratch database.".formatted(properties.role()),
                    Remedy.of(
                            "Run ALTER ROLE %s CREATEDB, or name an empty database of PostgreSQL %s with %s.",
                            this.live.dialect().ddl().identifier(properties.role()),
                            properties.major(),
                            Setting.SCRATCH_URL),
                    null);
        }
    }

    /** Returns a scratch in a database; empty if the server does not let this process create one and connect to it. */
    private Optional<Scratch> ownDatabase(PostgresDatabaseProperties properties) {
        try {
            return Optional.of(PostgresExtensionFallback.ofOwn(
                    this.ownDatabases.open(properties), properties, () -> inTransaction(properties)));
        } catch (SQLException | DataAccessException failure) {
            if (!properties.mayCreateSchemas()) {
                throw SessionScratch.failed("Could not open a scratch database", failure);
            }
            LOG.info(
                    "Could not open a scratch database; using a transaction of the live database instead: {}",
                    failure.getMessage());
            this.inTransactions = true;
            return Optional.empty();
        }
    }

    private Scratch inTransaction(PostgresDatabaseProperties properties) throws SQLException {
        this.inTransactions = true;
        return PostgresTransactionScratch.open(properties, this.live, this.server);
    }

    private AutogenerateException none(PostgresDatabaseProperties properties) {
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH,
                "The role '%s' is not allowed to create a database, or a schema in '%s', in which the models could be verified."
                        .formatted(properties.role(), properties.database()),
                Remedy.of(
                        "Run ALTER ROLE %1$s CREATEDB or GRANT CREATE ON DATABASE %2$s TO %1$s, or name an empty database of PostgreSQL %3$s with %4$s.",
                        this.live.dialect().ddl().identifier(properties.role()),
                        this.live.dialect().ddl().identifier(properties.database()),
                        properties.major(),
                        Setting.SCRATCH_URL),
                null);
    }

    /** Drops the databases of ended processes. Behind a connection pooler, locks do not show which are in use. */
    @Override
    public void sweep() {
        try {
            if (isPooled()) {
                LOG.debug(
                        "Not dropping scratch databases of earlier processes: behind a connection pooler, locks do not show which are in use");
            } else {
                this.ownDatabases.sweep();
            }
        } catch (SQLException | DataAccessException failure) {
            LOG.warn("Could not drop the scratch databases of earlier processes: {}", failure.getMessage());
        }
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(new SingleConnectionDataSource(this.live.session(), true));
    }

    @Override
    public void close() {
        this.ownDatabases.close();
    }
}
