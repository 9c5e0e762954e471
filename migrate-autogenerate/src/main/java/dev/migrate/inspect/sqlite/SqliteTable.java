package dev.migrate.inspect.sqlite;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.HashedName;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@code CREATE TABLE} statement of SQLite into a table in normalized form. */
final class SqliteTable {

    private static final Set<String> COLUMN_CONSTRAINTS = Set.of(
            "CONSTRAINT",
            "PRIMARY",
            "NOT",
            "NULL",
            "UNIQUE",
            "CHECK",
            "DEFAULT",
            "COLLATE",
            "REFERENCES",
            "GENERATED",
            "AS");
    private static final Set<String> UNPARENTHESIZED_DEFAULTS =
            Set.of("NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME");
    private static final Set<String> TABLE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private final Ddl ddl;
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<SqliteTokens> parts;
    private final String name;
    private final String options;
    private final List<String> names = new ArrayList<>();

    /** A column whose constraints are being read. */
    private static final class ColumnBuilder {

        private final String name;
        private String type = "";
        private boolean nullable = true;
        private boolean autoIncrement;
        private @Nullable String defaultValue;
        private @Nullable String collation;
        private @Nullable Generated generated;

        ColumnBuilder(String name) {
            this.name = name;
        }
    }

    SqliteTable(String name, String sql, Ddl ddl) {
        this.name = name;
        this.ddl = ddl;
        SqliteTokens tokens = SqliteTokens.of(sql, ddl);
        while (!tokens.isNext("(")) {
            tokens.next();
        }
        this.parts = tokens.group().splitAtCommas();
        this.parts.stream().filter((part) -> !isConstraint(part)).forEach((part) -> this.names.add(peek(part)));
        this.options = tokens.rest().splitAtCommas().stream()
                .map((part) -> part.text(List.of()).toUpperCase(Locale.ROOT))
                .filter((part) -> !part.isEmpty())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the table with its constraints.
     *
     * @param primaryKeyOf returns the primary key of a table by its name, for foreign keys that do not list the referenced
     *     columns
     */
    Table table(List<Index> indexes, Function<String, Target> primaryKeyOf) {
        this.parts.forEach((part) -> read(part.copy(), primaryKeyOf));
        Set<String> rowIds = rowIds();
        List<Column> columns = this.builders.stream()
                .map((column) -> new Column(
                        column.name,
                        column.type,
                        column.nullable && !rowIds.contains(column.name),
                        column.defaultValue,
                        column.autoIncrement ? new Identity(Identity.Mode.AUTO_INCREMENT, "") : null,
                        column.generated,
                        column.collation,
                        null,
                        null))
                .toList();
        return new Table(
                QualifiedName.of(this.name),
                columns,
                this.constraints.stream()
                        .sorted(Comparator.comparing(Constraint::kind)
                                .thenComparing(Constraint::name)
                                .thenComparing(Constraint::definition))
                        .toList(),
                indexes,
                this.options,
                null);
    }

    List<String> columnNames() {
        return List.copyOf(this.names);
    }

    /** Returns the columns of the primary key, before foreign keys are read. */
    List<String> key() {
        List<String> names = new ArrayList<>();
        for (SqliteTokens part : this.parts) {
            SqliteTokens rest = part.copy();
            String text = rest.text(List.of());
            boolean constraint = isConstraint(rest);
            if (!text.toUpperCase(Locale.ROOT).contains("PRIMARY KEY")) {
                continue;
            }
            if (!constraint) {
                return List.of(peek(rest));
            }
            while (!rest.isNext("(")) {
                rest.next();
            }
            rest.group().splitAtCommas().forEach((column) -> names.add(peek(column)));
            return names;
        }
        return names;
    }

    /** The table and the columns that a foreign key references, as written in the table's own statement. */
    record Target(String table, List<String> key) {}

    private static String peek(SqliteTokens part) {
        return part.copy().name();
    }

    private static boolean isConstraint(SqliteTokens part) {
        return TABLE_CONSTRAINTS.stream().anyMatch(part::isNext);
    }

    private void read(SqliteTokens part, Function<String, Target> primaryKeyOf) {
        if (!isConstraint(part)) {
            column(part, primaryKeyOf);
        }
        while (part.hasNext()) {
            tableConstraint(part, primaryKeyOf);
        }
    }

    private void column(SqliteTokens part, Function<String, Target> primaryKeyOf) {
        ColumnBuilder column = new ColumnBuilder(part.name());
        this.builders.add(column);
        StringBuilder type = new StringBuilder();
        while (part.hasNext() && COLUMN_CONSTRAINTS.stream().noneMatch(part::isNext)) {
            type.append(type.isEmpty() ? "" : " ");
            if (part.isNext("(")) {
                type.setLength(Math.max(0, type.length() - 1));
                type.append('(').append(part.group().text(List.of())).append(')');
            } else {
                type.append(part.next().unquoted().toUpperCase(Locale.ROOT));
            }
        }
        column.type = type.toString();
        while (part.hasNext() && !part.isNext("FOREIGN")) {
            columnConstraint(column, part, primaryKeyOf);
        }
    }

    private void columnConstraint(ColumnBuilder column, SqliteTokens part, Function<String, Target> primaryKeyOf) {
        String constraint = part.accept("CONSTRAINT") ? part.name() : "";
        List<String> own = List.of(column.name);
        if (part.accept("PRIMARY", "KEY")) {
            String direction = part.accept("DESC") ? " DESC" : "";
            part.accept("ASC");
            String conflict = conflict(part);
            column.autoIncrement = part.accept("AUTOINCREMENT");
            add(
                    Constraint.Kind.PRIMARY_KEY,
                    constraint,
                    own,
                    "PRIMARY KEY (%s%s)%s".formatted(this.ddl.identifier(column.name), direction, conflict));
        } else if (part.accept("NOT", "NULL")) {
            column.nullable = false;
            conflict(part);
        } else if (part.accept("NULL")) {
            conflict(part);
        } else if (part.accept("UNIQUE")) {
            add(
                    Constraint.Kind.UNIQUE,
                    constraint,
                    own,
                    "UNIQUE (%s)%s".formatted(this.ddl.identifier(column.name), conflict(part)));
        } else if (part.accept("CHECK")) {
            check(constraint, part);
        } else if (part.accept("DEFAULT")) {
            column.defaultValue = defaultValue(part);
        } else if (part.accept("COLLATE")) {
            String collation = part.name().toUpperCase(Locale.ROOT);
            column.collation = collation.equals("BINARY") ? null : collation;
        } else if (part.isNext("REFERENCES")) {
            foreignKey(constraint, own, part, primaryKeyOf);
        } else {
            part.accept("GENERATED", "ALWAYS");
            if (!part.accept("AS")) {
                throw new IllegalStateException("Cannot parse this clause of table '%s': %s"
                        .formatted(this.name, part.rest().text(List.of())));
            }
            String expression = part.group().unwrapped().text(this.names);
            boolean stored = part.accept("STORED");
            part.accept("VIRTUAL");
            column.generated = new Generated(expression, stored);
        }
    }

    private void tableConstraint(SqliteTokens part, Function<String, Target> primaryKeyOf) {
        String constraint = part.accept("CONSTRAINT") ? part.name() : "";
        if (part.accept("CHECK")) {
            check(constraint, part);
        } else if (part.accept("FOREIGN", "KEY")) {
            List<String> columns = part.group().splitAtCommas().stream()
                    .map((column) -> columnName(column.name()))
                    .toList();
            foreignKey(constraint, columns, part, primaryKeyOf);
        } else {
            boolean primary = part.accept("PRIMARY", "KEY");
            if (!primary) {
                part.accept("UNIQUE");
            }
            SqliteTokens group = part.group();
            List<SqliteTokens> columns = group.splitAtCommas();
            boolean autoIncrement = false;
            List<String> texts = new ArrayList<>();
            List<String> keyNames = new ArrayList<>();
            for (SqliteTokens column : columns) {
                keyNames.add(columnName(peek(column)));
                String text = column.text(this.names);
                autoIncrement |= text.endsWith(" AUTOINCREMENT");
                texts.add(text.replaceFirst(" AUTOINCREMENT$", "").replaceFirst(" ASC$", ""));
            }
            if (autoIncrement) {
                this.builders.stream()
                        .filter((column) -> column.name.equals(keyNames.get(0)))
                        .forEach((column) -> column.autoIncrement = true);
            }
            add(
                    primary ? Constraint.Kind.PRIMARY_KEY : Constraint.Kind.UNIQUE,
                    constraint,
                    keyNames,
                    "%s (%s)%s"
                            .formatted(primary ? "PRIMARY KEY" : "UNIQUE", String.join(", ", texts), conflict(part)));
        }
    }

    private void check(String constraint, SqliteTokens part) {
        SqliteTokens clause = part.group().unwrapped();
        add(
                Constraint.Kind.CHECK,
                constraint,
                clause.namesIn(this.names),
                "CHECK (%s)%s".formatted(clause.text(this.names), conflict(part)));
    }

    private void foreignKey(
            String constraint, List<String> columns, SqliteTokens part, Function<String, Target> primaryKeyOf) {
        part.accept("REFERENCES");
        Target target = primaryKeyOf.apply(part.name());
        List<String> referenced = part.isNext("(")
                ? part.group().splitAtCommas().stream().map(SqliteTokens::name).toList()
                : target.key();
        Set<String> rules = new TreeSet<>();
        String deferred = "";
        boolean inClause = true;
        while (inClause) {
            if (part.accept("ON")) {
                String event = part.name().toUpperCase(Locale.ROOT);
                String action = part.accept("SET", "NULL")
                        ? "SET NULL"
                        : part.accept("SET", "DEFAULT")
                                ? "SET DEFAULT"
                                : part.accept("NO", "ACTION") ? "" : part.name().toUpperCase(Locale.ROOT);
                if (!action.isEmpty()) {
                    rules.add(" ON " + event + " " + action);
                }
            } else if (part.accept("MATCH")) {
                part.name();
            } else if (part.accept("NOT", "DEFERRABLE")) {
                isInitiallyDeferred(part);
            } else if (part.accept("DEFERRABLE")) {
                deferred = isInitiallyDeferred(part) ? " DEFERRABLE INITIALLY DEFERRED" : "";
            } else {
                inClause = false;
            }
        }
        Constraint key = new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                constraint,
                constraint.isEmpty() || HashedName.is(constraint),
                columns,
                "FOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
                        .formatted(
                                identifiers(columns),
                                this.ddl.identifier(target.table()),
                                identifiers(referenced),
                                String.join("", rules),
                                deferred),
                QualifiedName.of(target.table()));
        this.constraints.add(key);
    }

