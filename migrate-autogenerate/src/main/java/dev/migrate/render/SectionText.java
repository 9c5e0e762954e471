package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.ClientScriptWriter;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of the upgrade or downgrade section of a generated script, with a warning above each risky statement.
 *
 * @param text the content of the section
 * @param warnings the warnings in it
 */
public record SectionText(String text, List<Warning> warnings) {

    private static final Location NOWHERE = new Location("generated", 1);

    /**
     * Returns the text of an upgrade section.
     *
     * @param ddl the SQL of the database for which it is written
     * @param remarks additional warnings, each placed above the first operation that creates or changes its subject
     */
    public static SectionText up(List<Operation> operations, Dialect dialect, Ddl ddl, List<Warning> remarks) {
        return of(operations, dialect, ddl, remarks, CreatedObjects.NOTHING);
    }

    /**
     * Returns the text of a downgrade section.
     *
     * @param up the operations of the upgrade, which might have created the dropped objects
     */
    public static SectionText down(List<Operation> operations, Dialect dialect, Ddl ddl, List<Operation> up) {
        return of(operations, dialect, ddl, List.of(), CreatedObjects.by(up));
    }

    private static SectionText of(
            List<Operation> operations,
            Dialect dialect,
            Ddl ddl,
            List<Warning> remarks,
            CreatedObjects createdObjects) {
        StringBuilder text = new StringBuilder();
        ClientScriptWriter script = new ClientScriptWriter(dialect, text);
        Warnings warnings = new Warnings(ddl, EmptyColumns.of(operations));
        List<Warning> all = new ArrayList<>();
        Set<QualifiedName> created = new HashSet<>();
        List<DropConstraint> lifted = new ArrayList<>();
        Set<List<Object>> added = new HashSet<>();
        List<Warning> unsaid = new ArrayList<>(remarks);
        List<Warning> gone = new ArrayList<>();
        for (Operation operation : operations) {
            List<String> statements = operation.accept(ddl);
            if (statements.isEmpty()) {
                continue;
            }
            if (!text.isEmpty()) {
                script.blank();
            }
            List<Warning> said = new ArrayList<>();
            List<String> templates = new ArrayList<>();
            if (isFilled(operation, added)) {
                AlterColumn filled = (AlterColumn) operation;
                said.add(Warnings.isToBeFilled(filled.table(), filled.after()));
                templates.add("UPDATE %s SET %s = ...;"
                        .formatted(
                                ddl.name(filled.table()),
                                ddl.identifier(filled.after().name())));
            } else if (!isHarmless(operation, created, lifted, warnings) && !isOfNewTable(operation, operations)) {
                said.addAll(operation.accept(warnings));
            }
            said.stream().filter(createdObjects::includes).forEach(gone::add);
            said.removeIf(createdObjects::includes);
            Set<String> subjects = subjects(operation);
            unsaid.stream()
                    .filter((remark) -> subjects.contains(remark.subject()))
                    .forEach(said::add);
            unsaid.removeAll(said);
            said.forEach((warning) -> text.append(line(warning)));
            all.addAll(said);
            templates.forEach(script::comment);
            statements.forEach((sql) -> script.statement(new Statement(sql, NOWHERE)));
        }
        createdObjects.farewell(gone).ifPresent((warning) -> {
            text.insert(0, line(warning) + "\n");
            all.add(0, warning);
        });
        return new SectionText(text.toString(), List.copyOf(all));
    }

    private static String line(Warning warning) {
        return "-- migrate:warning " + warning + "\n";
    }

    /** Whether an operation sets a newly added column to NOT NULL, so that a statement can fill it before. */
    private static boolean isFilled(Operation operation, Set<List<Object>> added) {
        if (operation instanceof AddColumn add && add.column().nullable()) {
            added.add(List.of(add.table(), add.column()));
        }
        return operation instanceof AlterColumn alter
                && !alter.after().nullable()
                && added.contains(List.of(alter.table(), alter.before()));
    }

    /** Whether an operation only completes a new table, or adds a constraint that is no stricter than a dropped one. */
    private static boolean isHarmless(
            Operation operation, Set<QualifiedName> created, List<DropConstraint> lifted, Warnings warnings) {
        if (operation instanceof CreateTable create) {
            created.add(create.table().name());
        } else if (operation instanceof DropConstraint drop) {
            lifted.add(drop);
        } else if (operation instanceof AddConstraint add) {
            return created.contains(add.table())
                    || lifted.stream()
                            .filter((drop) -> drop.table().equals(add.table()))
                            .anyMatch((drop) -> add.constraint().isEquivalentTo(drop.constraint(), false)
                                    || warnings.allows(add.table(), add.constraint(), drop.constraint()));
        }
        return false;
    }

    /** Whether a sequence is named after a table that the same script creates. */
    private static boolean isOfNewTable(Operation operation, List<Operation> operations) {
        return operation instanceof CreateSequence sequence
                && operations.stream()
                        .filter(CreateTable.class::isInstance)
                        .map((create) -> ((CreateTable) create).table().name().name())
                        .anyMatch((table) -> sequence.sequence()
                                .name()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(table.toLowerCase(Locale.ROOT)));
    }

    /** Returns the qualified names of the table and the columns that an operation creates or changes. */
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
