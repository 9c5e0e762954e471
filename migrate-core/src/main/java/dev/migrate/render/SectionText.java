package dev.migrate.render;

import dev.migrate.dialect.ClientScript;
import dev.migrate.dialect.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Statement;
import dev.migrate.error.Location;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        StringBuilder text = new StringBuilder();
        ClientScript script = new ClientScript(dialect, text);
        Warnings warnings = new Warnings(ddl);
        List<Warning> all = new ArrayList<>();
        Set<QualifiedName> created = new HashSet<>();
        Set<List<Object>> lifted = new HashSet<>();
        for (Operation operation : operations) {
            List<String> statements = operation.accept(ddl);
            if (statements.isEmpty()) {
                continue;
            }
            if (!text.isEmpty()) {
                script.blank();
            }
            if (!isHarmless(operation, created, lifted)) {
                for (Warning warning : operation.accept(warnings)) {
                    all.add(warning);
                    text.append("-- migrate:warning ").append(warning).append('\n');
                }
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

    private static List<Object> demand(QualifiedName table, Constraint constraint) {
        return List.of(table, constraint.kind(), constraint.definition());
    }
}
