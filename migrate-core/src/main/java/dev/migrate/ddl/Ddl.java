package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Generates the SQL of schema operations: one statement per list element, without a terminator. This class holds the
 * common case in standard SQL; the class of each product holds only the differences.
 */
public abstract class Ddl implements OperationVisitor<List<String>> {

    /** Returns the changes that the product cannot make in place. */
    public abstract Set<DdlLimit> limits();

    /** Returns the same SQL with every expression exactly as the server prints it, instead of in its readable form. */
    public Ddl asPrinted() {
        return this;
    }

    /** Returns the predicate, for a warning, of a value that does not fit a column's new type. */
    public String overflowBehavior() {
        return "makes it fail";
    }

    /** Whether a number with more decimal places than the type is rounded silently. */
    public boolean roundsNumbers() {
        return true;
    }

    /** Whether all rows are rewritten when a column gets more digits before the decimal point. */
    public boolean rewritesForPrecision() {
        return true;
    }

    /** Whether a change of table options rewrites all rows, and not only the metadata of the table. */
    public boolean rewritesRows(AlterOptions operation) {
        return true;
    }

    /** Whether a change of the collation might change the character set of a text or the texts that equal it. */
    public boolean changesCharset(Column before, Column after) {
        return false;
    }

    /** Returns the condition that two values differ, where null equals null. */
    public String differ(String one, String other) {
        return "%s IS DISTINCT FROM %s".formatted(one, other);
    }

    /** Returns an expression of a schema, which the server printed, in its readable form. */
    public String expression(String printed) {
        return printed;
    }

    /** Returns the expression for the length of a text in characters. */
    public String length(String text) {
        return "char_length(%s)".formatted(text);
    }

    /** Returns the statements of operations, with those of consecutive operations combined where the product can. */
    public List<StatementGroup> grouped(List<Operation> operations) {
        return operations.stream()
                .map((operation) -> new StatementGroup(List.of(operation), operation.accept(this)))
                .toList();
    }

    /** Returns a part of a schema in its readable form, where the server prints a longer one. */
    public SchemaObject readable(SchemaObject schemaObject) {
        return schemaObject;
    }

    /** Returns the pattern of names that need no quotes. */
    abstract Pattern plainName();

    /** Returns the words, in lower case, that must be quoted as names. */
    abstract Set<String> reservedWords();

    /** Returns whether a name must be quoted although it is a plain word. */
    public final boolean isReserved(String name) {
        return reservedWords().contains(name.toLowerCase(Locale.ROOT));
    }

    /** Returns a name, quoted only if necessary. */
    public String identifier(String name) {
        return plainName().matcher(name).matches() && !isReserved(name) ? name : quoted(name);
    }

    /** Returns a name in the quotes of the product. */
    String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns a name, qualified with its schema if it has one. */
    public String name(QualifiedName name) {
        return name.namespace() == null
                ? identifier(name.name())
                : identifier(name.namespace()) + "." + identifier(name.name());
    }

    /** Returns a text literal. */
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns names separated by commas. */
    final String names(List<String> names) {
        return String.join(", ", names.stream().map(this::identifier).toList());
    }

