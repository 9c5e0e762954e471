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
import dev.migrate.operation.DdlLimits;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
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
 * The SQL of operations, a statement each without terminator. The common case is here, in standard SQL; each product's
 * class holds only what differs.
 */
public abstract class Ddl implements OperationVisitor<List<String>> {

    /** What the product cannot change in place. */
    public abstract DdlLimits limits();

    /** The same, with every expression to the letter as the server prints it, and not as a person would write it. */
    public Ddl asPrinted() {
        return this;
    }

    /** What becomes of a value that does not fit a column's new type, after the words that name the value. */
    public String overflowBehavior() {
        return "makes it fail";
    }

    /** Whether a number with more digits behind the point than the type has is rounded, without a word. */
    public boolean roundsNumbers() {
        return true;
    }

    /** Whether every row is written anew when a column takes more digits in front of the point. */
    public boolean rewritesForPrecision() {
        return true;
    }

    /** Whether every row is written anew, and not only what is known of the table. */
    public boolean rewritesRows(AlterOptions operation) {
        return true;
    }

    /** Whether a text is kept by other characters, or is the same as others, under another collation. */
    public boolean changesCharset(Column before, Column after) {
        return false;
    }

    /** The expression for how many characters a text has. */
    public String length(String text) {
        return "char_length(%s)".formatted(text);
    }

    /** Returns a part of a schema as a person would have written it, where the server prints it in a longer way. */
    public SchemaObject readable(SchemaObject schemaObject) {
        return schemaObject;
    }

    /** Names that mean what they say without quotes. */
    abstract Pattern plainName();

    /** The words, in lower case, that are no names without quotes. */
    abstract Set<String> reservedWords();

    /** A name as a person would write it: in quotes only where it needs them. */
    public String identifier(String name) {
        return plainName().matcher(name).matches() && !reservedWords().contains(name.toLowerCase(Locale.ROOT))
                ? name
                : quoted(name);
    }

    /** A name in the quotes of the product. */
    String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name with its schema where it has one. */
    public String name(QualifiedName name) {
        return name.namespace() == null
                ? identifier(name.name())
                : identifier(name.namespace()) + "." + identifier(name.name());
    }

    /** A text in quotes. */
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Names between commas. */
    final String names(List<String> names) {
        return String.join(", ", names.stream().map(this::identifier).toList());
    }

    /** A column as it stands in {@code CREATE TABLE} and behind {@code ADD COLUMN}. */
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

    /** How a column is numbered, with a blank in front. */
    abstract String identity(Column column);

    /** A constraint with its name, as it stands in {@code CREATE TABLE} and behind {@code ADD}. */
    String constraint(Constraint constraint) {
        return constraint.name().isEmpty()
                ? constraint.definition()
                : "CONSTRAINT " + identifier(constraint.name()) + " " + constraint.definition();
    }

    /** A constraint of one table, which may have to say where another table lies. */
    String constraint(QualifiedName table, Constraint constraint) {
        return constraint(constraint);
    }

    /** What follows the name of a constraint in the statement that adds it. */
    public String definition(QualifiedName table, Constraint constraint) {
        return constraint(table, constraint.named(""));
    }

    String index(QualifiedName table, Index index) {
        return "CREATE %sINDEX %s ON %s %s"
                .formatted(index.unique() ? "UNIQUE " : "", identifier(index.name()), name(table), index.definition());
    }

    /** The statements that give a new table its comments. */
    abstract List<String> comments(Table table);

    /** The lines between the brackets of {@code CREATE TABLE}. */
    List<String> parts(Table table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach((column) -> lines.add(column(column)));
        table.constraints().forEach((constraint) -> lines.add(constraint(table.name(), constraint)));
        return lines;
    }

    final String alter(QualifiedName table, String what) {
        return "ALTER TABLE " + name(table) + " " + what;
    }

    /** The statement that sets or removes the comment of a table. */
    abstract String comment(QualifiedName table, @Nullable String text);

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

    /** The options of a table by their words, with a value where they have one. */
    static Map<String, String> options(Pattern option, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        option.matcher(text).results().forEach((found) -> options.put(found.group(1), found.group(2)));
        return options;
    }

    /** What cannot be changed is not written, so that trying the script shows it. */
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
    public abstract List<String> visit(DropIndex operation);

    @Override
    public abstract List<String> visit(RenameIndex operation);

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
