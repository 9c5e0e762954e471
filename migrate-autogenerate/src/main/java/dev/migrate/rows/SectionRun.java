package dev.migrate.rows;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.StatementGroup;
import dev.migrate.diff.Mentions;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.Scratch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a section on sampled rows. If a statement fails, rows are deleted until it succeeds, unusual ones first; the
 * rows on which it failed show whether a warning is missing.
 */
final class SectionRun {

    private static final Pattern ROW = Pattern.compile("at row \\d+|Duplicate entry '.*' for");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final Scratch scratch;
    private final Ddl ddl;
    private final Schema start;
    private final Schema end;
    private final Map<QualifiedName, SampledTable> tables;
    private final Map<QualifiedName, List<SampleRow>> rows;
    private final Lineage lineage;
    private final SectionWarnings warnings;
    private final Set<QualifiedName> incomplete = new HashSet<>();
    private final Set<String> added = new HashSet<>();

    /** The columns that the run has converted, under their names before the section. */
    private final Map<QualifiedName, Set<String>> converted = new HashMap<>();

    /** The conversions between texts and other types, and the names of the checks, that the steps up to now contain. */
    private final List<TablePart> conversions = new ArrayList<>();

    private final Set<String> checks = new HashSet<>();

    /**
     * Creates a run.
     *
     * @param start the schema before the section
     * @param end the schema after it
     * @param rows the rows by table, under its name in the schema before the section
     */
    SectionRun(
            Scratch scratch,
            Ddl ddl,
            Schema start,
            Schema end,
            Map<QualifiedName, SampledTable> tables,
            Map<QualifiedName, List<SampleRow>> rows,
            SectionWarnings warnings) {
        this.scratch = scratch;
        this.ddl = ddl;
        this.start = start;
        this.end = end;
        this.tables = tables;
        this.rows = rows;
        this.lineage = new Lineage(start);
        this.warnings = warnings;
    }

    /**
     * Removes the rows of tables without a key that their values do not identify, because the database stored other
     * values, or a section before this one has converted them: they could not be deleted one by one.
     */
    void removeUnidentified(RowInserter inserter) {
        for (SampledTable sampled : this.tables.values()) {
            QualifiedName table = sampled.name();
            List<SampleRow> present = this.rows.getOrDefault(table, List.of());
            List<SampleRow> identified = present.stream()
                    .filter((row) ->
                            where(row).filter((where) -> isFound(table, where)).isPresent())
                    .toList();
            if (sampled.key().isEmpty() && identified.size() < present.size()) {
                attempt("DELETE FROM " + this.ddl.name(table));
                this.rows.put(table, hasRows(table, "") ? identified : inserter.insertAgain(sampled, identified));
            }
        }
    }

    /** Runs the steps; returns whether all of them have succeeded. */
    boolean run(List<StatementGroup> steps) {
        for (StatementGroup step : steps) {
            for (Operation operation : step.operations()) {
                remember(operation);
                if (operation instanceof AlterColumn alter && !fillNewColumn(alter)) {
                    return false;
                }
            }
            for (Supplier<Optional<String>> attempt : attempts(step)) {
                Optional<String> rejection = attempt.get();
                if (rejection.isPresent() && !repair(step, attempt, rejection.get())) {
                    return false;
                }
            }
            step.operations().forEach(this::follow);
        }
        return true;
    }

    private void remember(Operation operation) {
        TablePart.of(operation, this.start).stream()
                .filter((part) -> part.before() != null
                        && part.after() != null
                        && this.ddl.string(part.before().type()).isPresent()
                                != this.ddl.string(part.after().type()).isPresent())
                .forEach(this.conversions::add);
        if (operation instanceof AddConstraint add && add.constraint().kind() == Constraint.Kind.CHECK) {
            this.checks.add(TablePart.name(add.table(), add.constraint().name()));
        }
    }

