package dev.migrate.scratch;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.inspect.postgres.PostgresInspector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens scratch databases on PostgreSQL. Uses the configured database, or else creates a database on the same server.
 * If it cannot create one, uses a schema in a transaction of the live database that is rolled back. Only one is open at
 * a time, and a new database is reused.
 */
public final class PostgresScratchFactory implements ScratchFactory {

    private static final Log LOG = Log.of(PostgresScratchFactory.class);

    /** The comment that marks scratch databases. */
    private static final String MARK = "Scratch database created by Migrate, dropped after use";

    static final String PREFIX = "migrate_scratch_";

    private static final int FORCE_SINCE = 13;

    private final LiveDatabase live;
    private final Dialect dialect;
    private final @Nullable Function<String, DataSource> otherDatabases;

    /** The previous scratch database, which is empty again. */
    private @Nullable OwnDatabase empty;

    /** Creates a factory, whose locks the session of the live database holds. */
    public PostgresScratchFactory(LiveDatabase live) {
        this.live = live;
        this.dialect = live.dialect();
        this.otherDatabases = otherDatabases(live.dataSource());
    }

    /** Returns the way to connect to other databases of a data source that opens a new connection each time. */
    private static @Nullable Function<String, DataSource> otherDatabases(DataSource live) {
        if (!(live instanceof DriverManagerDataSource source)) {
            return null;
        }
        return (url) -> {
            DriverManagerDataSource other = new DriverManagerDataSource(url);
            other.setUsername(source.getUsername());
            other.setPassword(source.getPassword());
            other.setConnectionProperties(source.getConnectionProperties());
            return other;
        };
    }

    @Override
    public Scratch open() {
        return open(false);
    }

    @Override
    public Scratch openDatabase() {
        return open(true);
    }

    private Scratch open(boolean databaseOnly) {
        try {
            PostgresDatabaseProperties properties = PostgresDatabaseProperties.of(jdbc(), this.live.scope());
            if (this.live.scratchUrl() != null) {
                return PostgresConfiguredScratch.open(
                        DriverManager.getConnection(this.live.scratchUrl()), properties, this.live);
            }
            if (this.otherDatabases != null
                    && properties.mayCreateDatabases()
                    && !this.dialect.isPooled(this.live.session())) {
                return ownDatabase(properties, this.otherDatabases);
            }
            if (databaseOnly) {
                throw noDatabase(properties);
            }
            if (properties.mayCreateSchemas()) {
                return PostgresTransactionScratch.open(properties, this.live);
            }
            throw none(properties);
        } catch (SQLException | DataAccessException failure) {
            throw failed("Could not open a scratch database", failure);
        }
    }

