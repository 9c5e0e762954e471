package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.StatementGroup;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of the upgrade or downgrade section of a generated script, with a warning above each risky statement.
 *
 * @param text the content of the section
 * @param warnings the warnings in it
 * @param steps its statements, with the operations that they perform
 */
public record SectionText(String text, List<Warning> warnings, List<StatementGroup> steps) {

    public SectionText {
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
    }

    /**
     * Returns the text of an upgrade section.
     *
     * @param ddl the SQL of the database for which it is written
     * @param remarks additional warnings, each placed above the first operation that creates or changes its subject
     * @param before the schema in which the section runs, with renames already applied
     */
    public static SectionText ofUpgrade(
            List<Operation> operations, Dialect dialect, Ddl ddl, List<Warning> remarks, Schema before) {
        return new SectionWriter(operations, dialect, ddl, remarks, CreatedObjects.NOTHING, before)
                .write()
                .suspendingForeignKeys(operations, dialect, before);
    }

    /**
     * Returns the text of a downgrade section.
     *
     * @param upgrade the operations of the upgrade, which might have created the dropped objects
     * @param remarks additional warnings, each placed above the first operation that creates or changes its subject
     * @param before the schema to which the upgrade leads
     */
    public static SectionText ofDowngrade(
            List<Operation> operations,
            Dialect dialect,
            Ddl ddl,
            List<Operation> upgrade,
            List<Warning> remarks,
            Schema before) {
        return new SectionWriter(operations, dialect, ddl, remarks, CreatedObjects.by(upgrade), before)
                .write()
                .suspendingForeignKeys(operations, dialect, before);
    }

    /** Returns this section without foreign keys if one would delete or change rows while a table is recreated. */
    private SectionText suspendingForeignKeys(List<Operation> operations, Dialect dialect, Schema before) {
        return OperationPlanner.keyActingOnRebuild(before, operations)
                .flatMap((key) -> dialect.suspendForeignKeys())
                .map((sql) -> new SectionText(
                        sql + ";\n\n" + this.text,
                        this.warnings,
                        Stream.concat(Stream.of(new StatementGroup(List.of(), List.of(sql))), this.steps.stream())
                                .toList()))
                .orElse(this);
    }

    /** Returns this section with the given warnings at the top, unless they are in it. */
    public SectionText including(List<Warning> observed) {
        List<Warning> missing = observed.stream()
                .filter((warning) -> !this.warnings.contains(warning))
                .toList();
        String lines = missing.stream().map(SectionWriter::line).collect(Collectors.joining());
        return new SectionText(
                lines + this.text,
                Stream.concat(missing.stream(), this.warnings.stream()).toList(),
                this.steps);
    }
}