    /** Returns the conversion of a column whose new values a check rejects. */
    private Optional<TablePart> conversionFor(List<TablePart> concerned) {
        return concerned.stream()
                .filter((part) -> this.checks.contains(part.names().get(0)))
                .flatMap((check) -> this.conversions.stream()
                        .filter((conversion) -> conversion.table().equals(check.table())
                                && check.columns().containsAll(conversion.columns())))
                .findFirst();
    }

    /** Returns the tables from which rows have been deleted, or might have been. */
    Set<QualifiedName> incomplete() {
        return this.incomplete;
    }

    private void follow(Operation operation) {
        TablePart.of(operation, this.start).stream()
                .filter(TablePart::convert)
                .forEach((part) -> this.lineage
                        .original(part.table())
                        .ifPresent((table) -> part.columns().stream()
                                .flatMap((column) -> this.lineage.original(table, column).stream())
                                .forEach((column) -> this.converted
                                        .computeIfAbsent(table, (name) -> new HashSet<>())
                                        .add(column))));
        this.lineage.follow(operation);
        if (operation instanceof AddColumn add) {
            this.added.add(TablePart.name(add.table(), add.column().name()));
        }
    }

    private Optional<String> attempt(String sql) {
        return this.scratch.attempt(List.of(sql)).get(0);
    }

    /**
     * Returns the statements of a step, each by itself. Those that recreate a table are one attempt, and a default stands
     * in where the author has to complete its INSERT.
     */
    private List<Supplier<Optional<String>>> attempts(StatementGroup step) {
        if (step.operations().size() != 1 || !(step.operations().get(0) instanceof RebuildTable rebuild)) {
            return step.statements().stream()
                    .map((sql) -> (Supplier<Optional<String>>) () -> attempt(sql))
                    .toList();
        }
        List<Column> columns = rebuild.after().columns().stream()
                .map((column) -> isUnfilled(rebuild, column) ? column.defaultValue(sample(column, 0)) : column)
                .toList();
        List<String> statements = new RebuildTable(
                        rebuild.before(), rebuild.after().withColumns(columns), rebuild.copied())
                .accept(this.ddl);
        return List.of(() -> attemptTogether(statements));
    }

    private Optional<String> attemptTogether(List<String> statements) {
        attempt("SAVEPOINT migrate_rows");
        Optional<String> rejection = statements.stream()
                .map(this::attempt)
                .filter(Optional::isPresent)
                .findFirst()
                .flatMap((found) -> found);
        rejection.ifPresent((message) -> attempt("ROLLBACK TO migrate_rows"));
        attempt("RELEASE migrate_rows");
        return rejection;
    }

    private static boolean isUnfilled(RebuildTable rebuild, Column column) {
        return !rebuild.copied().containsValue(column.name())
                && !column.nullable()
                && column.defaultValue() == null
                && column.identity() == null
                && column.generated() == null;
    }

    /**
     * Sets values in a new column that becomes NOT NULL, as the warning asks the author to do. Returns whether the column
     * is not such a one, or has a value in each row.
     */
    private boolean fillNewColumn(AlterColumn alter) {
        String subject = TablePart.name(alter.table(), alter.after().name());
        if (alter.after().nullable() || !this.added.contains(subject)) {
            return true;
        }
        List<String> updates = new ArrayList<>();
        String update = "UPDATE %s SET %s = "
                .formatted(
                        this.ddl.name(alter.table()),
                        this.ddl.identifier(alter.after().name()));
        int number = 1;
        for (SampleRow row : rowsOf(alter.table())) {
            String value = sample(alter.after(), number++);
            where(row).ifPresent((condition) -> updates.add(update + value + condition));
        }
        String empty =
                " WHERE %s IS NULL".formatted(this.ddl.identifier(alter.after().name()));
        updates.add(update + sample(alter.after(), number) + empty);
        Optional<String> rejection =
                this.scratch.attempt(updates).stream().flatMap(Optional::stream).findFirst();
        if (rejection.isEmpty() || !hasRows(alter.table(), empty)) {
            return true;
        }
        this.warnings.add(new Warning(
                Kind.TO_REVIEW,
                subject,
                "could not be verified with rows: the database refuses a sampled value: "
                        + SectionWarnings.oneLine(rejection.get())));
        return false;
    }

