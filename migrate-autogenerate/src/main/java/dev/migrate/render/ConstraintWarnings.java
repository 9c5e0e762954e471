package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import java.util.regex.Pattern;

/** Determines the warnings for new constraints and unique indexes, on which existing rows might fail. */
final class ConstraintWarnings {

    private static final Pattern ACTIONS =
            Pattern.compile(" ON (DELETE|UPDATE) (NO ACTION|RESTRICT|CASCADE|SET NULL|SET DEFAULT)(?: \\([^)]*\\))?"
                    + "| (?:NOT )?DEFERRABLE| INITIALLY (?:DEFERRED|IMMEDIATE)| NOCHECK");
    private static final Pattern UNCHECKED = Pattern.compile(" NOT (VALID|ENFORCED)$");

    private final Ddl ddl;
    private final SectionContext context;
    private final DistinctRows distinct;

    ConstraintWarnings(Ddl ddl, SectionContext context) {
        this.ddl = ddl;
        this.context = context;
        this.distinct = new DistinctRows(context);
    }

    List<Warning> added(QualifiedName table, Constraint constraint) {
        if (this.context.empty().satisfy(table, constraint, this.ddl)
                || isNumbered(table, constraint)
                || this.distinct.satisfy(table, constraint)) {
            return List.of();
        }
        String subject = Warnings.subject(table, constraint.name());
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> equal(subject, table, new UniqueKey(columns(constraint), "", true));
            case UNIQUE -> equal(subject, table, UniqueKey.of(constraint.definition(), this.ddl));
            case CHECK, EXCLUSION, FOREIGN_KEY -> {
                String definition = Warnings.oneLine(this.ddl.definition(table, constraint));
                yield UNCHECKED.matcher(definition).find()
                        ? List.of()
                        : fails(
                                subject,
                                table,
                                OffendingRows.of(table, constraint, definition, this.ddl, this.context));
            }
        };
    }

    List<Warning> created(QualifiedName table, Index index) {
        boolean fails = index.unique()
                && !this.context.empty().areDistinct(table, index.columns(), index.definition())
                && !this.distinct.satisfy(table, index);
        return fails
                ? equal(Warnings.subject(table, index.name()), table, UniqueKey.of(index.definition(), this.ddl))
                : List.of();
    }

    private List<String> columns(Constraint constraint) {
        return constraint.columns().stream().map(this.ddl::identifier).toList();
    }

    /** Whether the database numbers a column of a key that this section adds. */
    private boolean isNumbered(QualifiedName table, Constraint constraint) {
        boolean isKey = constraint.kind() == Constraint.Kind.PRIMARY_KEY || constraint.kind() == Constraint.Kind.UNIQUE;
        return isKey
                && constraint.columns().stream()
                        .anyMatch((column) -> this.context
                                .added(table, column)
                                .filter((added) -> added.identity() != null)
                                .isPresent());
    }

    private List<Warning> equal(String subject, QualifiedName table, UniqueKey key) {
        return fails(
                subject, table, "fails if rows have equal values; " + key.equalRows(table, this.ddl, this.context));
    }

    /** Returns the warning with its query, unless that cannot run before the section. */
    private List<Warning> fails(String subject, QualifiedName table, String text) {
        int query = text.indexOf("; SELECT ");
        boolean runs = query < 0 || this.context.canQuery(table, text.substring(query), this.ddl);
        return List.of(new Warning(Kind.FAILS_ON_ROWS, subject, runs ? text : text.substring(0, query)));
    }

    /** Whether every row that satisfies another constraint satisfies this one. */
    boolean allows(QualifiedName table, Constraint constraint, Constraint other) {
        return constraint.kind() == Constraint.Kind.FOREIGN_KEY
                ? other.kind() == Constraint.Kind.FOREIGN_KEY
                        && rule(table, constraint).equals(rule(table, other))
                : allowsValues(table, constraint, other);
    }

    /** Returns the rule of a foreign key for the rows, without the actions that it takes and when it is checked. */
    private String rule(QualifiedName table, Constraint key) {
        String definition = Warnings.oneLine(this.ddl.definition(table, key));
        return UNCHECKED.matcher(definition).find()
                ? definition
                : ACTIONS.matcher(definition).replaceAll("").strip();
    }

    /** Whether a check allows every value that another check allows. */
    private boolean allowsValues(QualifiedName table, Constraint constraint, Constraint other) {
        return constraint.kind() == Constraint.Kind.CHECK
                && other.kind() == Constraint.Kind.CHECK
                && ColumnCheck.of(this.ddl.definition(table, constraint))
                        .filter((columnCheck) -> ColumnCheck.of(this.ddl.definition(table, other))
                                .filter(columnCheck::allows)
                                .isPresent())
                        .isPresent();
    }
}
