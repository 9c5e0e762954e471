package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.StatementGroup;
import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the statements of a section, with the warnings of each operation above its statements. */
final class SectionWriter {

    private static final Location NOWHERE = new Location("generated", 1);

    private final List<Operation> operations;
    private final SectionContext context;
    private final Ddl ddl;
    private final StringBuilder text = new StringBuilder();
    private final ClientScriptPrinter script;
    private final Warnings warnings;
    private final ConstraintWarnings constraintWarnings;
    private final PositionWarnings positions;
    private final CreatedObjects createdObjects;

    private final List<Warning> written = new ArrayList<>();
    private final List<StatementGroup> steps = new ArrayList<>();
    private final List<Warning> remarks;

    /** The losses of created objects, which one warning covers. */
    private final List<Warning> expectedLosses = new ArrayList<>();

    private @Nullable QualifiedName lastTable;

    private final Set<QualifiedName> createdTables = new HashSet<>();
    private final List<DropConstraint> droppedConstraints = new ArrayList<>();
    private final List<DropIndex> droppedIndexes = new ArrayList<>();
    private final List<AddColumn> nullableColumns = new ArrayList<>();

    SectionWriter(
            List<Operation> operations,
            Dialect dialect,
            Ddl ddl,
            List<Warning> remarks,
            CreatedObjects createdObjects,
            Schema before) {
        SectionContext context = SectionContext.of(before, operations);
        this.context = context;
        this.operations = operations;
        this.ddl = ddl;
        this.script = new ClientScriptPrinter(dialect, this.text);
        this.warnings = new Warnings(ddl, context);
        this.constraintWarnings = new ConstraintWarnings(ddl, context);
        this.positions = new PositionWarnings(ddl, context);
        this.createdObjects = createdObjects;
        this.remarks = new ArrayList<>(remarks);
    }

    SectionText write() {
        this.ddl.grouped(this.operations).forEach((group) -> write(permitted(group)));
        this.createdObjects.lossOf(this.expectedLosses).ifPresent((warning) -> {
            this.text.insert(0, line(warning) + "\n");
            this.written.add(0, warning);
        });
        return new SectionText(this.text.toString(), this.written, this.steps);
    }

    /** Returns a group with the statement that its session needs before it changes the table. */
    private StatementGroup permitted(StatementGroup group) {
        return Optional.ofNullable(table(group.operations().get(0)))
                .flatMap(this.context.before()::table)
                .flatMap(this.ddl::permitsChange)
                .filter((statement) -> !group.statements().isEmpty())
                .map((statement) -> {
                    List<String> statements = new ArrayList<>(group.statements());
                    statements.add(0, statement);
                    return new StatementGroup(group.operations(), statements);
                })
                .orElse(group);
    }

    /** Separates the statements about each table, and those with warnings above them, by empty lines. */
    private void write(StatementGroup group) {
        if (group.statements().isEmpty()) {
            return;
        }
        StringBuilder comments = new StringBuilder();
        for (Operation operation : group.operations()) {
            comments.append(comments(operation));
            remember(operation);
        }
        QualifiedName table = table(group.operations().get(0));
        if (!this.text.isEmpty() && !(comments.isEmpty() && table != null && table.equals(this.lastTable))) {
            this.script.blank();
        }
        this.lastTable = table;
        this.text.append(comments);
        group.statements().forEach((sql) -> this.script.statement(new Statement(sql, NOWHERE)));
        this.steps.add(group);
    }

    private static @Nullable QualifiedName table(Operation operation) {
        return operation instanceof TableOperation change ? change.table() : null;
    }

    private String comments(Operation operation) {
        if (operation instanceof AlterColumn alter && completesNewColumn(alter)) {
            return warnings(operation, List.of(ColumnWarnings.newNotNull(alter.table(), alter.after())))
                    + "-- %s\n"
                            .formatted(Warnings.oneLine("UPDATE %s SET %s = ...;"
                                    .formatted(
                                            this.ddl.name(alter.table()),
                                            this.ddl.identifier(alter.after().name()))));
        }
        List<Warning> found = new ArrayList<>(isExpected(operation) ? List.of() : operation.accept(this.warnings));
        if (operation instanceof AddConstraint add) {
            found.addAll(this.positions.changed(add.table(), add.constraint()));
        }
        return warnings(operation, found);
    }

    /** Returns the lines of the warnings of an operation, and of the remarks about its subjects. */
    private String warnings(Operation operation, List<Warning> found) {
        List<Warning> shown = new ArrayList<>(found);
        shown.removeIf((warning) -> this.createdObjects.includes(warning) || isRefuted(warning));
        found.stream().filter(this.createdObjects::includes).forEach(this.expectedLosses::add);
        Set<String> subjects = subjects(operation);
        this.remarks.stream()
                .filter((remark) -> subjects.contains(remark.subject()) && !belongsLater(remark, operation))
                .forEach(shown::add);
        this.remarks.removeAll(shown);
        this.written.addAll(shown);
        return shown.stream().map(SectionWriter::line).collect(Collectors.joining());
    }

