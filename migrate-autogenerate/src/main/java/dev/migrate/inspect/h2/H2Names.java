package dev.migrate.inspect.h2;

import dev.migrate.inspect.AutomaticNames;
import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.H2Lexer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads names and SQL as H2 prints them, and writes them without the default schema.
 *
 * @param home the default schema
 */
record H2Names(String home) {

    private static final AutomaticNames AUTOMATIC =
            new AutomaticNames("(CONSTRAINT|INDEX|PRIMARY_KEY|CONSTRAINT_INDEX)_[0-9A-F]+(_\\d+)?");
    private static final CanonicalSql SQL = new CanonicalSql(new H2Lexer(), '"');

    /** Returns the name in two columns of a row. */
    QualifiedName name(Row row, String schema, String name) {
        String namespace = row.text(schema);
        return new QualifiedName(namespace.equals(this.home) ? null : namespace, row.text(name));
    }

    /** Returns the name of the table of a row. */
    QualifiedName table(Row row) {
        return name(row, "table_schema", "table_name");
    }

    /** Returns the name of the constraint of a row. */
    QualifiedName constraint(Row row) {
        return name(row, "constraint_schema", "constraint_name");
    }

    /** Whether the server or Hibernate generated the name of a constraint or an index. */
    static boolean isAutomatic(String name) {
        return AUTOMATIC.contains(name);
    }

    /** Returns a name in quotes. */
    String quoted(String name) {
        return SQL.quoted(name);
    }

    /** Returns a name in quotes, with its schema. */
    String quoted(QualifiedName name) {
        return name.namespace() == null ? quoted(name.name()) : quoted(name.namespace()) + "." + quoted(name.name());
    }

    /** Returns names in quotes, as a list in parentheses. */
    String list(List<String> columns) {
        return columns.stream().map(SQL::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns an expression on one line, without the default schema. */
    String expression(String printed) {
        return SQL.inOneLine(withoutHome(printed));
    }

    /** Returns a text without the default schema as a qualifier. */
    String withoutHome(String printed) {
        return SQL.inNamespaces(printed, (name) -> this.home.equals(name) ? "" : null);
    }

    /** Returns the objects that a text mentions. */
    Set<QualifiedName> uses(String text, Collection<QualifiedName> known) {
        return SQL.uses(text, known);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns the type of a row under one name, because H2 preserves which of two synonyms was used. */
    static String type(Row row) {
        return row.text("type").replaceFirst("^DECIMAL\\b", "NUMERIC");
    }

    /** Returns the statement that sets the comment of the object of a row. */
    Optional<String> comment(String kind, QualifiedName name, Row row) {
        return Optional.ofNullable(row.textOrNull("remarks"))
                .map((text) -> "COMMENT ON %s %s IS %s".formatted(kind, quoted(name), literal(text)));
    }
}
