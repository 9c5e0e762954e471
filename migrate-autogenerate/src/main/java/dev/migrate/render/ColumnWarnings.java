package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines the warnings for changes of columns. */
final class ColumnWarnings {

    private static final Pattern COLLATION = Pattern.compile("\\bCOLLATE ?=? ?(\\w+)", Pattern.CASE_INSENSITIVE);

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
            return before.generated() == null ? generated(table, before, after) : recomputed(table, before, after);
        }
        String options = this.context.before().table(table).map(Table::options).orElse("");
        if (!before.type().equals(after.type())) {
            TypeChange change = TypeChange.of(table, inTable(before, options), inTable(after, options), this.ddl);
            Optional<List<String>> labels =
                    this.ddl.string(before.type()).isPresent() ? this.context.labelsOf(after.type()) : Optional.empty();
            warnings.addAll(labels.map((known) -> change.toLabels(
                            known.stream().map(this.ddl::literal).toList()))
                    .orElseGet(change::warnings));
        }
        if (TypeChange.ignoresCase(after.type()) && !TypeChange.ignoresCase(before.type())) {
            warnings.addAll(folded(table, before, after));
        }
        if (TypeChange.ignoresCase(before.type()) && !TypeChange.ignoresCase(after.type())) {
            warnings.addAll(distinguished(table, before, after));
        }
        if (this.ddl.changesCharset(before, after)) {
            warnings.addAll(recoded(table, inTable(before, options), inTable(after, options)));
        }
        if (before.nullable() && !after.nullable()) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "becomes NOT NULL; set a value for rows without one before this statement; SELECT count(*) FROM %s WHERE %s IS NULL"
                            .formatted(this.ddl.name(table), this.ddl.identifier(after.name()))));
        }
        if (before.identity() != null
                && after.identity() == null
                && !this.context.continuesNumbersOf(table, after.name())) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "is no longer numbered by the database; the new numbering must start above %s"
                            .formatted("SELECT max(%s) FROM %s"
                                    .formatted(this.ddl.identifier(after.name()), this.ddl.name(table)))));
        }
        return warnings;
    }

    /** Returns the warnings for the unique keys in which texts that differ only in case become equal. */
    private List<Warning> folded(QualifiedName table, Column before, Column after) {
        String text = "lower(%s)".formatted(this.ddl.identifier(before.name()));
        return this.context.uniqueKeysOn(table, before.name()).stream()
                .map((key) -> new Warning(
                        Kind.FAILS_ON_ROWS,
                        Warnings.subject(table, after.name()),
                        "compares texts without regard to case; the unique key %s fails if texts become equal%s"
                                .formatted(key, equalRows(table, key, before, text))))
                .toList();
    }

    /** Returns the warnings for a column whose texts no longer are equal if they differ only in case. */
    private List<Warning> distinguished(QualifiedName table, Column before, Column after) {
        String subject = Warnings.subject(table, after.name());
        List<Warning> warnings = new ArrayList<>();
        warnings.add(new Warning(
                Kind.TO_REVIEW,
                subject,
                "compares texts with regard to case; queries no longer find texts that differ in it"));
        for (String key : this.context.uniqueKeysOn(table, before.name())) {
            warnings.add(new Warning(
                    Kind.TO_REVIEW,
                    subject,
                    "compares texts with regard to case; the unique key %s no longer excludes texts that differ only in it, and the downgrade fails on them"
                            .formatted(key)));
        }
        return warnings;
    }

    /** Returns the warnings for a plain column that becomes a generated one. */
    private List<Warning> generated(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        warnings.add(new Warning(
                Kind.LOSES_DATA,
                Warnings.subject(table, after.name()),
                "becomes a generated column: its values are replaced by those of the expression, and the downgrade does not restore them"
                        + differing(table, before, after)));
        warnings.addAll(equalResults(table, before, after));
        return warnings;
    }

    /** Returns the warnings for a generated column that gets another expression. */
    List<Warning> recomputed(QualifiedName table, Column before, Column after) {
        if (before.generated() == null
                || after.generated() == null
                || before.generated().expression().equals(after.generated().expression())) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        warnings.add(new Warning(
                Kind.CHANGES_VALUES,
                Warnings.subject(table, after.name()),
                "is computed by another expression" + differing(table, before, after)));
        warnings.addAll(equalResults(table, before, after));
        return warnings;
    }

    /** Returns the warnings for the unique keys in which the results of a new expression might be equal. */
    private List<Warning> equalResults(QualifiedName table, Column before, Column after) {
        String printed = Objects.requireNonNull(after.generated()).expression();
        String expression = "(" + Warnings.oneLine(this.ddl.expression(printed)) + ")";
        return this.context.uniqueKeysOn(table, before.name()).stream()
                .map((key) -> new Warning(
                        Kind.FAILS_ON_ROWS,
                        Warnings.subject(table, after.name()),
                        "gets values by which the unique key %s fails if they are equal%s"
                                .formatted(
                                        key,
                                        this.context.mentionsNewColumn(table, printed)
                                                ? ""
                                                : equalRows(table, key, before, expression))))
                .toList();
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

    /** Returns a column with its collation, also if that is the one of its table's options. */
    static Column inTable(Column column, String options) {
        Matcher collation = COLLATION.matcher(options);
        return column.collation() == null && collation.find() ? column.collation(collation.group(1)) : column;
    }

    /** Returns the warnings for a column with another character set or collation. */
    List<Warning> recoded(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        String subject = Warnings.subject(table, after.name());
        String column = this.ddl.identifier(before.name());
        warnings.add(this.ddl
                .hasUnknownCharacter(column, before, after)
                .map((condition) -> new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "changes its character set; a character that it cannot store makes this fail, or becomes '?' where the SQL mode is not strict; SELECT count(*) FROM %s WHERE %s"
                                .formatted(this.ddl.name(table), condition)))
                .orElseGet(() -> new Warning(
                        Kind.TO_REVIEW, subject, "changes its collation; texts compare and sort differently")));
        for (String key : this.context.uniqueKeysOn(table, before.name())) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "changes its collation; the unique key %s fails if texts become equal, by case, accents, or trailing blanks%s"
                            .formatted(key, equalAfter(table, key, before, after))));
        }
        return warnings;
    }

    /** Returns the query for the texts of a unique key that the new collation makes equal, if it is known. */
    private String equalAfter(QualifiedName table, String key, Column before, Column after) {
        return this.ddl
                .recollated(this.ddl.identifier(before.name()), after)
                .map((text) -> equalRows(table, key, before, text))
                .orElse("");
    }

    /** Returns the query for rows that are equal in a unique key if a column has other values. */
    private String equalRows(QualifiedName table, String key, Column column, String value) {
        List<String> expressions =
                UniqueKey.of(this.context.definitionOf(table, key), this.ddl).expressions();
        List<String> values = this.context.columnsOf(table, key).stream()
                .map((name) -> UniqueKey.prefix(
                        name.equals(column.name()) ? value : this.ddl.identifier(name),
                        this.ddl.identifier(name),
                        expressions))
                .toList();
        return "; " + new UniqueKey(values, "", false).equalRows(table, this.ddl, this.context);
    }

    /** Returns the warning for a column that is added as nullable and must be filled before it becomes NOT NULL. */
    static Warning newNotNull(QualifiedName table, Column column) {
        return new Warning(
                Kind.FAILS_ON_ROWS,
                Warnings.subject(table, column.name()),
                "is a new NOT NULL column; set a value for existing rows here");
    }
}