    /** Whether a warning says that no value changes, although sampled ones do. */
    private boolean isRefuted(Warning warning) {
        return warning.kind() == Warning.Kind.REWRITES_ROWS
                && this.remarks.stream()
                        .anyMatch((remark) -> remark.subject().equals(warning.subject())
                                && (remark.kind() == Warning.Kind.CHANGES_VALUES
                                        || remark.kind() == Warning.Kind.TO_WRITE));
    }

    /** Whether rows fail on what a later operation adds again, and not on the operation that drops it. */
    private boolean belongsLater(Warning remark, Operation operation) {
        return remark.kind() == Warning.Kind.FAILS_ON_ROWS
                && (operation instanceof DropConstraint || operation instanceof DropIndex)
                && this.operations.stream()
                        .anyMatch((other) -> (other instanceof AddConstraint || other instanceof CreateIndex)
                                && subjects(other).contains(remark.subject()));
    }

    static String line(Warning warning) {
        return (warning.kind() == Warning.Kind.TO_WRITE ? "-- migrate:todo " : "-- migrate:warning ") + warning + "\n";
    }

    private void remember(Operation operation) {
        if (operation instanceof CreateTable create) {
            this.createdTables.add(create.table().name());
        } else if (operation instanceof DropConstraint drop) {
            this.droppedConstraints.add(drop);
        } else if (operation instanceof DropIndex drop) {
            this.droppedIndexes.add(drop);
        } else if (operation instanceof AddColumn add && add.column().nullable()) {
            this.nullableColumns.add(add);
        }
    }

    /** Whether an operation sets a newly added column to NOT NULL, so that a statement can fill it before. */
    private boolean completesNewColumn(AlterColumn alter) {
        return !alter.after().nullable() && this.nullableColumns.contains(new AddColumn(alter.table(), alter.before()));
    }

    /** Whether an operation only completes a new table, or adds a constraint that is no stricter than a dropped one. */
    private boolean isExpected(Operation operation) {
        return isOfNewTable(operation)
                || (operation instanceof CreateIndex create
                        && this.droppedIndexes.stream()
                                .anyMatch((drop) -> drop.table().equals(create.table())
                                        && create.index().isEquivalentTo(drop.index())))
                || (operation instanceof AddConstraint add
                        && (this.createdTables.contains(add.table())
                                || this.droppedConstraints.stream()
                                        .filter((drop) -> drop.table().equals(add.table()))
                                        .anyMatch((drop) -> add.constraint().isEquivalentTo(drop.constraint(), false)
                                                || this.constraintWarnings.allows(
                                                        add.table(), add.constraint(), drop.constraint()))));
    }

    /** Whether a sequence is named after a table that the same script creates. */
    private boolean isOfNewTable(Operation operation) {
        return operation instanceof CreateSequence sequence
                && this.operations.stream()
                        .filter(CreateTable.class::isInstance)
                        .map((create) -> ((CreateTable) create).table().name().name())
                        .anyMatch((table) -> sequence.sequence()
                                .name()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(table.toLowerCase(Locale.ROOT)));
    }

    /** Returns the qualified names of the objects that an operation creates or changes. */
    private static Set<String> subjects(Operation operation) {
        if (operation instanceof CreateTable create) {
            return subjects(create.table());
        }
        if (operation instanceof RebuildTable rebuild) {
            return subjects(rebuild.after());
        }
        if (operation instanceof AddColumn add) {
            return subjects(add.table(), add.column());
        }
        if (operation instanceof AddConstraint add) {
            return Set.of(Warnings.subject(add.table(), add.constraint().name()));
        }
        if (operation instanceof ReplacePrimaryKey replace) {
            return Stream.of(replace.before(), replace.after())
                    .map((key) -> Warnings.subject(replace.table(), key.name()))
                    .collect(Collectors.toSet());
        }
        if (operation instanceof CreateIndex create) {
            return Set.of(Warnings.subject(create.table(), create.index().name()));
        }
        if (operation instanceof AlterEnum alter) {
            return Set.of(alter.after().name().toString());
        }
        if (operation instanceof ReplaceObject replace) {
            return Set.of(replace.after().name().toString());
        }
        if (operation instanceof DropTable drop) {
            return Set.of(drop.table().name().toString());
        }
        if (operation instanceof DropColumn drop) {
            return Set.of(Warnings.subject(drop.table(), drop.column().name()));
        }
        if (operation instanceof DropIndex drop) {
            return Set.of(Warnings.subject(drop.table(), drop.index().name()));
        }
        if (operation instanceof DropConstraint drop) {
            return Set.of(Warnings.subject(drop.table(), drop.constraint().name()));
        }
        if (operation instanceof CreateObject create) {
            return Set.of(create.definition().name().toString());
        }
        if (operation instanceof AlterOptions alter) {
            return Set.of(alter.table().toString());
        }
        return operation instanceof AlterColumn alter ? subjects(alter.table(), alter.after()) : Set.of();
    }

    private static Set<String> subjects(Table table) {
        return table.columns().stream()
                .flatMap((column) -> subjects(table.name(), column).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> subjects(QualifiedName table, Column column) {
        return Set.of(table.toString(), Warnings.subject(table, column.name()));
    }
}
