package dev.migrate.inspect.sqlite;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.HashedName;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads schemas of SQLite, which stores statements as they were entered; they are normalized here. */
public final class SqliteInspector implements Inspector {

    private final Ddl ddl;

    /** Creates an inspector. */
    public SqliteInspector(Ddl ddl) {
        this.ddl = ddl;
    }

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        Rows rows = new Rows(connection);
        Set<String> special =
                rows.read("select name from pragma_table_list where schema = 'main' and type <> 'table'").stream()
                        .map((row) -> row.text("name"))
                        .collect(Collectors.toSet());
        List<Row> all = rows.read("select type, name, tbl_name, sql from main.sqlite_schema"
                + " where name not like 'sqlite\\_%' escape '\\' and sql is not null order by type, name");
        Map<String, SqliteTable> tables = new LinkedHashMap<>();
        all.stream()
                .filter((row) -> row.text("type").equals("table")
                        && !special.contains(row.text("name"))
                        && scope.wanted().test(row.text("name")))
                .forEach((row) ->
                        tables.put(row.text("name"), new SqliteTable(row.text("name"), row.text("sql"), this.ddl)));
        Map<String, List<Row>> indexes = all.stream()
                .filter((row) -> row.text("type").equals("index"))
                .collect(Collectors.groupingBy((row) -> row.text("tbl_name").toLowerCase(Locale.ROOT)));
        Set<QualifiedName> known = all.stream()
                .filter((row) -> !row.text("type").equals("index"))
                .map((row) -> QualifiedName.of(row.text("name")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Table> read = tables.entrySet().stream()
                .map((entry) -> table(entry.getKey(), entry.getValue(), indexes, tables))
                .toList();
        List<SqlObject> definitions = all.stream()
                .filter((row) -> row.text("type").equals("view")
                        ? scope.wanted().test(row.text("name"))
                        : row.text("type").equals("trigger") && scope.wanted().test(row.text("tbl_name")))
                .sorted((left, right) -> right.text("type").compareTo(left.text("type")))
                .map((row) -> definition(row, known))
                .toList();
        return new Schema(List.of(), List.of(), List.of(), read, definitions);
    }

    @Override
    public Set<String> unread(Connection connection, Scope scope) throws SQLException {
        return new Rows(connection)
                .read("""
                        select t.name, s.sql from pragma_table_list t join main.sqlite_schema s on s.name = t.name
                        where t.schema = 'main' and t.type = 'virtual' and s.type = 'table'""").stream()
                        .filter((row) -> scope.wanted().test(row.text("name")))
                        .map((row) -> "virtual table %s %s".formatted(row.text("name"), module(row.text("sql"))))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the module of a virtual table with its arguments, such as the columns, regardless of case and spacing. */
    private String module(String sql) {
        SqliteTokens tokens = SqliteTokens.of(sql, this.ddl);
        while (!tokens.isNext("USING")) {
            tokens.next();
        }
        return tokens.rest().text(List.of()).toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<QualifiedName, QualifiedName> externalDependents(Connection connection, Scope scope)
            throws SQLException {
        Map<QualifiedName, QualifiedName> dependents = new LinkedHashMap<>();
        List<Row> keys = new Rows(connection).read("""
                        select child.name as child, parent.name as parent
                        from main.sqlite_schema child
                        join pragma_foreign_key_list(child.name) k
                        join main.sqlite_schema parent on parent.type = 'table' and lower(parent.name) = lower(k."table")
                        where child.type = 'table'
                          and (k.on_delete not in ('NO ACTION', 'RESTRICT') or k.on_update not in ('NO ACTION', 'RESTRICT'))
                        order by child.name""");
        for (Row key : keys) {
            if (!scope.wanted().test(key.text("child"))) {
                dependents.put(QualifiedName.of(key.text("parent")), QualifiedName.of(key.text("child")));
            }
        }
        return dependents;
    }

    private Table table(
            String name, SqliteTable table, Map<String, List<Row>> indexes, Map<String, SqliteTable> tables) {
        List<String> columns = table.columnNames();
        List<Index> own = indexes.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .map((row) -> index(row, columns))
                .toList();
        return table.table(
                own,
                (other) -> tables.entrySet().stream()
                        .filter((entry) -> entry.getKey().equalsIgnoreCase(other))
                        .findFirst()
                        .map((entry) -> new SqliteTable.Target(
                                entry.getKey(), entry.getValue().key()))
                        .orElse(new SqliteTable.Target(other, List.of())));
    }

    private Index index(Row row, List<String> columns) {
        SqliteTokens tokens = SqliteTokens.of(row.text("sql"), this.ddl);
        tokens.accept("CREATE");
        boolean unique = tokens.accept("UNIQUE");
        while (!tokens.isNext("(")) {
            tokens.next();
        }
        List<SqliteTokens> parts = tokens.group().splitAtCommas();
        String where =
                tokens.accept("WHERE") ? " WHERE " + tokens.rest().unwrapped().text(columns) : "";
        List<String> texts = parts.stream()
                .map((part) -> part.text(columns).replaceFirst(" ASC$", ""))
                .toList();
        return new Index(
                row.text("name"),
                HashedName.is(row.text("name")),
                unique,
                texts.stream()
                        .map((text) -> text.replaceFirst(" DESC$", "").replaceFirst(" COLLATE \\w+$", ""))
                        .toList(),
                texts.stream().collect(Collectors.joining(", ", "(", ")")) + where);
    }

    private SqlObject definition(Row row, Set<QualifiedName> known) {
        QualifiedName name = QualifiedName.of(row.text("name"));
        boolean view = row.text("type").equals("view");
        SqliteTokens tokens = SqliteTokens.of(row.text("sql"), this.ddl);
        tokens.accept("CREATE");
        tokens.accept(view ? "VIEW" : "TRIGGER");
        tokens.accept("IF", "NOT", "EXISTS");
        tokens.next();
        if (tokens.accept(".")) {
            tokens.next();
        }
        SqliteTokens body = tokens.rest();
        Set<QualifiedName> uses = body
                .namesIn(known.stream().map(QualifiedName::name).toList())
                .stream()
                .map(QualifiedName::of)
                .filter((used) -> !used.equals(name))
                .collect(Collectors.toSet());
        String kind = view ? "VIEW" : "TRIGGER";
        return new SqlObject(
                view ? SqlObject.Kind.VIEW : SqlObject.Kind.TRIGGER,
                name,
                view ? null : QualifiedName.of(row.text("tbl_name")),
                List.of("CREATE %s %s %s".formatted(kind, this.ddl.identifier(name.name()), body.text(List.of()))),
                "DROP %s %s".formatted(kind, this.ddl.identifier(name.name())),
                uses);
    }
}