    private boolean hasRows(QualifiedName table, String where) {
        return this.scratch.query(
                "SELECT count(*) FROM %s%s".formatted(this.ddl.name(table), where),
                (result) -> result.next() && result.getLong(1) > 0);
    }

    private String sample(Column column, int number) {
        ColumnType type = ColumnType.of(column.type(), this.end);
        return new OrdinaryValues(type, type).get(number);
    }

    private List<SampleRow> rowsOf(QualifiedName current) {
        return this.lineage
                .original(current)
                .map((table) -> this.rows.getOrDefault(table, List.of()))
                .orElse(List.of());
    }

    /** Deletes rows until a statement succeeds; returns whether it does. */
    private boolean repair(StatementGroup step, Supplier<Optional<String>> attempt, String rejection) {
        List<TablePart> parts = partsOf(step.operations());
        String message = rejection;
        for (SampleRow row : suspects(parts)) {
            if (parts.stream().filter(TablePart::convert).count() > 1 && isLast(row)) {
                return repairSeparately(step, row, message);
            }
            if (!delete(row)) {
                continue;
            }
            Optional<String> next = attempt.get();
            if (next.isEmpty() || !withoutRow(next.get()).equals(withoutRow(message))) {
                observe(parts, row, message);
            }
            if (next.isEmpty()) {
                return true;
            }
            message = next.get();
        }
        addUnverified(parts, message);
        return false;
    }

    private boolean isLast(SampleRow row) {
        return this.rows.getOrDefault(row.table(), List.of()).equals(List.of(row));
    }

    /** A statement of a step that failed. */
    private record Failure(Operation operation, String sql, String message) {}

    /**
     * Runs the operations of a step separately on the last row, to find each conversion that fails, and then without it
     * those that failed. Returns whether they succeed.
     */
    private boolean repairSeparately(StatementGroup step, SampleRow row, String message) {
        List<Failure> failures = new ArrayList<>();
        for (Operation operation : step.operations()) {
            for (String sql : operation.accept(this.ddl)) {
                attempt(sql).ifPresent((rejection) -> failures.add(new Failure(operation, sql, rejection)));
            }
        }
        delete(row);
        if (failures.isEmpty()) {
            observe(partsOf(step.operations()), row, message);
        }
        for (Failure failure : failures) {
            observe(partsOf(List.of(failure.operation())), row, failure.message());
            Optional<String> rejection = attempt(failure.sql());
            if (rejection.isPresent()) {
                addUnverified(partsOf(List.of(failure.operation())), rejection.get());
                return false;
            }
        }
        return true;
    }

    private List<TablePart> partsOf(List<? extends Operation> operations) {
        return operations.stream()
                .flatMap((operation) -> TablePart.of(operation, this.start).stream())
                .toList();
    }

    private void addUnverified(List<TablePart> parts, String message) {
        String subject = parts.isEmpty() ? "The section" : parts.get(0).names().get(0);
        this.warnings.add(new Warning(
                Kind.TO_REVIEW, subject, "could not be verified with rows: " + SectionWarnings.oneLine(message)));
    }

    /** Returns the rows on which a statement might have failed, in the order in which to delete them. */
    private List<SampleRow> suspects(List<TablePart> parts) {
        Set<SampleRow> suspects = new LinkedHashSet<>();
        for (TablePart part : parts) {
            suspects.addAll(rowsOf(part.table()));
        }
        return suspects.stream()
                .sorted(Comparator.comparingInt((SampleRow row) ->
                        row.isOrdinary() ? 2 : parts.stream().anyMatch((part) -> concerns(part, row)) ? 0 : 1))
                .toList();
    }

    private boolean concerns(TablePart part, SampleRow row) {
        return this.lineage.current(row.table()).filter(part.table()::equals).isPresent()
                && row.unusual().stream()
                        .flatMap((column) -> this.lineage.current(row.table(), column).stream())
                        .anyMatch(part.columns()::contains);
    }

