package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** Determines the warnings for changes of columns. */
final class ColumnWarnings {

    private final Ddl ddl;

    ColumnWarnings(Ddl ddl) {
        this.ddl = ddl;
    }

    List<Warning> altered(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        String subject = Warnings.subject(table, after.name());
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
