package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Determines the warnings for changes of columns. */
final class ColumnWarnings {

    private final Ddl ddl;
    private final SectionContext context;

    ColumnWarnings(Ddl ddl, SectionContext context) {
        this.ddl = ddl;
        this.context = context;
    }

    List<Warning> altered(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        String subject = Warnings.subject(table, after.name());
        if (after.generated() != null && !after.generated().equals(before.generated())) {
            return before.generated() == null
                    ? List.of(generated(table, before, after))
                    : recomputed(table, before, after);
        }
        if (!before.type().equals(after.type())) {
            warnings.addAll(new TypeChange(table, before, after, this.ddl).warnings());
        }
        if (this.ddl.changesCharset(before, after)) {
            warnings.addAll(recoded(table, after));
        }
        if (before.nullable() && !after.nullable()) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "becomes NOT NULL; set a value for rows without one before this statement; SELECT count(*) FROM %s WHERE %s IS NULL"
                            .formatted(this.ddl.name(table), this.ddl.identifier(after.name()))));
        }
        if (before.identity() != null && after.identity() == null) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "is no longer numbered by the database; the new numbering must start above %s"
                            .formatted("SELECT max(%s) FROM %s"
                                    .formatted(this.ddl.identifier(after.name()), this.ddl.name(table)))));
        }
        return warnings;
    }

    /** Returns the warning for a plain column that becomes a generated one. */
    private Warning generated(QualifiedName table, Column before, Column after) {
        return new Warning(
                Kind.LOSES_DATA,
                Warnings.subject(table, after.name()),
                "becomes a generated column: its values are replaced by those of the expression, and the downgrade does not restore them"
                        + differing(table, before, after));
    }

    /** Returns the warnings for a generated column that gets another expression. */
    List<Warning> recomputed(QualifiedName table, Column before, Column after) {
        return before.generated() == null
                        || after.generated() == null
                        || before.generated()
                                .expression()
                                .equals(after.generated().expression())
                ? List.of()
                : List.of(new Warning(
                        Kind.CHANGES_VALUES,
                        Warnings.subject(table, after.name()),
                        "is computed by another expression" + differing(table, before, after)));
    }

    /** Returns the query that counts the rows in which the new expression has another value, if it can run before. */
    private String differing(QualifiedName table, Column before, Column after) {
        String printed = Objects.requireNonNull(after.generated()).expression();
        String expression = this.ddl.expression(printed);
        return this.context.mentionsNewColumn(table, printed)
                ? ""
                : "; SELECT count(*) FROM %s WHERE %s"
                        .formatted(
                                this.ddl.name(table),
                                this.ddl.differ(
                                        this.ddl.identifier(before.name()), "(" + Warnings.oneLine(expression) + ")"));
    }

    /** Returns the warnings for a column with another character set or collation. */
    static List<Warning> recoded(QualifiedName table, Column column) {
        return List.of(
                new Warning(
                        Kind.CHANGES_VALUES,
                        Warnings.subject(table, column.name()),
                        "changes its character set or collation; a character that it cannot store makes this fail,"
                                + " or becomes '?' without a strict SQL mode, and text compares differently"),
                new Warning(
                        Kind.FAILS_ON_ROWS,
                        Warnings.subject(table, column.name()),
                        "changes its character set or collation; a unique key on it fails if rows become"
                                + " equal (by case, accents, or trailing blanks)"));
    }

    /** Returns the warning for a column that is added as nullable and must be filled before it becomes NOT NULL. */
    static Warning newNotNull(QualifiedName table, Column column) {
        return new Warning(
                Kind.FAILS_ON_ROWS,
                Warnings.subject(table, column.name()),
                "is a new NOT NULL column; set a value for existing rows here");
    }
}
