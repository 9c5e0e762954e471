package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Determines the warnings for each operation, where possible with a query that shows whether they apply. */
final class Warnings implements OperationVisitor<List<Warning>> {

    private static final Pattern UNCHECKED = Pattern.compile(" NOT (VALID|ENFORCED)$");

    private final Ddl ddl;
    private final EmptyColumns empty;

    /**
     * Creates the warnings of one script.
     *
     * @param empty the columns that it adds and leaves empty
     */
    Warnings(Ddl ddl, EmptyColumns empty) {
        this.ddl = ddl;
        this.empty = empty;
    }

    @Override
    public List<Warning> visit(DropTable operation) {
        Table table = operation.table();
        return loses(table.name().toString(), "is dropped with its rows; copy the rows that are still needed first");
    }

    @Override
    public List<Warning> visit(DropColumn operation) {
        return operation.column().generated() != null
                ? List.of()
                : loses(
                        subject(operation.table(), operation.column().name()),
                        "is dropped with its data; the downgrade restores only the column");
    }

    @Override
    public List<Warning> visit(AlterColumn operation) {
        return changes(operation.table(), operation.before(), operation.after());
    }

    private List<Warning> changes(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        String subject = subject(table, after.name());
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

    @Override
    public List<Warning> visit(RebuildTable operation) {
        List<Warning> warnings = new ArrayList<>();
        QualifiedName table = operation.after().name();
        for (Column before : operation.before().columns()) {
            String kept = operation.copied().get(before.name());
            if (kept == null) {
                if (before.generated() == null
                        && operation.after().column(before.name()).isEmpty()) {
                    warnings.addAll(loses(subject(table, before.name()), "is dropped with its data"));
                }
            } else {
                if (!kept.equals(before.name())) {
                    warnings.addAll(renamed(subject(table, kept), before.name()));
                }
                operation.after().column(kept).ifPresent((after) -> warnings.addAll(changes(table, before, after)));
            }
        }
        for (Column after : operation.after().columns()) {
            if (!operation.copied().containsValue(after.name())
                    && !after.nullable()
                    && after.defaultValue() == null
                    && after.identity() == null
                    && after.generated() == null) {
                warnings.add(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(table, after.name()),
                        "is a new NOT NULL column; set a value for existing rows in the INSERT below"));
            }
        }
        for (Constraint constraint : operation.after().constraints()) {
            if (operation.before().constraints().stream()
                    .noneMatch((other) ->
                            constraint.isEquivalentTo(other, false) || allows(operation, constraint, other))) {
                warnings.addAll(demands(table, constraint));
            }
        }
        return warnings;
    }