    /** Returns a column as it is written in {@code CREATE TABLE} and after {@code ADD COLUMN}. */
    String column(Column column) {
        StringBuilder sql =
                new StringBuilder(identifier(column.name())).append(' ').append(column.type());
        if (column.collation() != null) {
            sql.append(" COLLATE ").append(identifier(column.collation()));
        }
        if (column.generated() != null) {
            sql.append(generated(
                    column.generated().expression(), column.generated().stored()));
        }
        if (column.identity() != null) {
            sql.append(identity(column));
        }
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(column.defaultValue());
        }
        if (!column.nullable()) {
            sql.append(" NOT NULL");
        }
        return sql.toString();
    }

    String generated(String expression, boolean stored) {
        return " GENERATED ALWAYS AS (" + expression + ")" + (stored ? " STORED" : "");
    }

    /** Returns the identity clause of a column, with a leading blank. */
    abstract String identity(Column column);

    /** Returns a constraint with its name, as it is written in {@code CREATE TABLE} and after {@code ADD}. */
    String constraint(Constraint constraint) {
        return constraint.name().isEmpty()
                ? constraint.definition()
                : "CONSTRAINT " + identifier(constraint.name()) + " " + constraint.definition();
    }

    /** Returns a constraint of a table, which might have to qualify the name of another table. */
    String constraint(QualifiedName table, Constraint constraint) {
        return constraint(constraint);
    }

    /** Returns the definition that follows the name of a constraint in the statement that adds it. */
    public String definition(QualifiedName table, Constraint constraint) {
        return constraint(table, constraint.named(""));
    }

    String index(QualifiedName table, Index index) {
        return "CREATE %sINDEX %s ON %s %s"
                .formatted(index.unique() ? "UNIQUE " : "", identifier(index.name()), name(table), index.definition());
    }

    /** Returns the statements that set the comments of a new table. */
    List<String> comments(Table table) {
        List<String> sql = new ArrayList<>();
        if (table.comment() != null) {
            sql.add(comment(table.name(), table.comment()));
        }
        table.columns().stream()
                .filter((column) -> column.comment() != null)
                .forEach((column) -> sql.add(comment(table.name(), column)));
        return sql;
    }

    /** Returns the lines between the parentheses of {@code CREATE TABLE}. */
    List<String> parts(Table table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach((column) -> lines.add(column(column)));
        table.constraints().forEach((constraint) -> lines.add(constraint(table.name(), constraint)));
        return lines;
    }

    final String alter(QualifiedName table, String what) {
        return "ALTER TABLE " + name(table) + " " + what;
    }

    /** Returns the statement that makes several changes to a table, each on a line of its own. */
    final String alter(QualifiedName table, List<String> changes) {
        return changes.size() == 1
                ? alter(table, changes.get(0))
                : "ALTER TABLE %s\n    %s".formatted(name(table), String.join(",\n    ", changes));
    }

    /** Returns the statement that sets or removes the comment of a table. */
    String comment(QualifiedName table, @Nullable String text) {
        return "COMMENT ON TABLE %s IS %s".formatted(name(table), text == null ? "NULL" : literal(text));
    }

    /** Returns the statement that sets or removes the comment of a column. */
    final String comment(QualifiedName table, Column column) {
        return "COMMENT ON COLUMN %s.%s IS %s"
                .formatted(
                        name(table),
                        identifier(column.name()),
                        column.comment() == null ? "NULL" : literal(column.comment()));
    }

    @Override
    public List<String> visit(CreateNamespace operation) {
        return List.of("CREATE SCHEMA " + identifier(operation.namespace().name()));
    }

    @Override
    public List<String> visit(DropNamespace operation) {
        return List.of("DROP SCHEMA " + identifier(operation.namespace().name()));
    }

    @Override
    public List<String> visit(CreateTable operation) {
        Table table = operation.table();
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE %s (\n    %s\n)%s"
                .formatted(
                        name(table.name()),
                        String.join(",\n    ", parts(table)),
                        table.options().isEmpty() ? "" : " " + table.options()));
        table.indexes().forEach((index) -> sql.add(index(table.name(), index)));
        sql.addAll(comments(table));
        sql.addAll(operation.rows());
        return sql;
    }

    @Override
    public List<String> visit(DropTable operation) {
        return List.of("DROP TABLE " + name(operation.table().name()));
    }

    @Override
    public List<String> visit(RenameSequence operation) {
        return List.of("ALTER SEQUENCE %s RENAME TO %s"
                .formatted(name(operation.sequence().name()), identifier(operation.to())));
    }

    @Override
    public List<String> visit(RenameTable operation) {
        return List.of(
                alter(operation.from(), "RENAME TO " + identifier(operation.to().name())));
    }

    /** Returns the options of a table by their names, with their values. */
    static Map<String, String> options(Pattern option, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        option.matcher(text).results().forEach((found) -> options.put(found.group(1), found.group(2)));
        return options;
    }

    /**
     * Returns no statement for options that cannot be changed, so that the verification of the script shows the
     * difference.
     */
    @Override
    public List<String> visit(AlterOptions operation) {
        return List.of();
    }

    @Override
    public List<String> visit(CommentOnTable operation) {
        return List.of(comment(operation.table(), operation.after()));
    }

    @Override
    public List<String> visit(DropColumn operation) {
        return List.of(alter(
                operation.table(),
                "DROP COLUMN " + identifier(operation.column().name())));
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        return List.of(alter(
                operation.table(),
                "RENAME COLUMN %s TO %s".formatted(identifier(operation.column().name()), identifier(operation.to()))));
    }

    @Override
    public List<String> visit(AddConstraint operation) {
        return List.of(alter(operation.table(), "ADD " + constraint(operation.table(), operation.constraint())));
    }

    @Override
    public List<String> visit(DropConstraint operation) {
        return List.of(alter(
                operation.table(),
                "DROP CONSTRAINT " + identifier(operation.constraint().name())));
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        return List.of(alter(
                operation.table(),
                "RENAME CONSTRAINT %s TO %s"
                        .formatted(
                                identifier(operation.before().name()),
                                identifier(operation.after().name()))));
    }

    @Override
    public List<String> visit(ReplacePrimaryKey operation) {
        List<String> sql = new ArrayList<>(visit(new DropConstraint(operation.table(), operation.before())));
        sql.addAll(visit(new AddConstraint(operation.table(), operation.after())));
        return sql;
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        return List.of(index(operation.table(), operation.index()));
    }

    @Override
    public List<String> visit(DropSequence operation) {
        return List.of("DROP SEQUENCE " + name(operation.sequence().name()));
    }

    @Override
    public List<String> visit(CreateObject operation) {
        return operation.definition().create();
    }

    @Override
    public List<String> visit(DropObject operation) {
        return List.of(operation.definition().drop());
    }

    @Override
    public List<String> visit(ReplaceObject operation) {
        return operation.after().following(operation.before());
    }

    @Override
    public List<String> visit(Execute operation) {
        return operation.sql().isEmpty() ? List.of() : List.of(operation.sql());
    }

    @Override
    public abstract List<String> visit(AddColumn operation);

    @Override
    public abstract List<String> visit(AlterColumn operation);

    @Override
    public List<String> visit(DropIndex operation) {
        return List.of(
                "DROP INDEX " + name(operation.table().sibling(operation.index().name())));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return List.of("ALTER INDEX %s RENAME TO %s"
                .formatted(
                        name(operation.table().sibling(operation.before().name())),
                        identifier(operation.after().name())));
    }

    @Override
    public abstract List<String> visit(CreateSequence operation);

    @Override
    public abstract List<String> visit(AlterSequence operation);

    @Override
    public abstract List<String> visit(CreateEnum operation);

    @Override
    public abstract List<String> visit(DropEnum operation);

    @Override
    public abstract List<String> visit(AlterEnum operation);

    @Override
    public abstract List<String> visit(RebuildTable operation);
}
