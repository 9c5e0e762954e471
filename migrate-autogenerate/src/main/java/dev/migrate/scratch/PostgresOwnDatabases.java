package dev.migrate.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Creates scratch databases next to the live one, and drops them. Only one is in use at a time; it is emptied and used
 * again, because creating another takes time.
 */
final class PostgresOwnDatabases {

    /** The comment that marks scratch databases. */
    private static final String MARK = "Scratch database created by Migrate, dropped after use";

    private static final int FORCE_SINCE = 13;

    private final LiveDatabase live;
    private final PostgresServer server;

    /** The previous scratch database, which is empty again. */
    private @Nullable OwnDatabase empty;

    /** Creates the databases of a server, whose locks the session of the live database holds. */
    PostgresOwnDatabases(LiveDatabase live, PostgresServer server) {
        this.live = live;
        this.server = server;
    }

    /**
     * Opens an empty scratch database.
     *
     * @throws SQLException if it cannot be created, or if the server does not accept a connection to it
     */
    Scratch open(PostgresDatabaseProperties properties) throws SQLException {
        OwnDatabase database = this.empty == null ? create(properties) : this.empty;
        this.empty = null;
        try {
            properties.assumeRole(database.connection());
            return PostgresScratch.committing(
                    database.connection(), this.live, properties, () -> release(database, properties));
        } catch (SQLException | DataAccessException failure) {
            remove(database);
            throw failure;
        }
    }

    /**
     * Creates a scratch database. Its lock is held before it exists, so that no other process takes it for abandoned.
     */
    private OwnDatabase create(PostgresDatabaseProperties properties) throws SQLException {
        JdbcTemplate jdbc = jdbc();
        String name = PostgresScratchFactory.PREFIX + properties.databaseId() + "_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        boolean force = properties.major() >= FORCE_SINCE;
        if (!lock(jdbc, name)) {
            throw new SQLException("The lock of the scratch database '%s' is taken.".formatted(name));
        }
        try {
            jdbc.execute(properties.createDatabase(name));
            jdbc.execute("comment on database %s is '%s'".formatted(name, MARK));
            return new OwnDatabase(name, force, this.server.connect(properties, name));
        } catch (SQLException | DataAccessException failure) {
            drop(name, force);
            throw failure;
        }
    }

    private void release(OwnDatabase database, PostgresDatabaseProperties properties) {
        if (this.empty == null && PostgresScratchCleaner.empty(database.connection(), properties)) {
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
            throw SessionScratch.failed("Could not close the session in a scratch database", failure);
        }
    }

    private void drop(String name, boolean force) {
        try {
            JdbcTemplate jdbc = jdbc();
            jdbc.execute("drop database if exists " + name + (force ? " with (force)" : ""));
            unlock(jdbc, name);
        } catch (DataAccessException failure) {
            throw SessionScratch.failed("Could not drop the scratch database '%s'".formatted(name), failure);
        }
    }

    /** Drops the scratch databases of ended processes: those that are marked, have no sessions, and whose lock is free. */
    void sweep() {
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
    }

    /** Drops a scratch database, unless another process has dropped it or is connected to it. */
    private void sweep(JdbcTemplate jdbc, String name) {
        try {
            jdbc.execute("drop database if exists " + this.live.dialect().quote(name));
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

    /** Drops the database that was kept for another use. */
    void close() {
        if (this.empty != null) {
            remove(this.empty);
            this.empty = null;
        }
    }

    /** A scratch database, and the session that is connected to it. */
    private record OwnDatabase(String name, boolean force, Connection connection) {}
}
