package dev.migrate.catalog;

import dev.migrate.sql.DdlName;
import dev.migrate.sql.H2Lexer;
import dev.migrate.sql.Parentheses;
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of H2's catalog from the definitions of the objects that a statement names, which H2 looks up by name.
 * The views of {@code INFORMATION_SCHEMA} would be computed for all objects each time. Requires the rights of an
 * administrator.
 */
final class H2CatalogDefinitions {

    /** The kind of the entry that tells where a snapshot comes from. */
    private static final String SOURCE = "source";

    private static final String DEFINITIONS = "definitions";

    /** The kinds of objects in a schema, with their kinds in a snapshot. */
    private static final Map<String, String> KINDS = Map.of(
            "TABLE", "table",
            "INDEX", "index",
            "CONSTRAINT", "constraint",
            "TRIGGER", "trigger",
            "SEQUENCE", "sequence",
            "ROUTINE", "routine",
            "DOMAIN", "domain",
            "SYNONYM", "synonym",
            "CONSTANT", "constant");

    private static final String OBJECTS = """
            select k.KIND, s.SCHEMA_NAME, n.NAME, DB_OBJECT_SQL(k.KIND, s.SCHEMA_NAME, n.NAME)
            from (values %1$s) k(KIND), INFORMATION_SCHEMA.SCHEMATA s, (values %2$s) n(NAME)
            where s.SCHEMA_NAME <> 'INFORMATION_SCHEMA' and DB_OBJECT_ID(k.KIND, s.SCHEMA_NAME, n.NAME) is not null
            union all select 'SCHEMA', n.NAME, '', DB_OBJECT_SQL('SCHEMA', n.NAME) from (values %2$s) n(NAME)
            where DB_OBJECT_ID('SCHEMA', n.NAME) is not null
            union all select '', SCHEMA(), '', ''""";

    private static final String INDEXES = """
            select 'INDEX', i.S, i.N, DB_OBJECT_SQL('INDEX', i.S, i.N) from (values %s) i(S, N)""";

    /** Key columns and checks are the views of constraints that H2 computes quickly. */
    private static final String CONSTRAINTS = """
            select 'CONSTRAINT', S, N, D from (
              select S, N, DB_OBJECT_SQL('CONSTRAINT', S, N) D from (
                select CONSTRAINT_SCHEMA S, CONSTRAINT_NAME N from INFORMATION_SCHEMA.KEY_COLUMN_USAGE
                where TABLE_NAME in (%s)
                union select CONSTRAINT_SCHEMA, CONSTRAINT_NAME from INFORMATION_SCHEMA.CHECK_CONSTRAINTS))
            where %s""";

    private static final String QUOTED = "\"(?:[^\"]|\"\")+\"";

    private static final String COMMENT = "(?: COMMENT (?:U&)?'(?:[^']|'')*')?";

    private static final Pattern INDEX = Pattern.compile(
            "CREATE (?<type>.*?)INDEX %1$s\\.%1$s ON (?<schema>%1$s)\\.(?<table>%1$s)%2$s(?<columns>\\(.*)"
                    .formatted(QUOTED, COMMENT),
            Pattern.DOTALL);

    private static final Pattern CONSTRAINT = Pattern.compile(
            "ALTER TABLE (?<schema>%1$s)\\.(?<table>%1$s) ADD CONSTRAINT %1$s\\.%1$s%2$s (?<body>.*)"
                    .formatted(QUOTED, COMMENT),
            Pattern.DOTALL);

    /** The index of a constraint. It gets another name each time that the table is copied. */
    private static final Pattern OWN_INDEX = Pattern.compile(" INDEX (%1$s\\.%1$s)(?= |$)".formatted(QUOTED));

    /** What changes without a schema change, or each time that a table is copied. */
    private static final Pattern VOLATILE = Pattern.compile(
            " SELECTIVITY \\d+| ?RESTART WITH -?\\d+| SEQUENCE %s\\.\"SYSTEM_SEQUENCE_[^\"]*\"".formatted(QUOTED));

    private static final Pattern NULLS = Pattern.compile(" ?NULLS (FIRST|LAST|DISTINCT|NOT DISTINCT) ?");