    /** Whether a key is initially deferred; a deferrable key that is initially immediate is checked like any other. */
    private static boolean isInitiallyDeferred(SqliteTokens part) {
        if (!part.accept("INITIALLY")) {
            return false;
        }
        boolean deferred = part.isNext("DEFERRED");
        part.next();
        return deferred;
    }

    private @Nullable String defaultValue(SqliteTokens part) {
        String text = part.isNext("(") ? parenthesizedDefault(part.group().unwrapped()) : unparenthesizedDefault(part);
        return text.equals("NULL") ? null : text;
    }

    private String parenthesizedDefault(SqliteTokens inner) {
        String text = inner.text(this.names);
        if (inner.isLiteral() || UNPARENTHESIZED_DEFAULTS.contains(text)) {
            return text.startsWith("+") ? text.substring(1) : text;
        }
        return "(" + text + ")";
    }

    private String unparenthesizedDefault(SqliteTokens part) {
        StringBuilder text = new StringBuilder();
        if (part.isNext("-") || part.isNext("+")) {
            text.append(part.next().text().replace("+", ""));
        }
        Token value = part.next();
        text.append(
                value.kind() == Token.Kind.NAME
                        ? this.ddl.literal(value.unquoted())
                        : value.kind() == Token.Kind.LITERAL
                                ? value.text()
                                : value.text().toUpperCase(Locale.ROOT));
        return text.toString();
    }

