package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.Log;
import dev.migrate.inspect.Inspectors;
import dev.migrate.inspect.Scope;
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
final class PostgresScratchFactory implements ScratchFactory {

    private static final Log LOG = Log.of(PostgresScratchFactory.class);

    /** The comment that marks scratch databases. */
    private static final String MARK = "Scratch database created by Migrate, dropped after use";

    static final String PREFIX = "migrate_scratch_";

    private static final int FORCE_SINCE = 13;

    private final Connection keeper;
    private final DataSource live;
    private final @Nullable Function<String, DataSource> elsewhere;
    private final @Nullable String given;
    private final Scope scope;
    private final Dialect dialect;

    /** The previous scratch database, which is empty again. */
    private @Nullable Emptied emptied;

    /**
     * Creates the factory.
     *
     * @param keeper a session of the live database that holds the locks and stays open as long as the factory
     */
    PostgresScratchFactory(
            Connection keeper, DataSource live, AutogenerateSettings settings, Scope scope, Dialect dialect) {
        this.keeper = keeper;
        this.live = live;
        this.elsewhere = elsewhere(live);
        this.given = settings.scratchUrl();
        this.scope = scope;
        this.dialect = dialect;
    }

    /** Returns the way to connect to other databases of a data source that opens a new connection each time. */
    private static @Nullable Function<String, DataSource> elsewhere(DataSource live) {
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
        try {
            PostgresScratchLocation place = PostgresScratchLocation.of(jdbc(this.keeper), this.scope);
            if (this.given != null) {
                return PostgresConfiguredScratch.open(
                        DriverManager.getConnection(this.given), place, this.scope, this.dialect);
            }
            if (this.elsewhere != null && place.mayCreateDatabases() && !this.dialect.isPooled(this.keeper)) {
                return database(place, this.elsewhere);
            }
            if (place.mayCreateSchemas()) {
                return PostgresTransactionScratch.open(this.live.getConnection(), place, this.scope, this.dialect);
            }
            throw none(place);
        } catch (SQLException | DataAccessException failure) {
            throw failed("No scratch place can be opened", failure);
        }
    }

    private AutogenerateException none(PostgresScratchLocation place) {
        return new AutogenerateException(
                "no-scratch",
                "The role '%s' may create neither a database nor a schema in '%s', so there is no place in which to try the models."
                        .formatted(place.role(), place.database()),
                ("Let it, with ALTER ROLE %s CREATEDB or GRANT CREATE ON DATABASE %s TO %1$s, or name an empty database of"
                                + " PostgreSQL %d with migrate.autogenerate.scratch-url.")
                        .formatted(
                                this.dialect.ddl().identifier(place.role()),
                                this.dialect.ddl().identifier(place.database()),
                                place.major()),
                null);
    }

    /** Opens the previous scratch database if it could be emptied, because creating another takes time. */
    private Scratch database(PostgresScratchLocation place, Function<String, DataSource> others) throws SQLException {
        Emptied database = this.emptied == null ? created(place, others) : this.emptied;
        this.emptied = null;
        try {
            return PostgresScratch.kept(
                    database.connection(), Inspectors.of(this.dialect), this.scope, place, () -> leave(database));
        } catch (SQLException | DataAccessException failure) {
            remove(database);
            throw failure;
        }
    }

    /**
     * Creates a scratch database. Its lock is held before it exists, so that no other process takes it for abandoned.
     */
    private Emptied created(PostgresScratchLocation place, Function<String, DataSource> others) throws SQLException {
        JdbcTemplate jdbc = jdbc(this.keeper);
        String name = PREFIX + place.databaseId() + "_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        boolean force = place.major() >= FORCE_SINCE;
        if (!lock(jdbc, name)) {
            throw new SQLException("The lock of the scratch database '%s' is taken.".formatted(name));
        }
        try {
            jdbc.execute(place.createDatabase(name));
            jdbc.execute("comment on database %s is '%s'".formatted(name, MARK));
            Connection connection =
                    others.apply(PostgresUrl.of(place.url()).withDatabase(name)).getConnection();
            return new Emptied(name, force, connection);
        } catch (SQLException | DataAccessException failure) {
            drop(name, force);
            throw failure;
        }
    }

    private void leave(Emptied database) {
        if (this.emptied == null && PostgresScratchCleaner.empty(database.connection())) {
            this.emptied = database;
        } else {
            remove(database);
        }
    }

    private void remove(Emptied database) {
        close(database.connection());
        drop(database.name(), database.force());
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failed("The session in a scratch place cannot be closed", failure);
        }
    }

    private void drop(String name, boolean force) {
        try {
            JdbcTemplate jdbc = jdbc(this.keeper);
            jdbc.execute("drop database if exists " + name + (force ? " with (force)" : ""));
            unlock(jdbc, name);
        } catch (DataAccessException failure) {
            throw failed("The scratch database '%s' cannot be dropped".formatted(name), failure);
        }
    }

    /**
     * Drops the scratch databases of ended processes: those that are marked, have no sessions, and whose lock is free.
     * Behind a connection pooler locks are not reliable, and nothing is dropped.
     */
    @Override
    public void sweep() {
        try {
            if (this.dialect.isPooled(this.keeper)) {
                LOG.debug("Behind a connection pooler, the scratch databases in use are unknown; removing none");
                return;
            }
            JdbcTemplate jdbc = jdbc(this.keeper);
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
            LOG.warn("Scratch that an earlier process has left cannot be removed: {}", failure.getMessage());
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

    private static JdbcTemplate jdbc(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    static DatabaseException failed(String what, Exception failure) {
        Throwable cause = failure instanceof DataAccessException access ? access.getMostSpecificCause() : failure;
        return new DatabaseException(
                "database-error",
                "%s: %s".formatted(what, Optional.ofNullable(cause.getMessage()).orElse(cause.toString())),
                "Read what the database says, and try again.",
                failure);
    }

    @Override
    public void close() {
        if (this.emptied != null) {
            remove(this.emptied);
            this.emptied = null;
        }
    }

    /** An empty scratch database, and the session that is connected to it. */
    private record Emptied(String name, boolean force, Connection connection) {}
}
