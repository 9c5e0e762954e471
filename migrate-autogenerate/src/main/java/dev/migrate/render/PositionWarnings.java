package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.operation.DropConstraint;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Determines the warnings for a check that limits an integer column to 0, 1, and so on, as for an enum that is stored by
 * ordinal: another number of labels can mean that rows get another label without a change of their values.
 */
record PositionWarnings(Ddl ddl, SectionContext context) {

    /** Returns the warning for a check that the section drops and adds in another form. */
    List<Warning> changed(QualifiedName table, Constraint after) {
        return changed(
                table,
                this.context.operations().stream()
                        .filter(DropConstraint.class::isInstance)
                        .map(DropConstraint.class::cast)
                        .filter((drop) -> drop.table().equals(table))
                        .map(DropConstraint::constraint)
                        .toList(),
                after);
    }

    /** Returns the warning for a check that replaces one of some constraints. */
    List<Warning> changed(QualifiedName table, Collection<Constraint> before, Constraint after) {
        return integers(table, after)
                .filter((check) -> before.stream()
                        .flatMap((other) -> integers(table, other).stream())
                        .anyMatch((other) -> other.column().equals(check.column())
                                && !other.positions().equals(check.positions())))
                .map((check) -> List.of(new Warning(
                        Kind.TO_REVIEW,
                        subject(table, check),
                        "may hold positions of labels (an enum stored by ordinal): a label that is inserted, removed, or moved changes the meaning of existing rows; SELECT %1$s, count(*) FROM %2$s GROUP BY %1$s"
                                .formatted(check.column(), this.ddl.name(table)))))
                .orElse(List.of());
    }

    private String subject(QualifiedName table, ColumnCheck check) {
        return Warnings.subject(table, column(table, check).map(Column::name).orElse(check.column()));
    }

    /** Returns a check that limits an integer column to positions. */
    private Optional<ColumnCheck> integers(QualifiedName table, Constraint constraint) {
        return constraint.kind() == Constraint.Kind.CHECK
                ? ColumnCheck.of(Warnings.oneLine(this.ddl.definition(table, constraint)))
                        .filter((check) -> check.positions().isPresent())
                        .filter((check) -> column(table, check)
                                .flatMap((column) -> NumberType.of(column.type()))
                                .filter((type) -> type.kind() == NumberType.Kind.INTEGER)
                                .isPresent())
                : Optional.empty();
    }

    private Optional<Column> column(QualifiedName table, ColumnCheck check) {
        return this.context.before().table(table).stream()
                .flatMap((known) -> known.columns().stream())
                .filter((column) -> this.ddl.identifier(column.name()).equals(check.column()))
                .findFirst();
    }
}