    private static String conflict(SqliteTokens part) {
        if (!part.accept("ON", "CONFLICT")) {
            return "";
        }
        String action = part.name().toUpperCase(Locale.ROOT);
        return action.equals("ABORT") ? "" : " ON CONFLICT " + action;
    }

    private void add(Constraint.Kind kind, String constraint, List<String> columns, String definition) {
        this.constraints.add(new Constraint(
                kind, constraint, constraint.isEmpty() || HashedName.is(constraint), columns, definition, null));
    }

    private String identifiers(List<String> columns) {
        return columns.stream().map(this.ddl::identifier).collect(Collectors.joining(", "));
    }

    private String columnName(String column) {
        return this.names.stream()
                .filter((name) -> name.equalsIgnoreCase(column))
                .findFirst()
                .orElse(column);
    }

    /**
     * Returns a single primary key column that is never null: the row ID of type {@code INTEGER}, or the key of a table
     * {@code WITHOUT ROWID}.
     */
    private Set<String> rowIds() {
        return this.constraints.stream()
                .filter((constraint) -> constraint.kind() == Constraint.Kind.PRIMARY_KEY
                        && constraint.columns().size() == 1)
                .map((constraint) -> constraint.columns().get(0))
                .filter((column) -> this.options.contains("WITHOUT ROWID")
                        || this.builders.stream()
                                .anyMatch((builder) -> builder.name.equals(column) && builder.type.equals("INTEGER")))
                .collect(Collectors.toSet());
    }
}
