package dev.migrate.render;

import dev.migrate.dialect.ClientScript;
import dev.migrate.dialect.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Statement;
import dev.migrate.error.Location;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way of a revision as a person reads it: its statements, and above each what has to be thought about.
 *
 * @param text what stands in the section
 * @param warnings what is said in it
 */
public record SectionText(String text, List<Warning> warnings) {

    private static final Location NOWHERE = new Location("generated", 1);

    /**
     * The text of operations, in their order.
     *
     * @param ddl the SQL of the database for which it is written
     */
    public static SectionText of(List<Operation> operations, Dialect dialect, Ddl ddl) {
        return of(operations, dialect, ddl, List.of());
    }

    /**
     * The text of operations, in their order.
     *
     * @param ddl the SQL of the database for which it is written
     * @param remarks what else there is to be said, each above what first makes or changes its subject
     */
    public static SectionText of(List<Operation> operations, Dialect dialect, Ddl ddl, List<Warning> remarks) {
        StringBuilder text = new StringBuilder();
        ClientScript script = new ClientScript(dialect, text);
        Warnings warnings = new Warnings(ddl);
        List<Warning> all = new ArrayList<>();
        Set<QualifiedName> created = new HashSet<>();
        Set<List<Object>> lifted = new HashSet<>();
        List<Warning> unsaid = new ArrayList<>(remarks);
        for (Operation operation : operations) {
            List<String> statements = operation.accept(ddl);
            if (statements.isEmpty()) {
                continue;
            }
            if (!text.isEmpty()) {
                script.blank();
            }
            List<Warning> said = new ArrayList<>();
            if (!isHarmless(operation, created, lifted)) {
                said.addAll(operation.accept(warnings));
            }
            Set<String> subjects = columns(operation);
            unsaid.stream()
                    .filter((remark) -> subjects.contains(remark.subject()))
                    .forEach(said::add);
            unsaid.removeAll(said);
            for (Warning warning : said) {
                all.add(warning);
                text.append("-- migrate:warning ").append(warning).append('\n');
            }
            statements.forEach((sql) -> script.statement(new Statement(sql, NOWHERE)));
        }
        return new SectionText(text.toString(), List.copyOf(all));
    }

    /** Whether an operation only completes a table that has no rows yet, or brings back what stepped aside. */
    private static boolean isHarmless(Operation operation, Set<QualifiedName> created, Set<List<Object>> lifted) {
        if (operation instanceof CreateTable create) {
            created.add(create.table().name());
        } else if (operation instanceof DropConstraint drop) {
            lifted.add(demand(drop.table(), drop.constraint()));
        } else if (operation instanceof AddConstraint add) {
            return created.contains(add.table()) || lifted.contains(demand(add.table(), add.constraint()));
        }
        return false;
    }

    /** The columns that an operation makes or changes, by their full names. */
    private static Set<String> columns(Operation operation) {
        if (operation instanceof CreateTable create) {
            return columns(create.table());
        }
        if (operation instanceof RebuildTable rebuild) {
            return columns(rebuild.after());
        }
        if (operation instanceof AddColumn add) {
            return Set.of(add.table() + "." + add.column().name());
        }
        return operation instanceof AlterColumn alter
                ? Set.of(alter.table() + "." + alter.after().name())
                : Set.of();
    }

    private static Set<String> columns(Table table) {
        return table.columns().stream()
                .map((column) -> table.name() + "." + column.name())
                .collect(Collectors.toSet());
    }

    private static List<Object> demand(QualifiedName table, Constraint constraint) {
        return List.of(table, constraint.kind(), constraint.definition());
    }
}
