package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Generates SQL for SQLite, which changes little of a table in place. For other changes the table is rebuilt: its rows
 * are copied to another table, the table is recreated under its name, and the rows are copied back. Foreign keys that
 * reference it therefore hold at the end of the transaction, even if they are enforced. Operations that SQLite lacks,
 * or that require a rebuild, throw {@code UnsupportedOperationException}.
 */
public final class SqliteDdl extends Ddl {

    private static final Set<String> RESERVED =
            Set.of(("abort action add after all alter always analyze and as asc attach autoincrement before begin"
                            + " between by cascade case cast check collate column commit conflict constraint create"
                            + " cross current current_date current_time current_timestamp database default deferrable"
                            + " deferred delete desc detach distinct do drop each else end escape except exclude"
                            + " exclusive exists explain fail false filter first following for foreign from full"
                            + " generated glob group groups having if ignore immediate in index indexed initially inner"
                            + " insert instead intersect into is isnull join key last left like limit match"
                            + " materialized natural no not nothing notnull null nulls of offset on or order others"
                            + " outer over partition plan pragma preceding primary query raise range recursive"
                            + " references regexp reindex release rename replace restrict returning right rollback row"
                            + " rows savepoint select set table temp temporary then ties to transaction trigger true"
                            + " unbounded union unique update using vacuum values view virtual when where window with"
                            + " without")
                    .split(" "));
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> NUMERIC = Set.of("INTEGER", "REAL", "NUMERIC");
    private static final String COPY = "migrate_copy_of_";

    @Override
    public Set<DdlLimit> limits() {
        return Set.of(DdlLimit.VIEWS_BLOCK_COLUMNS, DdlLimit.INDEX_NAMES_OF_SCHEMA, DdlLimit.REBUILDS_TABLES);
    }

    @Override
    public String overflowBehavior() {
        return "stays as it is";
    }

    @Override
    public boolean enforcesTypes() {
        return false;
    }

    /**
     * A column stores a text that reads as a number as this number, if its type calls for numbers, and an integer as a
     * number of double precision, if its type calls for these.
     */
    @Override
    public Optional<LossyConversion> lossyConversion(Column before, Column after) {
        String to = affinity(after.type());
        String from = affinity(before.type());
        String column = identifier(before.name());
        if (!NUMERIC.contains(to) || from.equals(to)) {
            return Optional.empty();
        }
        String target = to.equals("REAL") ? "REAL" : "NUMERIC";
        if (NUMERIC.contains(from)) {
            return to.equals("REAL")
                    ? Optional.of(new LossyConversion(
                            "an integer keeps only its first 15 digits",
                            "%1$s <> CAST(%1$s AS REAL)".formatted(column)))
                    : Optional.empty();
        }
        return Optional.of(new LossyConversion(
                "a text that reads as a number becomes this number, without the digits and signs that it is not"
                        + " written with",
                "typeof(%1$s) = 'text' AND %1$s = CAST(%1$s AS %2$s) AND CAST(CAST(%1$s AS %2$s) AS TEXT) <> %1$s"
                        .formatted(column, target)));
    }