    private AutogenerateException noDatabase(PostgresDatabaseProperties properties) throws SQLException {
        boolean pooled = this.dialect.isPooled(this.live.session());
        String role = this.dialect.ddl().identifier(properties.role());
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH,
                pooled
                        ? "A connection pooler is between this process and the server, so that no scratch database can be created."
                        : properties.mayCreateDatabases()
                                ? "The data source connects to one database only, so that no scratch database can be created."
                                : "The role '%s' is not allowed to create a scratch database."
                                        .formatted(properties.role()),
                pooled || properties.mayCreateDatabases()
                        ? Remedy.of(
                                "Name an empty database of PostgreSQL %s with %s.",
                                properties.major(), Setting.SCRATCH_URL)
                        : Remedy.of(
                                "Run ALTER ROLE %s CREATEDB, or name an empty database of PostgreSQL %s with %s.",
                                role, properties.major(), Setting.SCRATCH_URL),
                null);
    }

    private AutogenerateException none(PostgresDatabaseProperties properties) {
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH,
                "The role '%s' is not allowed to create a database, or a schema in '%s', in which the models could be verified."
                        .formatted(properties.role(), properties.database()),
                Remedy.of(
                        "Run ALTER ROLE %1$s CREATEDB or GRANT CREATE ON DATABASE %2$s TO %1$s, or name an empty database of PostgreSQL %3$s with %4$s.",
                        this.dialect.ddl().identifier(properties.role()),
                        this.dialect.ddl().identifier(properties.database()),
                        properties.major(),
                        Setting.SCRATCH_URL),
                null);
    }

    /** Opens the previous scratch database if it could be emptied, because creating another takes time. */
    private Scratch ownDatabase(PostgresDatabaseProperties properties, Function<String, DataSource> others)
            throws SQLException {
        OwnDatabase database = this.empty == null ? create(properties, others) : this.empty;
        this.empty = null;
        try {
            return PostgresScratch.committing(
                    database.connection(),
                    new PostgresInspector(this.dialect.ddl()),
                    this.live.scope(),
                    properties,
                    () -> release(database));
        } catch (SQLException | DataAccessException failure) {
            remove(database);
            throw failure;
        }
    }

    /**
     * Creates a scratch database. Its lock is held before it exists, so that no other process takes it for abandoned.
     */
    private OwnDatabase create(PostgresDatabaseProperties properties, Function<String, DataSource> others)
            throws SQLException {
        JdbcTemplate jdbc = jdbc();
        String name = PREFIX + properties.databaseId() + "_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        boolean force = properties.major() >= FORCE_SINCE;
        if (!lock(jdbc, name)) {
            throw new SQLException("The lock of the scratch database '%s' is taken.".formatted(name));
        }
        try {
            jdbc.execute(properties.createDatabase(name));
            jdbc.execute("comment on database %s is '%s'".formatted(name, MARK));
            Connection connection = others.apply(
                            PostgresUrl.of(properties.url()).withDatabase(name))
                    .getConnection();
            return new OwnDatabase(name, force, connection);
        } catch (SQLException | DataAccessException failure) {
            drop(name, force);
            throw failure;
        }
    }

    private void release(OwnDatabase database) {
        if (this.empty == null && PostgresScratchCleaner.empty(database.connection())) {
            this.empty = database;
        } else {
            remove(database);
        }
    }

    private void remove(OwnDatabase database) {
        close(database.connection());
        drop(database.name(), database.force());
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failed("Could not close the session in a scratch database", failure);
        }
    }

    private void drop(String name, boolean force) {
        try {
            JdbcTemplate jdbc = jdbc();
            jdbc.execute("drop database if exists " + name + (force ? " with (force)" : ""));
            unlock(jdbc, name);
        } catch (DataAccessException failure) {
            throw failed("Could not drop the scratch database '%s'".formatted(name), failure);
        }
    }

    /**
     * Drops the scratch databases of ended processes: those that are marked, have no sessions, and whose lock is free.
     * Behind a connection pooler locks are not reliable, and nothing is dropped.
     */
    @Override
    public void sweep() {
        try {
            if (this.dialect.isPooled(this.live.session())) {
                LOG.debug(
                        "Not dropping scratch databases of earlier processes: behind a connection pooler, locks do not show which are in use");
                return;
            }
            JdbcTemplate jdbc = jdbc();
            List<String> abandoned = jdbc.queryForList("""
                    select datname from pg_database d
                    where datname ~ '^migrate_scratch_[0-9]+_[0-9a-f]{16}$' and pg_has_role(datdba, 'usage')
                      and (split_part(datname, '_', 3) = (select oid::text from pg_database
                                                          where datname = current_database())
                           or not exists (select 1 from pg_database o
                                          where o.oid::text = split_part(d.datname, '_', 3)))
                      and not exists (select 1 from pg_stat_activity a where a.datid = d.oid)
                      and shobj_description(d.oid, 'pg_database') = ?
                    """, String.class, MARK);
            for (String name : abandoned) {
                if (lock(jdbc, name)) {
                    sweep(jdbc, name);
                }
            }
        } catch (SQLException | DataAccessException failure) {
            LOG.warn("Could not drop the scratch databases of earlier processes: {}", failure.getMessage());
        }
    }

    /** Drops a scratch database, unless another process has dropped it or is connected to it. */
    private void sweep(JdbcTemplate jdbc, String name) {
        try {
            jdbc.execute("drop database if exists " + this.dialect.quote(name));
        } catch (DataAccessException inUse) {
            if (!isInUse(inUse)) {
                throw inUse;
            }
        } finally {
            unlock(jdbc, name);
        }
    }

    private static boolean isInUse(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause && "55006".equals(cause.getSQLState());
    }

    private static boolean lock(JdbcTemplate jdbc, String name) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select pg_try_advisory_lock(hashtext('migrate.scratch'), hashtext(?))", Boolean.class, name));
    }

    private static void unlock(JdbcTemplate jdbc, String name) {
        jdbc.queryForObject("select pg_advisory_unlock(hashtext('migrate.scratch'), hashtext(?))", Boolean.class, name);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(new SingleConnectionDataSource(this.live.session(), true));
    }

    static DatabaseException failed(String message, Exception failure) {
        Throwable cause = failure instanceof DataAccessException access ? access.getMostSpecificCause() : failure;
        return new DatabaseException(
                ErrorCode.DATABASE_ERROR,
                "%s: %s"
                        .formatted(
                                message, Optional.ofNullable(cause.getMessage()).orElse(cause.toString())),
                "Correct what the database reports, then retry.",
                failure);
    }

    @Override
    public void close() {
        if (this.empty != null) {
            remove(this.empty);
            this.empty = null;
        }
    }

    /** A scratch database that this factory created, and the session that is connected to it. */
    private record OwnDatabase(String name, boolean force, Connection connection) {}
}