    private boolean allows(RebuildTable operation, Constraint constraint, Constraint other) {
        return operation.copied().entrySet().stream()
                        .allMatch((column) -> column.getKey().equals(column.getValue()))
                && allows(operation.after().name(), constraint, other);
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

    @Override
    public List<Warning> visit(AddConstraint operation) {
        return demands(operation.table(), operation.constraint());
    }

    @Override
    public List<Warning> visit(ReplacePrimaryKey operation) {
        return demands(operation.table(), operation.after());
    }

    private List<Warning> demands(QualifiedName table, Constraint constraint) {
        if (this.empty.satisfy(table, constraint, this.ddl)) {
            return List.of();
        }
        String subject = subject(table, constraint.name());
        String columns = constraint.columns().stream().map(this.ddl::identifier).collect(Collectors.joining(", "));
        return switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE ->
                List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "fails if rows have equal values; SELECT %1$s FROM %2$s GROUP BY %1$s HAVING count(*) > 1"
                                .formatted(columns, this.ddl.name(table))));
            case CHECK, EXCLUSION, FOREIGN_KEY -> {
                String definition = oneLine(this.ddl.definition(table, constraint));
                yield UNCHECKED.matcher(definition).find()
                        ? List.of()
                        : List.of(new Warning(
                                Kind.FAILS_ON_ROWS,
                                subject,
                                OffendingRows.of(table, constraint, definition, this.ddl)));
            }
        };
    }

    @Override
    public List<Warning> visit(CreateIndex operation) {
        boolean fails = operation.index().unique()
                && !this.empty.areDistinct(
                        operation.table(),
                        operation.index().columns(),
                        operation.index().definition());
        return fails
                ? List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(operation.table(), operation.index().name()),
                        "fails if rows have equal values"))
                : List.of();
    }

    @Override
    public List<Warning> visit(AlterEnum operation) {
        List<String> gone = new ArrayList<>(operation.before().labels());
        gone.removeAll(operation.after().labels());
        return gone.isEmpty() || operation.uses().isEmpty()
                ? List.of()
                : List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        operation.after().name().toString(),
                        "no longer has %s: set another value for rows that have it first"
                                .formatted(String.join(", ", gone))));
    }

    @Override
    public List<Warning> visit(AlterSequence operation) {
        return operation.before().increment() == operation.after().increment()
                ? List.of()
                : List.of(new Warning(
                        Kind.NOT_ROLLING,
                        operation.after().name().toString(),
                        "increments by %d instead of %d; instances that use the old increment must not run at the same time"
                                .formatted(
                                        operation.after().increment(),
                                        operation.before().increment())));
    }

    @Override
    public List<Warning> visit(DropSequence operation) {
        return loses(operation.sequence().name().toString(), "is dropped with its current value");
    }

    private static List<Warning> renamed(String subject, String before) {
        return List.of(new Warning(
                Kind.NOT_ROLLING,
                subject,
                "is renamed from %s; instances not yet replaced still use the old name".formatted(before)));
    }

    private static List<Warning> loses(String subject, String why) {
        return List.of(new Warning(Kind.LOSES_DATA, subject, why));
    }

    /** Returns the warning for a column that is added as nullable and must be filled before it becomes NOT NULL. */
    static Warning isToBeFilled(QualifiedName table, Column column) {
        return new Warning(
                Kind.FAILS_ON_ROWS,
                subject(table, column.name()),
                "is a new NOT NULL column; set a value for existing rows here");
    }

    static String subject(QualifiedName table, String name) {
        return table + "." + name;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Override
    public List<Warning> visit(AddColumn operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(AlterOptions operation) {
        List<Warning> warnings = new ArrayList<>();
        if (this.ddl.rewritesRows(operation)) {
            warnings.add(new Warning(
                    Kind.REWRITES_ROWS,
                    operation.table().toString(),
                    "changes its storage; every row is rewritten while the table is locked"));
        }
        operation.columnsAfter().forEach((column) -> warnings.addAll(recoded(operation.table(), column)));
        return warnings;
    }

    private List<Warning> recoded(QualifiedName table, Column column) {
        return List.of(
                new Warning(
                        Kind.CHANGES_VALUES,
                        subject(table, column.name()),
                        "changes its character set or collation; a character that it cannot store makes this fail,"
                                + " or becomes '?' without a strict SQL mode, and text compares differently"),
                new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(table, column.name()),
                        "changes its character set or collation; a unique key on it fails if rows become"
                                + " equal (by case, accents, or trailing blanks)"));
    }

    @Override
    public List<Warning> visit(CommentOnTable operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateEnum operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateNamespace operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        return List.of(new Warning(
                Kind.FAILS_ON_ROWS,
                sequence.name().toString(),
                "starts at %d; if it numbers rows of an existing table, start it above their values"
                        .formatted(sequence.start())));
    }

    @Override
    public List<Warning> visit(CreateTable operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateObject operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(DropConstraint operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(DropEnum operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(DropIndex operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(DropNamespace operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(Execute operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(RenameColumn operation) {
        return renamed(
                subject(operation.table(), operation.to()), operation.column().name());
    }

    @Override
    public List<Warning> visit(RenameConstraint operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(RenameIndex operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(RenameSequence operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(RenameTable operation) {
        return renamed(operation.to().toString(), operation.from().toString());
    }

    @Override
    public List<Warning> visit(ReplaceObject operation) {
        SqlObject before = operation.before();
        SqlObject after = operation.after();
        List<Warning> warnings = new ArrayList<>();
        for (Part part : after.otherParts(before)) {
            if (part.kind() == Part.PartKind.ATTRIBUTE) {
                warnings.addAll(
                        loses(
                                after.name() + "." + part.name(),
                                "is dropped with its data in every column of the type; the downgrade restores only the attribute"));
            }
        }
        for (Part part : after.parts()) {
            if (part.kind() == Part.PartKind.RULE && !before.parts().contains(part)) {
                warnings.add(new Warning(
                        Kind.FAILS_ON_ROWS,
                        after.name().toString(),
                        "fails if a column of the domain has values that violate %s".formatted(oneLine(part.text()))));
            }
        }
        return warnings;
    }

    @Override
    public List<Warning> visit(DropObject operation) {
        SqlObject sqlObject = operation.definition();
        return sqlObject.kind() == SqlObject.Kind.PARTITION
                ? loses(
                        sqlObject.name().toString(),
                        "is dropped with its rows, even if it is recreated; detach it or copy the rows first")
                : List.of();
    }
}