    /** Returns what the type of a column calls for, by the rules of the product. */
    private static String affinity(String type) {
        String upper = type.toUpperCase(Locale.ROOT);
        if (upper.contains("INT")) {
            return "INTEGER";
        }
        if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
            return "TEXT";
        }
        if (upper.isEmpty() || upper.contains("BLOB")) {
            return "BLOB";
        }
        return upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB") ? "REAL" : "NUMERIC";
    }

    @Override
    public String length(String string, StringType.Unit unit) {
        return "length(%s)".formatted(string);
    }

    @Override
    public String asText(String value) {
        return "CAST(%s AS TEXT)".formatted(value);
    }

    @Override
    public String differ(String one, String other) {
        return "%s IS NOT %s".formatted(one, other);
    }

    @Override
    Pattern plainName() {
        return PLAIN;
    }

    @Override
    Set<String> reservedWords() {
        return RESERVED;
    }

    @Override
    String column(Column column) {
        StringBuilder sql = new StringBuilder(identifier(column.name()));
        if (!column.type().isEmpty()) {
            sql.append(' ').append(column.type());
        }
        if (!column.nullable()) {
            sql.append(" NOT NULL");
        }
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(column.defaultValue());
        }
        if (column.collation() != null) {
            sql.append(" COLLATE ").append(column.collation());
        }
        if (column.generated() != null) {
            sql.append(" GENERATED ALWAYS AS (")
                    .append(column.generated().expression())
                    .append(column.generated().stored() ? ") STORED" : ") VIRTUAL");
        }
        return sql.toString();
    }

    @Override
    String identity(Column column) {
        return " AUTOINCREMENT";
    }

    /** Writes a primary key of one column with the column, because only there can it be auto-incremented. */
    @Override
    List<String> parts(Table table) {
        Optional<Constraint> key = table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                .filter((constraint) -> constraint.columns().size() == 1
                        && constraint.definition().equals("PRIMARY KEY (" + names(constraint.columns()) + ")"))
                .findFirst();
        List<String> lines = new ArrayList<>();
        for (Column column : table.columns()) {
            boolean isKey = key.filter((constraint) -> constraint.columns().contains(column.name()))
                    .isPresent();
            lines.add(column(column)
                    + (isKey ? named(key.orElseThrow()) + " PRIMARY KEY" : "")
                    + (column.identity() == null ? "" : identity(column)));
        }
        table.constraints().stream()
                .filter((constraint) -> key.filter(constraint::equals).isEmpty())
                .forEach((constraint) -> lines.add(constraint(table.name(), constraint)));
        return lines;
    }

    private String named(Constraint constraint) {
        return constraint.name().isEmpty() ? "" : " CONSTRAINT " + identifier(constraint.name());
    }

    @Override
    List<String> comments(Table table) {
        return List.of();
    }

    @Override
    String comment(QualifiedName table, @Nullable String text) {
        throw lacks("comments");
    }

    @Override
    public List<String> visit(CommentOnTable operation) {
        throw lacks("comments");
    }

    @Override
    public List<String> visit(AddColumn operation) {
        return List.of(alter(operation.table(), "ADD COLUMN " + column(operation.column())));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return List.of(
                "DROP INDEX " + identifier(operation.before().name()),
                index(
                        operation.table(),
                        operation.before().named(operation.after().name())));
    }

    @Override
    public List<String> visit(RebuildTable operation) {
        QualifiedName name = operation.after().name();
        QualifiedName copy = name.sibling(COPY + name.name());
        Map<String, String> kept = new TreeMap<>(operation.copied());
        List<String> before = List.copyOf(kept.keySet());
        List<String> after = before.stream().map(kept::get).toList();
        boolean counts = counts(operation.before()) && counts(operation.after());
        List<String> sql = new ArrayList<>();
        sql.add("PRAGMA defer_foreign_keys = ON");
        sql.add("CREATE TABLE %s AS SELECT %s FROM %s"
                .formatted(
                        name(copy),
                        before.isEmpty() ? "NULL" : names(before),
                        name(operation.before().name())));
        if (counts) {
            sql.add(count("UPDATE sqlite_sequence SET name = %1$s WHERE name = %2$s", copy, name));
        }
        sql.add("DROP TABLE " + name(operation.before().name()));
        sql.addAll(visit(new CreateTable(operation.after(), List.of())));
        if (!before.isEmpty()) {
            sql.add("INSERT INTO %s (%s) SELECT %s FROM %s"
                    .formatted(name(name), names(after), names(before), name(copy)));
        }
        if (counts) {
            sql.add(count(
                    "DELETE FROM sqlite_sequence WHERE name = %2$s AND EXISTS"
                            + " (SELECT * FROM sqlite_sequence WHERE name = %1$s)",
                    copy, name));
            sql.add(count("UPDATE sqlite_sequence SET name = %2$s WHERE name = %1$s", copy, name));
        }
        sql.add("DROP TABLE " + name(copy));
        return sql;
    }

    private static boolean counts(Table table) {
        return table.columns().stream().anyMatch((column) -> column.identity() != null);
    }

    private String count(String sql, QualifiedName copy, QualifiedName table) {
        return sql.formatted(literal(copy.name()), literal(table.name()));
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        throw rebuilt("a column");
    }

    @Override
    public List<String> visit(AddConstraint operation) {
        throw rebuilt("a constraint");
    }

    @Override
    public List<String> visit(DropConstraint operation) {
        throw rebuilt("a constraint");
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        throw rebuilt("a constraint");
    }

    @Override
    public List<String> visit(ReplacePrimaryKey operation) {
        throw rebuilt("a primary key");
    }

    @Override
    public List<String> visit(CreateNamespace operation) {
        throw lacks("schemas");
    }

    @Override
    public List<String> visit(DropNamespace operation) {
        throw lacks("schemas");
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        throw lacks("sequences");
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        throw lacks("sequences");
    }

    @Override
    public List<String> visit(DropSequence operation) {
        throw lacks("sequences");
    }

    @Override
    public List<String> visit(CreateEnum operation) {
        throw lacks("enumerated types");
    }

    @Override
    public List<String> visit(DropEnum operation) {
        throw lacks("enumerated types");
    }

    @Override
    public List<String> visit(AlterEnum operation) {
        throw lacks("enumerated types");
    }

    private static UnsupportedOperationException rebuilt(String what) {
        return new UnsupportedOperationException("SQLite changes %s only by recreating the table".formatted(what));
    }

    private static UnsupportedOperationException lacks(String what) {
        return new UnsupportedOperationException("SQLite has no %s".formatted(what));
    }
}
