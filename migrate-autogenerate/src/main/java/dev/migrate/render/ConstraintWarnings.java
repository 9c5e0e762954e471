package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Determines the warnings for new constraints and unique indexes, on which existing rows might fail. */
final class ConstraintWarnings {

    private static final Pattern UNCHECKED = Pattern.compile(" NOT (VALID|ENFORCED)$");

    private final Ddl ddl;
    private final EmptyColumns empty;

    ConstraintWarnings(Ddl ddl, EmptyColumns empty) {
        this.ddl = ddl;
        this.empty = empty;
    }

    List<Warning> added(QualifiedName table, Constraint constraint) {
        if (this.empty.satisfy(table, constraint, this.ddl)) {
            return List.of();
        }
        String subject = Warnings.subject(table, constraint.name());
        String columns = constraint.columns().stream().map(this.ddl::identifier).collect(Collectors.joining(", "));
        return switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE ->
                List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "fails if rows have equal values; SELECT %1$s FROM %2$s GROUP BY %1$s HAVING count(*) > 1"
                                .formatted(columns, this.ddl.name(table))));
            case CHECK, EXCLUSION, FOREIGN_KEY -> {
                String definition = Warnings.oneLine(this.ddl.definition(table, constraint));
                yield UNCHECKED.matcher(definition).find()
                        ? List.of()
                        : List.of(new Warning(
                                Kind.FAILS_ON_ROWS,
                                subject,
                                OffendingRows.of(table, constraint, definition, this.ddl)));
            }
        };
    }

    List<Warning> created(QualifiedName table, Index index) {
        boolean fails = index.unique() && !this.empty.areDistinct(table, index.columns(), index.definition());
        return fails
                ? List.of(new Warning(
                        Kind.FAILS_ON_ROWS, Warnings.subject(table, index.name()), "fails if rows have equal values"))
                : List.of();
    }

    /** Whether a check allows every value that another check allows. */
    boolean allows(QualifiedName table, Constraint constraint, Constraint other) {
        return constraint.kind() == Constraint.Kind.CHECK
                && other.kind() == Constraint.Kind.CHECK
                && ColumnCheck.of(this.ddl.definition(table, constraint))
                        .filter((columnCheck) -> ColumnCheck.of(this.ddl.definition(table, other))
                                .filter(columnCheck::allows)
                                .isPresent())
                        .isPresent();
    }
}
