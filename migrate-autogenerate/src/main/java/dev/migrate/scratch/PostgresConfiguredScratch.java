package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.postgres.PostgresInspector;
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

    /** Objects other than relations, types and routines that were created after the initialization of the server. */
    private static final String OTHERS = """
            (select o.classid, o.oid from (
              select 'pg_event_trigger'::regclass as classid, oid from pg_event_trigger
              union all select 'pg_publication'::regclass, oid from pg_publication
              union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server
              union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper
              union all select 'pg_cast'::regclass, oid from pg_cast
              union all select 'pg_opclass'::regclass, oid from pg_opclass
              union all select 'pg_opfamily'::regclass, oid from pg_opfamily
              union all select 'pg_operator'::regclass, oid from pg_operator
              union all select 'pg_ts_config'::regclass, oid from pg_ts_config
              union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
              union all select 'pg_ts_template'::regclass, oid from pg_ts_template
              union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
              union all select 'pg_conversion'::regclass, oid from pg_conversion
              union all select 'pg_collation'::regclass, oid from pg_collation
              union all select 'pg_transform'::regclass, oid from pg_transform
              union all select 'pg_language'::regclass, oid from pg_language
              union all select 'pg_am'::regclass, oid from pg_am
              union all select 'pg_default_acl'::regclass, oid from pg_default_acl
              union all select 'pg_largeobject'::regclass, oid from pg_largeobject_metadata) o
            where o.oid >= 16384 and not exists (select 1 from pg_depend e where e.classid = o.classid and e.objid = o.oid
                                                 and e.deptype in ('e', 'i')))""";

    private static final String CONTENTS = """
            select pg_describe_object(o.classid, o.oid, 0) from (
              select 'pg_class'::regclass as classid, oid, relnamespace as namespace from pg_class
              where relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
              union all select 'pg_type'::regclass, oid, typnamespace from pg_type where typtype in ('e', 'd', 'r')
              union all select 'pg_proc'::regclass, oid, pronamespace from pg_proc) o
            join pg_namespace n on n.oid = o.namespace
            where nspname !~ '^pg_' and nspname <> 'information_schema'
              and not exists (select 1 from pg_depend e where e.classid = o.classid and e.objid = o.oid
                              and e.deptype = 'e')
            union all select pg_describe_object(o.classid, o.oid, 0) from %s o
            order by 1 limit 4
            """.formatted(OTHERS);

    private final Connection connection;
    private final JdbcTemplate jdbc;

    private PostgresConfiguredScratch(Connection connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
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
            Scratch scratch = PostgresScratch.committing(
                    connection,
                    new PostgresInspector(live.dialect().ddl()),
                    live.scope(),
                    properties,
                    database::release);
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
        List<String> contents = this.jdbc.queryForList(CONTENTS, String.class);
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
            throw PostgresScratchFactory.failed(
                    "Could not empty the database of migrate.autogenerate.scratch-url", failure);
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
        drop("""
                select format('drop table if exists %s cascade', c.oid::regclass) from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_class", "c.oid"));
        for (String schema : schemas()) {
            if (!schemas.contains(schema) && !schema.equals(MARK)) {
                this.jdbc.execute(
                        "drop schema if exists %s cascade".formatted(PostgresDatabaseProperties.quoted(schema)));
            }
        }
        drop("""
                select format('drop %s if exists %s cascade',
                              case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                                   when 'f' then 'foreign table' else 'type' end, c.oid::regclass)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where relkind in ('v', 'm', 'S', 'f', 'c') and nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_class", "c.oid"));
        drop("""
                select format('drop routine if exists %s cascade', p.oid::regprocedure)
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_proc", "p.oid"));
        drop("""
                select format('drop %s if exists %s cascade', case typtype when 'd' then 'domain' else 'type' end,
                              t.oid::regtype)
                from pg_type t join pg_namespace n on n.oid = t.typnamespace
                where typtype in ('e', 'd', 'r') and nspname !~ '^pg_' and nspname <> 'information_schema' and\s""" + notOf("pg_type", "t.oid"));
        drop("""
                select format('drop %s if exists %s cascade', replace(i.type, '-', ' '), i.identity)
                from %s o, pg_identify_object(o.classid, o.oid, 0) i
                where i.type not in ('large object', 'default acl')
                """.replace("from %s o", "from " + OTHERS + " o"));
        this.jdbc.queryForList("select lo_unlink(oid) from pg_largeobject_metadata");
        for (String extension : extensions()) {
            if (!extensions.contains(extension)) {
                this.jdbc.execute(
                        "drop extension if exists %s cascade".formatted(PostgresDatabaseProperties.quoted(extension)));
            }
        }
        List<String> left = this.jdbc.queryForList(CONTENTS, String.class);
        if (!left.isEmpty()) {
            throw new DataRetrievalFailureException(
                    "%s cannot be removed; recreate the database".formatted(String.join(", ", left)));
        }
        this.jdbc.execute("drop schema if exists " + MARK);
    }

    private static String notOf(String catalogue, String oid) {
        return "not exists (select 1 from pg_depend where classid = '%s'::regclass and objid = %s and deptype = 'e')"
                .formatted(catalogue, oid);
    }

    private void drop(String query) {
        List<String> statements = this.jdbc.queryForList(query, String.class);
        for (int from = 0; from < statements.size(); from += BATCH) {
            this.jdbc.execute(String.join(";\n", statements.subList(from, Math.min(from + BATCH, statements.size()))));
        }
    }
}
