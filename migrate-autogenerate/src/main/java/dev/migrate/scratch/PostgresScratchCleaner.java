package dev.migrate.scratch;

import dev.migrate.error.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Empties a scratch database of PostgreSQL for another use. The extensions of the live database stay, because creating
 * them again takes time.
 */
final class PostgresScratchCleaner {

    private static final Log LOG = Log.of(PostgresScratchCleaner.class);

    /** The schemas that contain an object of an extension, or that belong to one. */
    private static final String SCHEMAS_OF_EXTENSIONS = """
            select nspname from pg_namespace n where nspname !~ '^pg_' and (
                exists (select 1 from pg_extension x where x.extnamespace = n.oid and x.oid >= 16384)
                or exists (select 1 from pg_depend where classid = 'pg_namespace'::regclass and objid = n.oid
                           and deptype = 'e')
                or exists (select 1 from pg_class c join pg_depend d on d.classid = 'pg_class'::regclass
                           and d.objid = c.oid and d.deptype = 'e' where c.relnamespace = n.oid)
                or exists (select 1 from pg_proc p join pg_depend d on d.classid = 'pg_proc'::regclass
                           and d.objid = p.oid and d.deptype = 'e' where p.pronamespace = n.oid))
            """;

    private static final String SCHEMAS =
            "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'";

    private final JdbcTemplate jdbc;
    private final PostgresContents contents;

    private PostgresScratchCleaner(Connection connection) {
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.contents = new PostgresContents(this.jdbc);
    }

    /** Returns whether the database was emptied; otherwise it must not be used again. */
    static boolean empty(Connection connection, PostgresDatabaseProperties live) {
        try {
            PostgresScratchCleaner cleaner = new PostgresScratchCleaner(connection);
            connection.setAutoCommit(false);
            cleaner.dropAll(live.extensions());
            connection.commit();
            connection.setAutoCommit(true);
            cleaner.jdbc.execute("discard all");
            return cleaner.contents.first().isEmpty();
        } catch (SQLException | DataAccessException failure) {
            LOG.debug("Could not empty a scratch database; creating another: {}", failure.getMessage());
            return false;
        }
    }

    private void dropAll(List<PostgresExtension> live) {
        for (String name : superfluous(live)) {
            this.jdbc.execute("drop extension if exists %s cascade".formatted(PostgresDatabaseProperties.quoted(name)));
        }
        Set<String> kept = new HashSet<>(this.jdbc.queryForList(SCHEMAS_OF_EXTENSIONS, String.class));
        for (String schema : this.jdbc.queryForList(SCHEMAS, String.class)) {
            String name = PostgresDatabaseProperties.quoted(schema);
            this.jdbc.execute(
                    kept.contains(schema)
                            ? "comment on schema %s is null".formatted(name)
                            : "drop schema %s cascade".formatted(name));
        }
        if (!kept.isEmpty()) {
            this.contents.dropsOfTables().forEach(this.jdbc::execute);
            this.contents.dropsAfterTables().forEach((drops) -> drops.forEach(this.jdbc::execute));
        }
        this.jdbc.execute("create schema if not exists public");
    }

    /** Returns the extensions that are not as in the live database. */
    private List<String> superfluous(List<PostgresExtension> live) {
        return PostgresDatabaseProperties.extensions(this.jdbc).stream()
                .filter((found) -> live.stream().noneMatch(found::isSameAs))
                .map(PostgresExtension::name)
                .toList();
    }
}
