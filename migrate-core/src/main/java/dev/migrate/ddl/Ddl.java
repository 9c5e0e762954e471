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
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** Whether each value of a column is one of its type: another one is refused, cut, or rounded. */
    public boolean enforcesTypes() {
        return true;
    }

    /** Returns the type of a column's values, without the properties that the product prints after it. */
    public String valueType(String type) {
        return type;
    }

    /** Whether a change between labels and numbers keeps what the labels say, instead of their positions. */
    public boolean convertsLabelsAsText(Column before, Column after) {
        return false;
    }

    /** Returns what a change of a column's type does to values without failing; empty if that is not known. */
    public Optional<LossyConversion> lossyConversion(Column before, Column after) {
        return Optional.empty();
    }

    /** Whether every value of a column's type is also one of another type, although their names differ. */
    public boolean includes(String type, String other) {
        return false;
    }

    /** Whether a change of a column's type that keeps all values rewrites the rows, and not only the catalog. */
    public boolean rewritesRows(Column before, Column after) {
        return true;
    }

    /** Whether a change of table options rewrites all rows, and not only the metadata of the table. */
    public boolean rewritesRows(AlterOptions operation) {
        return true;
    }

    /** Whether a change of table options deletes the former versions of rows. */
    public boolean losesHistory(AlterOptions operation) {
        return false;
    }

    /** Returns the column of a sequence that holds its last number; empty if a sequence cannot be queried. */
    public Optional<String> lastNumber() {
        return Optional.empty();
    }

    /** Whether a change of table options makes a table one that is empty after a crash of the server. */
    public boolean losesRowsInACrash(AlterOptions operation) {
        return false;
    }

    /** Whether a table keeps the former versions of its rows. */
    public boolean isVersioned(Table table) {
        return false;
    }

    /** Whether the server sets a column to the time at which a version of a row begins or ends. */
    public boolean isPeriod(Column column) {
        return false;
    }

    /** Returns a column whose former values are kept or not as those of another one. */
    public Column versionedLike(Column other, Column column) {
        return column;
    }

    /** Returns the statement that a session needs before it changes a table, if any. */
    public Optional<String> permitsChange(Table table) {
        return Optional.empty();
    }

    /** Whether a change of the collation might change the character set of a text or the texts that equal it. */
    public boolean changesCharset(Column before, Column after) {
        return false;
    }

    /** Returns a type of dates or times; empty if it is another type. */
    public Optional<TemporalType> temporal(String type) {
        return TemporalType.of(type, TemporalType.Kind.TIMESTAMP, 6);
    }

    /**
     * Returns the same SQL for values whose local times are in a time zone.
     *
     * @param zone the time zone; without this, UTC
     */
    public Ddl inTimeZone(ZoneId zone) {
        return this;
    }

    /**
     * Returns the time zone, as the statement names it, in which a change of type interprets local times; empty if the
     * change depends on no time zone, or on that of the session.
     */
    public Optional<String> timeZone(Column before, Column after) {
        return Optional.empty();
    }

    /** Whether a change of a column's type depends on a time zone. */
    public final boolean needsTimeZone(Column before, Column after) {
        Optional<TemporalType> to = temporal(after.type());
        return temporal(before.type())
                .filter((from) -> to.filter(from::needsZoneFor).isPresent())
                .isPresent();
    }

    /** Returns a time zone as it is written in SQL. */
    String zoneLiteral(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "'UTC'" : literal(zone.getId());
    }

    /** Returns the condition that two values differ, where null equals null. */
    public String differ(String one, String other) {
        return "%s IS DISTINCT FROM %s".formatted(one, other);
    }

    /** Returns an expression of a schema, which the server printed, in its readable form. */
    public String expression(String printed) {
        return printed;
    }

    /** Returns the condition that a text has a character that the new character set of its column lacks, if it might. */
    public Optional<String> hasUnknownCharacter(String text, Column before, Column after) {
        return Optional.empty();
    }

    /** Returns a text as the new collation of its column compares it; empty if that collation is not known. */
    public Optional<String> recollated(String text, Column after) {
        return Optional.empty();
    }

    /** Returns a type of texts or of bytes; empty if it is another type. */
    public Optional<StringType> string(String type) {
        return StringType.of(type);
    }

    /** Returns the expression for the length of a text or of bytes. */
    public String length(String string, StringType.Unit unit) {
        return "%s(%s)".formatted(unit == StringType.Unit.BYTES ? "octet_length" : "char_length", string);
    }

    /** Returns the expression for a value as text. */
    public String asText(String value) {
        return "CAST(%s AS VARCHAR)".formatted(value);
    }

    /** Returns the expression for a date or time with fewer digits of its seconds. */
    public String withFraction(String value, TemporalType type) {
        return "CAST(%s AS %s)".formatted(value, type.sql());
    }

    /** Returns the expression for the start of the day of a local date and time. */
    public String startOfDay(String value) {
        return "CAST(CAST(%s AS DATE) AS TIMESTAMP)".formatted(value);
    }

    /** Returns the verb for fractions of a second that have more digits than the type. */
    public String fractionBehavior() {
        return "are rounded";
    }

    /** Returns the condition that a value has no equal in the new type, because that has a smaller range. */
    public Optional<String> outsideRange(String value, Column before, Column after) {
        return Optional.empty();
    }

    /** Returns the expression for a number rounded to digits after the decimal point. */
    public String rounded(String number, int digits, boolean approximate) {
        return "round(%s, %d)".formatted(number, digits);
    }

    /** Returns the condition that a text does not match a regular expression. */
    public String mismatch(String text, String expression) {
        return "NOT REGEXP_LIKE(%s, %s)".formatted(text, literal(expression));
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

    /**
     * Returns the expression for the first number of a sequence: its start, or one increment above the existing values.
     * Hibernate takes the numbers of one increment up to the value of a sequence as its own.
     */
    final Optional<String> firstAbove(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        if (operation.numbers().isEmpty()) {
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>();
        operation
                .numbers()
                .forEach((column) -> candidates.add("COALESCE((SELECT max(%s) + %d FROM %s), %d)"
                        .formatted(
                                identifier(column.name()),
                                sequence.increment(),
                                name(column.table()),
                                sequence.start())));
        candidates.add(String.valueOf(sequence.start()));
        return Optional.of("GREATEST(%s)".formatted(String.join(", ", candidates)));
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
        return operation.definition().dropping();
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
