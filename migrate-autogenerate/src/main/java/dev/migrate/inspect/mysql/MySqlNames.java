package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.sql.CanonicalSql;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads names and SQL as the server prints them, and writes them with the names under which the databases are read.
 *
 * @param sql rewrites SQL of this product
 * @param readAs the name under which each database is read; empty for the default one
 */
record MySqlNames(CanonicalSql sql, Map<String, String> readAs) {

    /**
     * Returns the names in databases.
     *
     * @param home the default database
     * @param others the names under which other databases are read
     * @param replacements the database to read in place of each of these databases
     */
    static MySqlNames of(CanonicalSql sql, String home, Set<String> others, Map<String, String> replacements) {
        Map<String, String> readAs = new LinkedHashMap<>();
        others.forEach((name) -> readAs.put(replacements.getOrDefault(name, name), name));
        readAs.put(home, "");
        return new MySqlNames(sql, readAs);
    }

    /** Returns the databases that are read. */
    Set<String> databases() {
        return this.readAs.keySet();
    }

    /** Returns the name under which a database is read; null if it is not. */
    @Nullable
    String readAs(String database) {
        return this.readAs.get(database);
    }

    /** Returns the name in two columns of a row. */
    QualifiedName name(Row row, String database, String name) {
        String namespace = this.readAs.getOrDefault(row.text(database), row.text(database));
        return new QualifiedName(namespace.isEmpty() ? null : namespace, row.text(name));
    }

    /** Returns the name of the table of a row. */
    QualifiedName table(Row row) {
        return name(row, "table_schema", "table_name");
    }

    /** Returns a text with the names under which the databases are read. */
    String withReadNames(String printed) {
        return this.sql.inNamespaces(printed, this::readAs);
    }

    /** Returns an expression on one line, with the names under which the databases are read. */
    String expression(String printed) {
        return this.sql.inOneLine(withReadNames(printed));
    }

    /** Returns a name in quotes. */
    String quoted(String name) {
        return this.sql.quoted(name);
    }

    /** Returns a name in quotes, with its database. */
    String quoted(QualifiedName name) {
        return name.namespace() == null ? quoted(name.name()) : quoted(name.namespace()) + "." + quoted(name.name());
    }

    /** Returns names in quotes, as a list in parentheses. */
    String list(List<String> columns) {
        return columns.stream().map(this.sql::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the objects that a text mentions. */
    Set<QualifiedName> uses(String text, Collection<QualifiedName> known) {
        return this.sql.uses(text, known);
    }

    /** Returns a text for use between the quotes of a literal. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "''");
    }
}