    /** Adds a warning about a row on which a statement has failed, unless there is one. */
    private void observe(List<TablePart> parts, SampleRow row, String message) {
        List<TablePart> likely = parts.stream()
                .filter((part) -> concerns(part, row) || (part.columns().isEmpty() && !row.isOrdinary()))
                .toList();
        List<TablePart> concerned = likely.isEmpty() ? mentioned(parts, message) : likely;
        Optional<TablePart> conversion =
                concerned.stream().filter(TablePart::convert).findFirst().or(() -> conversionFor(concerned));
        if (conversion.isPresent() && !concerns(conversion.get(), row) && isEmptyWithout(row)) {
            Column before = Objects.requireNonNull(conversion.get().before());
            Column after = Objects.requireNonNull(conversion.get().after());
            this.warnings.add(new Warning(
                    Kind.TO_WRITE,
                    conversion.get().names().get(0),
                    "write the conversion from %s to %s here: the statement fails on every sampled value, such as %s: %s"
                            .formatted(
                                    before.type(),
                                    after.type(),
                                    value(conversion.get(), row),
                                    SectionWarnings.oneLine(message))));
            return;
        }
        Set<String> names = concerned.stream()
                .flatMap((part) -> part.names().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!this.warnings.announceFailure(names)) {
            TablePart first = concerned.get(0);
            this.warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    first.names().get(0),
                    "fails on %s: %s".formatted(value(first, row), SectionWarnings.oneLine(message))));
        }
    }

    /** Returns the parts whose new type, column, or constraint a message names; all of them if it names none. */
    private static List<TablePart> mentioned(List<TablePart> parts, String message) {
        List<TablePart> typed = parts.stream()
                .filter((part) -> part.after() != null
                        && message.contains("type " + part.after().type()))
                .toList();
        List<TablePart> named = parts.stream()
                .filter((part) -> Mentions.anyOf(
                        part.names().stream()
                                .map((name) -> name.substring(name.lastIndexOf('.') + 1))
                                .toList(),
                        message))
                .toList();
        return !typed.isEmpty() ? typed : named.isEmpty() ? parts : named;
    }

    /** Whether no row is left that is as good as one that was deleted. */
    private boolean isEmptyWithout(SampleRow row) {
        List<SampleRow> left = this.rows.getOrDefault(row.table(), List.of());
        return row.isOrdinary() ? left.stream().noneMatch(SampleRow::isOrdinary) : left.isEmpty();
    }

    private String value(TablePart part, SampleRow row) {
        String values = row.values().entrySet().stream()
                .filter((value) -> this.lineage
                        .current(row.table(), value.getKey())
                        .filter(part.columns()::contains)
                        .isPresent())
                .map((value) -> Value.shown(value.getValue()))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "rows" : values;
    }

    /**
     * Deletes a row, and first the rows that reference it: a section can drop a foreign key and add it again. Returns
     * whether the row was there and is deleted.
     */
    private boolean delete(SampleRow row) {
        for (SampleRow other : ReferenceOrder.of(List.of(row), this::referencing)) {
            if (!other.equals(row)) {
                deleteAlone(other);
            }
        }
        return deleteAlone(row);
    }

    private List<SampleRow> referencing(SampleRow row) {
        List<SampleRow> referencing = new ArrayList<>();
        for (SampledTable other : this.tables.values()) {
            for (ForeignKey key : other.keys()) {
                if (key.target().equals(row.table())) {
                    this.rows.getOrDefault(other.name(), List.of()).stream()
                            .filter((found) -> key.isReference(found, row))
                            .forEach(referencing::add);
                }
            }
        }
        return referencing;
    }

    private boolean deleteAlone(SampleRow row) {
        Optional<QualifiedName> table = this.lineage.current(row.table());
        Optional<String> where = where(row);
        List<SampleRow> present = this.rows.getOrDefault(row.table(), List.of());
        if (table.isEmpty() || where.isEmpty() || !present.contains(row) || !isFound(table.get(), where.get())) {
            return false;
        }
        String rows = "FROM %s%s".formatted(this.ddl.name(table.get()), where.get());
        boolean isDeleted = attempt("DELETE " + rows).isEmpty();
        boolean isBlocked = !isDeleted && attempt("SELECT 1 " + rows).isEmpty();
        if (isBlocked) {
            emptyReferencing(row.table());
            isDeleted = attempt("DELETE " + rows).isEmpty();
        }
        if (isDeleted || isBlocked) {
            this.incomplete.addAll(ReferenceOrder.of(List.of(row.table()), this::referencing));
        }
        if (isDeleted) {
            this.rows.put(
                    row.table(),
                    present.stream().filter((other) -> !other.equals(row)).toList());
        }
        return isDeleted;
    }

    /** Deletes the rows of the tables that reference one, the outermost first. */
    private void emptyReferencing(QualifiedName table) {
        for (QualifiedName other : ReferenceOrder.of(List.of(table), this::referencing)) {
            if (!other.equals(table)) {
                empty(other);
            }
        }
    }

    private void empty(QualifiedName table) {
        this.lineage.current(table).ifPresent((name) -> attempt("DELETE FROM " + this.ddl.name(name)));
        this.rows.put(table, List.of());
    }

    /** Whether a row satisfies a condition, which the database refuses if a type does not fit it. */
    private boolean isFound(QualifiedName current, String where) {
        return attempt("SELECT 1 FROM %s%s".formatted(this.ddl.name(current), where))
                        .isEmpty()
                && hasRows(current, where);
    }

    private List<QualifiedName> referencing(QualifiedName table) {
        return this.tables.values().stream()
                .filter((other) ->
                        other.keys().stream().anyMatch((key) -> key.target().equals(table)))
                .map(SampledTable::name)
                .toList();
    }

    /**
     * Returns the condition of a row: its key, or all comparable columns that were not converted if there is no key or a
     * column of it does not exist. Empty if no column is left, since every row satisfies an empty condition.
     */
    private Optional<String> where(SampleRow row) {
        SampledTable sampled = this.tables.get(row.table());
        if (sampled == null) {
            return Optional.empty();
        }
        Set<String> lost = this.converted.getOrDefault(row.table(), Set.of());
        List<String> key = sampled.key();
        List<String> columns = !key.isEmpty() && key.stream().allMatch((column) -> has(row, column))
                ? key
                : sampled.comparableColumns().stream()
                        .filter((column) -> has(row, column) && !lost.contains(column))
                        .toList();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(columns.stream()
                        .map((column) ->
                                condition(row, column, sampled.columns().get(column)))
                        .collect(Collectors.joining(" AND ", " WHERE ", "")));
    }

    private boolean has(SampleRow row, String column) {
        return row.values().containsKey(column)
                && this.lineage.current(row.table(), column).isPresent();
    }

    private String condition(SampleRow row, String column, @Nullable OrdinaryValues types) {
        String name =
                this.ddl.identifier(this.lineage.current(row.table(), column).orElseThrow());
        String literal = row.values().getOrDefault(column, "NULL");
        if (literal.equals("NULL")) {
            return name + " IS NULL";
        }
        boolean isQuoted =
                NUMBER.matcher(literal).matches() && types != null && (isText(types.type()) || isText(types.other()));
        return "%s = %s".formatted(name, isQuoted ? OrdinaryValues.quoted(literal) : literal);
    }

    /** Whether a value must be compared as a text, which the database converts to the type of the column. */
    private static boolean isText(ColumnType type) {
        return type.family().isText()
                || type.family() == ColumnType.Family.FLOAT
                || type.family() == ColumnType.Family.DOUBLE;
    }

    /** Returns a message without the row that it names: if MariaDB copies a table, that is only the last one. */
    private static String withoutRow(String message) {
        return ROW.matcher(message).replaceAll("");
    }
}