    private static final Pattern ALTER = Pattern.compile("\\balter\\b", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final Map<Key, String> definitions = new LinkedHashMap<>();
    private Set<Key> named = Set.of();
    private final CatalogSnapshot.Builder found = new CatalogSnapshot.Builder();

    private H2CatalogDefinitions(Connection connection) {
        this.connection = connection;
    }

    /** The kind and the name of an object. */
    private record Key(String kind, String schema, String name) {

        String qualified() {
            return this.schema + "." + this.name;
        }

        String quoted() {
            return H2CatalogDefinitions.quoted(this.schema) + "." + H2CatalogDefinitions.quoted(this.name);
        }
    }

    /**
     * Takes a snapshot of the objects that a statement names.
     *
     * @throws SQLException if the catalog cannot be read, or if the user is not an administrator
     */
    static CatalogSnapshot of(Connection connection, String sql) throws SQLException {
        H2CatalogDefinitions definitions = new H2CatalogDefinitions(connection);
        definitions.read(OBJECTS.formatted(rows(KINDS.keySet()), rows(Statement.words(new H2Lexer(), sql))));
        definitions.named = Set.copyOf(definitions.definitions.keySet());
        List<Key> tables = definitions.tables();
        if (!tables.isEmpty()) {
            definitions.readParts(tables);
        }
        definitions.describe();
        definitions.found.add(SOURCE, "", DEFINITIONS);
        if (ALTER.matcher(sql).find()) {
            definitions.copies(tables);
        }
        return definitions.found.build();
    }

    /** Whether a snapshot was taken from the definitions of objects. */
    static boolean tookSnapshot(CatalogSnapshot snapshot) {
        return DEFINITIONS.equals(snapshot.objects().get(SOURCE + ' '));
    }

    private void read(String query) throws SQLException {
        for (List<@Nullable String> row : Query.rows(this.connection, query)) {
            this.definitions.putIfAbsent(
                    new Key(String.valueOf(row.get(0)), String.valueOf(row.get(1)), String.valueOf(row.get(2))),
                    String.valueOf(row.get(3)));
        }
    }

    private List<Key> tables() {
        return this.definitions.entrySet().stream()
                .filter((object) -> object.getKey().kind().equals("TABLE") && !isView(object.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isView(String definition) {
        return definition.substring(0, Math.max(definition.indexOf('"'), 0)).endsWith(" VIEW ");
    }

    /** Reads the indexes and the constraints of tables. */
    private void readParts(List<Key> tables) throws SQLException {
        DatabaseMetaData metaData = this.connection.getMetaData();
        Set<String> indexes = new LinkedHashSet<>();
        for (Key table : tables) {
            try (ResultSet rows = metaData.getIndexInfo(null, table.schema(), table.name(), false, true)) {
                while (rows.next()) {
                    indexes.add("(%s, %s)".formatted(literal(table.schema()), literal(rows.getString("INDEX_NAME"))));
                }
            }
        }
        if (!indexes.isEmpty()) {
            read(INDEXES.formatted(String.join(", ", indexes)));
        }
        read(CONSTRAINTS.formatted(
                tables.stream().map((table) -> literal(table.name())).collect(Collectors.joining(", ")),
                tables.stream()
                        .map((table) -> "ALTER TABLE " + table.quoted() + " ")
                        .map((start) -> "left(D, %d) = %s".formatted(start.length(), literal(start)))
                        .collect(Collectors.joining(" or "))));
    }

    private void describe() {
        Set<String> ownIndexes = new HashSet<>();
        this.definitions.forEach((key, definition) -> {
            if (key.kind().equals("CONSTRAINT")) {
                Matcher index = OWN_INDEX.matcher(definition);
                while (index.find()) {
                    ownIndexes.add(index.group(1));
                }
            }
        });
        this.definitions.forEach((key, definition) -> {
            switch (key.kind()) {
                case "" -> this.found.add(CatalogSnapshot.DEFAULT_SCHEMA, "", key.schema());
                case "SCHEMA" -> this.found.add("schema", key.schema(), definition);
                case "TABLE" -> describeTable(key, definition);
                case "CONSTRAINT" -> describeConstraint(key, definition);
                case "INDEX" -> {
                    if (!ownIndexes.contains(key.quoted())) {
                        describeIndex(key, definition);
                    }
                }
                default -> this.found.add(String.valueOf(KINDS.get(key.kind())), key.qualified(), stable(definition));
            }
        });
    }

    private void describeTable(Key table, String definition) {
        List<Token> tokens = new H2Lexer().tokens(definition);
        int opening = 0;
        while (opening < tokens.size() && !tokens.get(opening).is("(")) {
            opening++;
        }
        int closing = Parentheses.closing(tokens, opening);
        if (isView(definition) || closing < 0) {
            this.found.add("table", table.qualified(), definition);
            return;
        }
        int position = 0;
        for (List<Token> column : Parentheses.splitAtCommas(tokens.subList(opening + 1, closing))) {
            List<Token> code = column.stream()
                    .dropWhile((token) -> token.kind().isIgnored())
                    .toList();
            if (!code.isEmpty()) {
                String name = code.get(0).unquoted();
                this.found.add(
                        "column",
                        DdlName.inTable(table.qualified(), name),
                        stable(text(code.subList(1, code.size())).strip()));
                this.found.add("order", table.qualified(), "%05d %s".formatted(position++, name));
            }
        }
        this.found.add(
                "table",
                table.qualified(),
                stable(text(tokens.subList(0, opening)) + text(tokens.subList(closing + 1, tokens.size()))));
    }

    private static String text(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }

    private void describeIndex(Key index, String definition) {
        Matcher parts = INDEX.matcher(definition);
        if (parts.matches()) {
            String name = DdlName.inTable(tableOf(parts), index.name());
            this.found.add("index", name, definition);
            this.found.define(
                    "index",
                    name,
                    NULLS.matcher(parts.group("type")).replaceAll(" ")
                            + NULLS.matcher(parts.group("columns")).replaceAll(""));
        }
    }

    /** A change of a column's type also changes the types in the checks of the table, so these count only by name. */
    private void describeConstraint(Key constraint, String definition) {
        Matcher parts = CONSTRAINT.matcher(definition);
        if (!parts.matches()) {
            this.found.add("constraint", constraint.qualified(), definition);
            return;
        }
        String table = tableOf(parts);
        String body = OWN_INDEX.matcher(parts.group("body")).replaceAll("").replaceFirst(" NOCHECK$", "");
        String shown = NULLS.matcher(body)
                .replaceAll("")
                .replace(" REFERENCES " + parts.group("schema") + ".", " REFERENCES ");
        String name = DdlName.inTable(table, constraint.name());
        this.found.add(
                "constraint", name, body.startsWith("CHECK") && !this.named.contains(constraint) ? "CHECK" : body);
        this.found.define("constraint", name, shown);
        if (body.startsWith("PRIMARY KEY")) {
            String primary = DdlName.inTable(table, "PRIMARY");
            this.found.add("primary", primary, name);
            this.found.define("primary", primary, shown);
        }
    }

    private static String tableOf(Matcher parts) {
        return unquoted(parts.group("schema")) + "." + unquoted(parts.group("table"));
    }

    /** Adds the copies that an interrupted change of a table might have left. */
    private void copies(List<Key> tables) throws SQLException {
        DatabaseMetaData metaData = this.connection.getMetaData();
        String escape = metaData.getSearchStringEscape();
        for (Key table : tables) {
            try (ResultSet rows = metaData.getTables(
                    null, escaped(table.schema(), escape), escaped(table.name() + "_COPY_", escape) + "%", null)) {
                while (rows.next()) {
                    Key copy = new Key("TABLE", rows.getString("TABLE_SCHEM"), rows.getString("TABLE_NAME"));
                    if (!this.definitions.containsKey(copy)) {
                        this.found.add("table", copy.qualified(), "copy");
                    }
                }
            }
        }
    }

    private static String escaped(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static String stable(String definition) {
        return VOLATILE.matcher(definition).replaceAll("");
    }

    private static String rows(Collection<String> values) {
        return values.stream().map((value) -> "(" + literal(value) + ")").collect(Collectors.joining(", "));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String unquoted(String name) {
        return new Token(Token.Kind.NAME, name).unquoted();
    }
}
