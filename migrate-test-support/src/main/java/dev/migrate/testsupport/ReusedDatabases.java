package dev.migrate.testsupport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Databases of PostgreSQL that tests have used and that are as new again. To create and to drop a database takes longer
 * than most tests. Each use has its own name, so that a process of an earlier test cannot connect again.
 */
final class ReusedDatabases {

    /** Drops what tests usually create. What remains is found by the comparison with a new database. */
    private static final String EMPTY = """
            do $$ declare statement text; begin
              for statement in select format('drop extension if exists %I cascade', extname) from pg_extension
                where oid >= 16384
              loop execute statement; end loop;
              for statement in
                select format('drop schema if exists %I cascade', nspname) from pg_namespace
                where nspname <> all ('{public,information_schema,pg_catalog,pg_toast}') order by 1
              loop execute statement; end loop;
              for statement in
                select format('drop %s if exists %s cascade', case relkind when 'v' then 'view'
                              when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.oid::regclass)
                from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
                order by relkind = 'S', 1
              loop execute statement; end loop;
              for statement in
                select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p
                where pronamespace = 'public'::regnamespace
              loop execute statement; end loop;
              for statement in
                select format('drop %s if exists %s cascade', case typtype when 'd' then 'domain' else 'type' end,
                              t.oid::regtype)
                from pg_type t where typnamespace = 'public'::regnamespace and typrelid = 0 and typelem = 0
                  and typtype in ('e', 'd', 'r')
              loop execute statement; end loop;
              for statement in
                select format('drop type if exists %s cascade', oid::regclass) from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'c'
              loop execute statement; end loop;
            end $$""";

    private static final String CATALOGS = """
            select format('select %1$L as place, count(*) as rows, count(*) filter (where age(xmin) < age(%%1$s)) as newer from %1$s',
                          c.oid::regclass)
            from pg_class c join pg_namespace n on n.oid = relnamespace
            where nspname in ('pg_catalog', 'information_schema') and relkind = 'r' and not relisshared
              and relname <> 'pg_statistic' order by relname""";

    private static final String OUTSIDE = """
            select concat_ws(' ', datdba, encoding, datcollate, datctype, datistemplate, datallowconn, datconnlimit, datacl,
                     array(select format('%s %s', setrole, setconfig) from pg_db_role_setting where setdatabase = d.oid
                           order by 1),
                     (select count(*) from pg_shdescription where objoid = d.oid),
                     (select count(*) from pg_shseclabel where objoid = d.oid),
                     (select count(*) from pg_shdepend where dbid = d.oid
                                                         or classid = 'pg_database'::regclass and objid = d.oid),
                     (select count(*) from pg_subscription where subdbid = d.oid),
                     (select count(*) from pg_replication_slots where database = datname),
                     (select count(*) from pg_prepared_xacts where database = datname))
            from pg_database d where datname = current_database()""";

    private final JdbcTemplate server;
    private final Function<String, SingleConnectionDataSource> databases;
    private final Deque<Used> empty = new ArrayDeque<>();

    /**
     * Creates an instance without databases.
     *
     * @param server a database that all users of the server share
     * @param databases connects to a database by its name
     */
    ReusedDatabases(JdbcTemplate server, Function<String, SingleConnectionDataSource> databases) {
        this.server = server;
        this.databases = databases;
    }

    /** Returns a database that is as new, or an empty result if there is none. */
    synchronized Optional<Used> take() {
        return Optional.ofNullable(this.empty.poll());
    }

    /** Returns a database that was just created, as it is now. */
    Used created(String name) {
        try (SingleConnectionDataSource session = this.databases.apply(name)) {
            JdbcTemplate database = new JdbcTemplate(session);
            String since =
                    database.queryForObject("select pg_current_xact_id()::text::bigint % 4294967296", String.class);
            return new Used(name, contents(database, "'%s'::xid".formatted(since)));
        }
    }

    /** Empties a database, and keeps it under another name if nothing is left that a test has changed; else drops it. */
    void release(Used used) {
        Optional<Used> emptied = emptied(used);
        synchronized (this) {
            emptied.ifPresent(this.empty::add);
        }
    }

    private Optional<Used> emptied(Used used) {
        Used renamed = new Used(TestDatabase.uniqueName(), used.contents());
        try {
            this.server.execute("""
                    select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '%1$s';
                    alter database %1$s rename to %2$s""".formatted(used.name(), renamed.name()));
        } catch (DataAccessException stillUsed) {
            drop(used.name());
            return Optional.empty();
        }
        if (isAsNew(renamed)) {
            return Optional.of(renamed);
        }
        drop(renamed.name());
        return Optional.empty();
    }

    private boolean isAsNew(Used used) {
        try (SingleConnectionDataSource session = this.databases.apply(used.name())) {
            JdbcTemplate database = new JdbcTemplate(session);
            database.execute(EMPTY);
            return used.contents().equals(contents(database, used.contents().since()));
        } catch (DataAccessException notRemovable) {
            return false;
        }
    }

    private static Contents contents(JdbcTemplate database, String since) {
        String query = database.queryForList(CATALOGS, String.class).stream()
                .map((catalog) -> catalog.formatted(since))
                .collect(Collectors.joining(" union all "));
        List<String> rows = new ArrayList<>();
        database.query(query, (row) -> {
            rows.add("%s: %s, %s since".formatted(row.getString(1), row.getString(2), row.getString(3)));
        });
        return new Contents(since, rows, String.valueOf(database.queryForObject(OUTSIDE, String.class)));
    }

    private void drop(String name) {
        this.server.execute("drop database if exists %s with (force)".formatted(name));
    }

    /** Drops the databases that are kept. */
    void close() {
        for (Optional<Used> used = take(); used.isPresent(); used = take()) {
            drop(used.get().name());
        }
    }

    /** A database, and what it contained when it was new. */
    record Used(String name, Contents contents) {}

    /**
     * What a database contains.
     *
     * @param since a transaction; rows that are newer were changed after it
     * @param rows for each catalog, the number of its rows, and of those that are newer
     * @param outside the properties of the database in the catalogs of the server
     */
    record Contents(String since, List<String> rows, String outside) {

        Contents {
            rows = List.copyOf(rows);
        }
    }
}
