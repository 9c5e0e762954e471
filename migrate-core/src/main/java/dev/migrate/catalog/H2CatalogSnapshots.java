package dev.migrate.catalog;

import dev.migrate.sql.DdlName;
import dev.migrate.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes snapshots of H2's catalog, limited to the objects that a statement names. */
public final class H2CatalogSnapshots {

    /** Columns that change without a schema change or with a preceding column, or that repeat the name. */
    private static final Set<String> OMITTED = Set.of(
            "ROW_COUNT_ESTIMATE",
            "LAST_MODIFICATION",
            "IDENTITY_BASE",
            "BASE_VALUE",
            "SELECTIVITY",
            "DTD_IDENTIFIER",
            "TABLE_SCHEMA",
            "TABLE_NAME");

    /** The index of a constraint gets another name each time that a table is copied. */
    private static final Set<String> OMITTED_OF_CONSTRAINTS = Set.of("INDEX_SCHEMA", "INDEX_NAME");

    /** The suffix that H2 adds to the name of a table while it alters the table by copying it. */
    private static final Pattern COPY = Pattern.compile("_COPY_\\d+_\\d+$");

    private static final int ADMIN_RIGHTS_REQUIRED = 90040;

    private static final List<View> VIEWS = List.of(
            new View("TABLES", "table", "TABLE"),
            new View("VIEWS", "table", "TABLE"),
            new View("COLUMNS", "column", "TABLE"),
            new View("TABLE_CONSTRAINTS", "constraint", "TABLE"),
            new View("KEY_COLUMN_USAGE", "constraint", "TABLE"),
            new View("CHECK_CONSTRAINTS", "constraint", "CONSTRAINT"),
            new View("REFERENTIAL_CONSTRAINTS", "constraint", "CONSTRAINT"),
            new View("INDEXES", "index", "TABLE"),
            new View("INDEX_COLUMNS", "index", "TABLE"),
            new View("TRIGGERS", "trigger", "TRIGGER"),
            new View("SEQUENCES", "sequence", "SEQUENCE"),
            new View("ROUTINES", "routine", "ROUTINE"),
            new View("DOMAINS", "domain", "DOMAIN"),
            new View("SYNONYMS", "synonym", "SYNONYM"),
            new View("CONSTANTS", "constant", "CONSTANT"),
            new View("SCHEMATA", "schema", ""));

    /** Queries for the definition of each index, key, check and foreign key. */
    private static final List<String> COLUMNS = List.of("""
            select INDEX_SCHEMA, INDEX_NAME,
              '(' || listagg(COLUMN_NAME || case ORDERING_SPECIFICATION when 'ASC' then '' else ' desc' end, ',')
                within group (order by ORDINAL_POSITION) || ')'
            from INFORMATION_SCHEMA.INDEX_COLUMNS group by INDEX_SCHEMA, INDEX_NAME""", """
            select CONSTRAINT_SCHEMA, CONSTRAINT_NAME,
              '(' || listagg(COLUMN_NAME, ',') within group (order by ORDINAL_POSITION) || ')'
            from INFORMATION_SCHEMA.KEY_COLUMN_USAGE group by CONSTRAINT_SCHEMA, CONSTRAINT_NAME""", """
            select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, '(' || CHECK_CLAUSE || ')' from INFORMATION_SCHEMA.CHECK_CONSTRAINTS""", """
            select r.CONSTRAINT_SCHEMA, r.CONSTRAINT_NAME,
              '(' || listagg(k.COLUMN_NAME, ',') within group (order by k.ORDINAL_POSITION) || ') references '
                || case when u.TABLE_SCHEMA = k.TABLE_SCHEMA then '' else u.TABLE_SCHEMA || '.' end || u.TABLE_NAME
                || '(' || listagg(u.COLUMN_NAME, ',') within group (order by k.ORDINAL_POSITION) || ')'
                || case r.DELETE_RULE when 'NO ACTION' then '' else ' on delete ' || r.DELETE_RULE end
                || case r.UPDATE_RULE when 'NO ACTION' then '' else ' on update ' || r.UPDATE_RULE end
            from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
              join INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
                on k.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA and k.CONSTRAINT_NAME = r.CONSTRAINT_NAME
              join INFORMATION_SCHEMA.KEY_COLUMN_USAGE u
                on u.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA and u.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
                and u.ORDINAL_POSITION = k.POSITION_IN_UNIQUE_CONSTRAINT
            group by r.CONSTRAINT_SCHEMA, r.CONSTRAINT_NAME, k.TABLE_SCHEMA, u.TABLE_SCHEMA, u.TABLE_NAME, r.DELETE_RULE,
              r.UPDATE_RULE""");

