package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresCatalog.IN_SCOPE;

import dev.migrate.inspect.Access;
import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the owners and the privileges of relations, routines and types. */
final class PostgresAccess {

    /** A routine or a type whose privileges were never changed has none in the catalog, and everybody may use it. */
    private static final String QUERY = """
            with object as (
              select c.oid, n.nspname as schema, c.relname as name, c.relowner as owner, c.relacl as acl,
                     null as column_name, c.oid::regclass::text as sql
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace %1$s
              union all
              select c.oid, n.nspname, c.relname, c.relowner, a.attacl, a.attname, c.oid::regclass::text
              from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm') and a.attacl is not null and c.relnamespace %1$s
              union all
              select p.oid, n.nspname, format('%%s(%%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
                     p.proowner, p.proacl, null,
                     concat(case when p.prokind = 'p' then 'PROCEDURE ' else 'FUNCTION ' end, p.oid::regprocedure)
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.pronamespace %1$s
              union all
              select t.oid, n.nspname, t.typname, t.typowner, t.typacl, null, concat('TYPE ', t.oid::regtype)
              from pg_type t join pg_namespace n on n.oid = t.typnamespace
              left join pg_class c on c.oid = t.typrelid
              where (t.typtype in ('e', 'd') or c.relkind = 'c') and t.typnamespace %1$s
            )
            select o.schema, o.name, o.column_name,
                   case when o.owner <> current_user::regrole then pg_get_userbyid(o.owner) end as owner,
                   case when g.grantee is null then
                     case when o.acl is not null and o.sql ~ '^(PROCEDURE|FUNCTION|TYPE) ' and o.column_name is null
                               and not exists (select 1 from aclexplode(o.acl) where grantee = 0)
                          then format('REVOKE %%s ON %%s FROM PUBLIC',
                                      case when o.sql like 'TYPE %%' then 'USAGE' else 'EXECUTE' end, o.sql) end
                   else format('GRANT %%s ON %%s TO %%s%%s', g.privileges, o.sql,
                               case when g.grantee = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(g.grantee)) end,
                               case when g.is_grantable then ' WITH GRANT OPTION' else '' end) end as statement
            from object o
            left join lateral (
              select e.grantee, e.is_grantable,
                     string_agg(e.privilege_type || case when o.column_name is null then ''
                                                         else format(' (%%I)', o.column_name) end,
                                ', ' order by e.privilege_type) as privileges
              from aclexplode(o.acl) e where e.grantee <> o.owner
              group by e.grantee, e.is_grantable
              union all select null, null, null
            ) g on true
            order by o.schema, o.name, o.column_name nulls first, g.grantee is not null, statement
            """.formatted(IN_SCOPE);

    private PostgresAccess() {}

    static List<Access> read(PostgresCatalog catalog) throws SQLException {
        Map<QualifiedName, Access> all = new LinkedHashMap<>();
        for (Row row : catalog.read(QUERY)) {
            QualifiedName name = catalog.name(row);
            String statement = row.textOrNull("statement");
            List<Access.Grant> grants =
                    new ArrayList<>(all.containsKey(name) ? all.get(name).grants() : List.of());
            if (statement != null) {
                grants.add(new Access.Grant(statement, row.textOrNull("column_name")));
            }
            all.put(name, new Access(name, row.textOrNull("owner"), grants));
        }
        return all.values().stream()
                .filter((access) -> access.owner() != null || !access.grants().isEmpty())
                .toList();
    }
}
