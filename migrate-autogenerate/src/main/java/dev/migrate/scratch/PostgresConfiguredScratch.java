package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens the database of {@code migrate.autogenerate.scratch-url}. The database must be empty. It is marked while it is
 * in use and emptied afterwards; one that still has the mark of an ended process is refused.
 */
final class PostgresConfiguredScratch {

    private static final String MARK = "migrate_scratch_in_use";
    private static final int BATCH = 100;

    private final Connection connection;
    private final JdbcTemplate jdbc;
    private final PostgresContents contents;

    private PostgresConfiguredScratch(Connection connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.contents = new PostgresContents(this.jdbc);
    }

    static Scratch open(Connection connection, PostgresDatabaseProperties properties, LiveDatabase live)
            throws SQLException {
        PostgresConfiguredScratch database = new PostgresConfiguredScratch(connection);
        boolean opened = false;
        try {
            database.checkServer(properties);
            if (live.dialect().isPooled(connection)) {
                throw unfit(
                        "is behind a connection pooler, where locks do not show whether another process uses it",
                        properties);
            }
            database.acquire();
            Scratch scratch = PostgresScratch.committing(connection, live, properties, database::release);
            opened = true;
            return scratch;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private void checkServer(PostgresDatabaseProperties properties) {
        String product =
                this.jdbc.execute((Connection session) -> session.getMetaData().getDatabaseProductName());
        if (!"PostgreSQL".equals(product)) {
            throw unfit("is on %s, the live database on PostgreSQL".formatted(product), properties);
        }
        Integer major =
                this.jdbc.queryForObject("select current_setting('server_version_num')::int / 10000", Integer.class);
        if (major == null || major != properties.major()) {
            throw unfit(
                    "is on PostgreSQL %d, the live database on %d".formatted(major, properties.major()), properties);
        }
    }

    private static AutogenerateException unfit(String why, PostgresDatabaseProperties properties) {
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH,
                "The database of migrate.autogenerate.scratch-url %s.".formatted(why),
                "Name an empty database of PostgreSQL %d that nothing else uses.".formatted(properties.major()),
                null);
    }

    private void acquire() {
        boolean alone = Boolean.TRUE.equals(this.jdbc.queryForObject(
                "select pg_try_advisory_lock(hashtext('migrate.scratch'), hashtext('given'))", Boolean.class));
        if (!alone) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "Another process uses the database of migrate.autogenerate.scratch-url.",
                    "Wait for it to finish, or name another database.",
                    null);
        }
        if (schemas().contains(MARK)) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "The database of migrate.autogenerate.scratch-url still contains the objects of a process that was killed, and might contain others.",
                    "Check its contents, then recreate it with DROP DATABASE and CREATE DATABASE.",
                    null);
        }
        List<String> contents = this.contents.first();
        if (!contents.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "The database of migrate.autogenerate.scratch-url is not empty: it contains %s%s."
                            .formatted(
                                    String.join(", ", contents.subList(0, Math.min(3, contents.size()))),
                                    contents.size() > 3 ? " and more" : ""),
                    "Name an empty database that nothing else uses: its contents would be dropped.",
                    null);
        }
        String inventory = String.join("\n", schemas()) + "\n\n" + String.join("\n", extensions());
        this.jdbc.execute(
                "create schema %s; comment on schema %1$s is '%s'".formatted(MARK, inventory.replace("'", "''")));
    }

    private Set<String> schemas() {
        return new TreeSet<>(this.jdbc.queryForList(
                "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
                String.class));
    }

    private Set<String> extensions() {
        return new TreeSet<>(this.jdbc.queryForList("select extname from pg_extension", String.class));
    }

    private void release() {
        try {
            try (this.connection) {
                this.connection.setAutoCommit(true);
                empty();
                this.jdbc.queryForObject(
                        "select pg_advisory_unlock(hashtext('migrate.scratch'), hashtext('given'))", Boolean.class);
            }
        } catch (SQLException | DataAccessException failure) {
            throw SessionScratch.failed("Could not empty the database of migrate.autogenerate.scratch-url", failure);
        }
    }

    /**
     * Drops everything that the mark does not list. Drops tables in batches, because the locks of all of them might
     * exceed the capacity of the server.
     */
    private void empty() {
        this.jdbc.execute("reset search_path");
        String inventory = String.valueOf(this.jdbc.queryForObject(
                "select obj_description('%s'::regnamespace, 'pg_namespace')".formatted(MARK), String.class));
        int gap = inventory.indexOf("\n\n");
        Set<String> schemas = Set.of(inventory.substring(0, Math.max(gap, 0)).split("\n"));
        Set<String> extensions = Set.of(inventory.substring(gap + 1).strip().split("\n"));
        drop(this.contents.dropsOfTables());
        for (String schema : schemas()) {
            if (!schemas.contains(schema) && !schema.equals(MARK)) {
                this.jdbc.execute(
                        "drop schema if exists %s cascade".formatted(PostgresDatabaseProperties.quoted(schema)));
            }
        }
        this.contents.dropsAfterTables().forEach(this::drop);
        for (String extension : extensions()) {
            if (!extensions.contains(extension)) {
                this.jdbc.execute(
                        "drop extension if exists %s cascade".formatted(PostgresDatabaseProperties.quoted(extension)));
            }
        }
        List<String> left = this.contents.first();
        if (!left.isEmpty()) {
            throw new DataRetrievalFailureException(
                    "%s cannot be removed; recreate the database".formatted(String.join(", ", left)));
        }
        this.jdbc.execute("drop schema if exists " + MARK);
    }

    private void drop(List<String> statements) {
        for (int from = 0; from < statements.size(); from += BATCH) {
            this.jdbc.execute(String.join(";\n", statements.subList(from, Math.min(from + BATCH, statements.size()))));
        }
    }
}