    private final String sql;
    private final Map<String, Boolean> named = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final Set<String> generated = new HashSet<>();
    private final CatalogSnapshot.Builder found = new CatalogSnapshot.Builder();

    private H2CatalogSnapshots(String sql) {
        this.sql = sql;
    }

    /**
     * A view of the catalog.
     *
     * @param kind the kind of object that its rows describe
     * @param named the prefix of the columns that hold the object's name
     */
    private record View(String name, String kind, String named) {

        /** Excludes the catalog's description of itself. */
        String where() {
            return this.named.isEmpty() ? "" : " where %s_SCHEMA <> 'INFORMATION_SCHEMA'".formatted(this.named);
        }
    }

    /**
     * Takes a snapshot of the objects that a statement names.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public static CatalogSnapshot of(Connection connection, String sql) throws SQLException {
        try {
            return H2CatalogDefinitions.of(connection, sql);
        } catch (SQLException refused) {
            if (refused.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw refused;
            }
            return ofViews(connection, sql);
        }
    }

    /**
     * Takes a snapshot that can be compared with an earlier one. Earlier releases took all snapshots from the views.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public static CatalogSnapshot like(CatalogSnapshot before, Connection connection, String sql) throws SQLException {
        return H2CatalogDefinitions.tookSnapshot(before) ? of(connection, sql) : ofViews(connection, sql);
    }

    /** Takes a snapshot from the views of the catalog, which any user can read. */
    static CatalogSnapshot ofViews(Connection connection, String sql) throws SQLException {
        H2CatalogSnapshots snapshots = new H2CatalogSnapshots(sql);
        snapshots.found.add(
                CatalogSnapshot.DEFAULT_SCHEMA,
                "",
                String.valueOf(Query.row(connection, "select schema()").get(0)));
        for (String columns : COLUMNS) {
            for (List<@Nullable String> row : Query.rows(connection, columns)) {
                snapshots.columns.put(row.get(0) + "." + row.get(1), String.valueOf(row.get(2)));
            }
        }
        try (Statement query = connection.createStatement()) {
            for (View view : VIEWS) {
                try (ResultSet rows = query.executeQuery(
                        "select * from INFORMATION_SCHEMA.%s%s".formatted(view.name(), view.where()))) {
                    while (rows.next()) {
                        snapshots.describe(view, rows);
                    }
                }
            }
        }
        return snapshots.found.build();
    }

    /** Returns statements that drop the copies left by an interrupted change of a table that still exists. */
    public static List<String> recovery(CatalogSnapshot before, CatalogSnapshot after) {
        List<String> there = before.names("table");
        return after.names("table").stream()
                .filter((name) -> !there.contains(name) && COPY.matcher(name).find())
                .filter((name) ->
                        after.names("table").contains(COPY.matcher(name).replaceFirst("")))
                .map((name) -> "drop table " + quoted(name))
                .toList();
    }

    private static String quoted(String name) {
        int dot = name.indexOf('.');
        return "\"%s\".\"%s\""
                .formatted(
                        name.substring(0, dot).replace("\"", "\"\""),
                        name.substring(dot + 1).replace("\"", "\"\""));
    }

