package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresCatalog.IN_SCOPE;

import dev.migrate.inspect.Attachment;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads extended statistics, the members of publications, and replica identities. */
final class PostgresAttachments {

    private static final String QUERY = """
            select n.nspname as schema, c.relname as name, null as index,
                   concat('the statistics ', quote_ident(s.stxname)) as what,
                   pg_get_statisticsobjdef(s.oid) as statement,
                   array(select a.attname::text from pg_depend d
                         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                         where d.classid = 'pg_statistic_ext'::regclass and d.objid = s.oid
                           and d.refobjid = c.oid and d.refobjsubid > 0) as columns
            from pg_statistic_ext s join pg_class c on c.oid = s.stxrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relnamespace %1$s
            union all
            select n.nspname, c.relname, null, concat('its membership in the publication ', quote_ident(p.pubname)),
                   format('ALTER PUBLICATION %%I ADD TABLE %%s', p.pubname, c.oid::regclass), null
            from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
            join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relnamespace %1$s
            union all
            select n.nspname, c.relname, i.relname, 'its replica identity',
                   format('ALTER TABLE %%s REPLICA IDENTITY USING INDEX %%I', c.oid::regclass, i.relname),
                   array(select a.attname::text from pg_attribute a
                         where a.attrelid = c.oid and a.attnum = any (x.indkey::int2[]))
            from pg_index x join pg_class i on i.oid = x.indexrelid
            join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
            where x.indisreplident and c.relreplident = 'i' and c.relnamespace %1$s
            order by 1, 2, 4
            """.formatted(IN_SCOPE);

    private PostgresAttachments() {}

    static List<Attachment> read(PostgresCatalog catalog) throws SQLException {
        return catalog.read(QUERY).stream()
                .map((row) -> new Attachment(
                        catalog.name(row),
                        Set.copyOf(row.texts("columns")),
                        row.textOrNull("index"),
                        row.text("what"),
                        row.text("statement")))
                .toList();
    }
}