    private void describe(View view, ResultSet rows) throws SQLException {
        boolean index = view.kind().equals("index");
        if (view.name().equals("TABLE_CONSTRAINTS")) {
            this.tables.put(qualified(rows, "CONSTRAINT"), qualified(rows, "TABLE"));
        } else if (view.name().equals("INDEXES") && rows.getBoolean("IS_GENERATED")) {
            this.generated.add(qualified(rows, "INDEX"));
        }
        ResultSetMetaData columns = rows.getMetaData();
        if (!isNamed(rows, columns) || (index && this.generated.contains(qualified(rows, "INDEX")))) {
            return;
        }
        StringBuilder part = new StringBuilder(view.name());
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            if (!isLeftOut(view, columns.getColumnName(at))) {
                part.append('\n').append(columns.getColumnName(at)).append('=').append(rows.getString(at));
            }
        }
        this.found.add(view.kind(), name(view, rows), part.toString());
        define(view, rows);
        if (view.kind().equals("column")) {
            this.found.add(
                    "order",
                    qualified(rows, "TABLE"),
                    "%05d %s".formatted(rows.getInt("ORDINAL_POSITION"), rows.getString("COLUMN_NAME")));
        } else if (view.name().equals("TABLE_CONSTRAINTS")
                && rows.getString("CONSTRAINT_TYPE").equals("PRIMARY KEY")) {
            String primary = DdlName.inTable(qualified(rows, "TABLE"), "PRIMARY");
            this.found.add("primary", primary, name(view, rows));
            this.found.define("primary", primary, "primary key" + columns(qualified(rows, "CONSTRAINT")));
        }
    }

    private void define(View view, ResultSet rows) throws SQLException {
        if (view.name().equals("TABLE_CONSTRAINTS")) {
            this.found.define(
                    view.kind(),
                    name(view, rows),
                    rows.getString("CONSTRAINT_TYPE") + columns(qualified(rows, "CONSTRAINT")));
        } else if (view.name().equals("INDEXES")) {
            String type = rows.getString("INDEX_TYPE_NAME").replaceFirst("INDEX$", "");
            this.found.define(view.kind(), name(view, rows), type + columns(qualified(rows, "INDEX")));
        }
    }

    private String columns(String key) {
        return this.columns.getOrDefault(key, "");
    }

    private static boolean isLeftOut(View view, String column) {
        return switch (view.kind()) {
            case "column" -> OMITTED.contains(column) || column.equals("ORDINAL_POSITION");
            case "constraint" -> OMITTED_OF_CONSTRAINTS.contains(column) || OMITTED.contains(column);
            default -> OMITTED.contains(column);
        };
    }

    private String name(View view, ResultSet rows) throws SQLException {
        return switch (view.kind()) {
            case "schema" -> rows.getString("SCHEMA_NAME");
            case "column" -> DdlName.inTable(qualified(rows, "TABLE"), rows.getString("COLUMN_NAME"));
            case "index" -> DdlName.inTable(qualified(rows, "TABLE"), rows.getString("INDEX_NAME"));
            case "constraint" -> {
                String table = this.tables.get(qualified(rows, "CONSTRAINT"));
                yield table == null
                        ? qualified(rows, "CONSTRAINT")
                        : DdlName.inTable(table, rows.getString("CONSTRAINT_NAME"));
            }
            default -> qualified(rows, view.named());
        };
    }

    private static String qualified(ResultSet rows, String what) throws SQLException {
        return rows.getString(what + "_SCHEMA") + "." + rows.getString(what + "_NAME");
    }

    private boolean isNamed(ResultSet rows, ResultSetMetaData columns) throws SQLException {
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            String column = columns.getColumnName(at);
            if (column.endsWith("_NAME") && !column.endsWith("CATALOG_NAME") && !column.equals("COLUMN_NAME")) {
                String value = rows.getString(at);
                if (value != null
                        && this.named.computeIfAbsent(
                                value,
                                (name) -> dev.migrate.sql.Statement.mentions(
                                        this.sql, COPY.matcher(name).replaceFirst("")))) {
                    return true;
                }
            }
        }
        return false;
    }
}
