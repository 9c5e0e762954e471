package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.Mentions;
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
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Determines the warnings for each operation, where possible with a query that shows whether they apply. */
final class Warnings implements OperationVisitor<List<Warning>> {

    private static final Pattern VALUE = Pattern.compile("\\bVALUE\\b");
    private static final String NOT_NULL = "NOT NULL";

    private final Ddl ddl;
    private final SectionContext context;
    private final ColumnWarnings columns;
    private final ConstraintWarnings constraints;
    private final PositionWarnings positions;

    /**
     * Creates the warnings of one section.
     */
    Warnings(Ddl ddl, SectionContext context) {
        this.ddl = ddl;
        this.context = context;
        this.columns = new ColumnWarnings(ddl, context);
        this.constraints = new ConstraintWarnings(ddl, context);
        this.positions = new PositionWarnings(ddl, context);
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
        return this.columns.altered(operation.table(), operation.before(), operation.after());
    }

    @Override
    public List<Warning> visit(RebuildTable operation) {
        List<Warning> warnings = new ArrayList<>();
        QualifiedName table = operation.after().name();
        for (Column before : operation.before().columns()) {
            String kept = operation.copied().get(before.name());
            if (kept == null) {
                operation
                        .after()
                        .column(before.name())
                        .ifPresentOrElse(
                                (after) -> warnings.addAll(this.columns.altered(table, before, after)),
                                () -> warnings.addAll(visit(new DropColumn(table, before))));
            } else {
                if (!kept.equals(before.name())) {
                    warnings.addAll(renamed(subject(table, kept), before.name()));
                }
                operation
                        .after()
                        .column(kept)
                        .ifPresent((after) -> warnings.addAll(this.columns.altered(table, before, after)));
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
                            constraint.isEquivalentTo(other, false) || isRelaxed(operation, constraint, other))) {
                warnings.addAll(this.constraints.added(table, constraint));
            }
            warnings.addAll(this.positions.changed(table, operation.before().constraints(), constraint));
        }
        return warnings;
    }

    /** Whether a check allows every value of a former check, on columns with the same names. */
    private boolean isRelaxed(RebuildTable operation, Constraint constraint, Constraint other) {
        return operation.copied().entrySet().stream()
                        .allMatch((column) -> column.getKey().equals(column.getValue()))
                && this.constraints.allows(operation.after().name(), constraint, other);
    }

    @Override
    public List<Warning> visit(AddConstraint operation) {
        return this.constraints.added(operation.table(), operation.constraint());
    }

    @Override
    public List<Warning> visit(ReplacePrimaryKey operation) {
        return this.constraints.added(operation.table(), operation.after());
    }

    @Override
    public List<Warning> visit(CreateIndex operation) {
        return this.constraints.created(operation.table(), operation.index());
    }

    @Override
    public List<Warning> visit(AlterEnum operation) {
        List<String> removed = new ArrayList<>(operation.before().labels());
        removed.removeAll(operation.after().labels());
        if (removed.isEmpty() && operation.exchanges()) {
            return operation.uses().stream()
                    .map(AlterEnum.Use::table)
                    .distinct()
                    .map((table) -> new Warning(
                            Kind.REWRITES_ROWS,
                            table.toString(),
                            "uses the type %s, which is replaced; every row is rewritten while the table is locked"
                                    .formatted(operation.after().name())))
                    .toList();
        }
        return removed.isEmpty()
                ? List.of()
                : operation.uses().stream()
                        .map((use) -> removed(operation, use, removed))
                        .toList();
    }

    private Warning removed(AlterEnum operation, AlterEnum.Use use, List<String> removed) {
        List<String> labels = removed.stream().map(this.ddl::literal).toList();
        String column = this.ddl.identifier(use.column().name());
        String condition = use.column().type().endsWith("[]")
                ? "%s && ARRAY[%s]::%s[]"
                        .formatted(
                                column,
                                String.join(", ", labels),
                                this.ddl.name(operation.before().name()))
                : "%s IN (%s)".formatted(column, String.join(", ", labels));
        return new Warning(
                Kind.FAILS_ON_ROWS,
                subject(use.table(), use.column().name()),
                "%s; SELECT count(*) FROM %s WHERE %s"
                        .formatted(TypeChange.removed(labels), this.ddl.name(use.table()), condition));
    }

    @Override
    public List<Warning> visit(AlterSequence operation) {
        Sequence before = operation.before();
        Sequence after = operation.after();
        List<Warning> warnings = new ArrayList<>();
        if (after.maximum() < before.maximum() || after.minimum() > before.minimum()) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    after.name().toString(),
                    "allows only numbers from %d to %d; fails if its last number is another one%s"
                            .formatted(after.minimum(), after.maximum(), lastOutside(after))));
        }
        if (before.increment() != after.increment()) {
            warnings.add(new Warning(
                    Kind.NOT_ROLLING,
                    after.name().toString(),
                    "increments by %d instead of %d; instances that use the old increment must not run at the same time"
                            .formatted(after.increment(), before.increment())));
        }
        return warnings;
    }

    /** Returns the query that finds a last number outside the range of a sequence, if a query can read that. */
    private String lastOutside(Sequence sequence) {
        return this.ddl
                .lastNumber()
                .map((column) -> "; SELECT count(*) FROM %s WHERE %s NOT BETWEEN %d AND %d"
                        .formatted(this.ddl.name(sequence.name()), column, sequence.minimum(), sequence.maximum()))
                .orElse("");
    }

    @Override
    public List<Warning> visit(DropSequence operation) {
        return operation.numbers().isEmpty()
                ? loses(operation.sequence().name().toString(), "is dropped with its current value")
                : List.of();
    }

    @Override
    public List<Warning> visit(AlterOptions operation) {
        List<Warning> warnings = new ArrayList<>();
        if (this.ddl.losesHistory(operation)) {
            warnings.add(
                    new Warning(
                            Kind.LOSES_DATA,
                            operation.table().toString(),
                            "is no longer versioned, and loses the former versions of its rows; copy those that are still needed first"));
        }
        if (this.ddl.rewritesRows(operation)) {
            warnings.add(new Warning(
                    Kind.REWRITES_ROWS,
                    operation.table().toString(),
                    "changes its storage; every row is rewritten while the table is locked"));
        }
        if (this.ddl.losesRowsInACrash(operation)) {
            warnings.addAll(loses(
                    operation.table().toString(),
                    "becomes unlogged: a crash of the server empties it, and replicas do not have its rows"));
        }
        for (Column before : operation.columnsBefore()) {
            operation.columnsAfter().stream()
                    .filter((after) -> after.name().equals(before.name()))
                    .forEach((after) -> warnings.addAll(this.columns.recoded(
                            operation.table(),
                            ColumnWarnings.inTable(before, operation.before()),
                            ColumnWarnings.inTable(after, operation.after()))));
        }
        return warnings;
    }

    @Override
    public List<Warning> visit(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        boolean isOfNewTable = this.context.before().tables().isEmpty() && this.context.createsTables();
        if (isOfNewTable || !operation.numbers().isEmpty()) {
            return List.of();
        }
        return List.of(new Warning(
                Kind.FAILS_ON_ROWS,
                sequence.name().toString(),
                "starts at %d; if it numbers rows of an existing table, start it above their values"
                        .formatted(sequence.start())));
    }

    @Override
    public List<Warning> visit(RenameColumn operation) {
        return renamed(
                subject(operation.table(), operation.to()), operation.column().name());
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
        if (after.kind() == SqlObject.Kind.FUNCTION) {
            warnings.addAll(computedBefore(after.name()));
        }
        for (Part part : after.otherParts(before)) {
            if (part.kind() == Part.PartKind.ATTRIBUTE) {
                warnings.addAll(
                        loses(
                                after.name() + "." + part.name(),
                                "is dropped with its data in every column of the type; the downgrade restores only the attribute"));
            }
        }
        for (Part part : after.parts()) {
            if ((part.kind() == Part.PartKind.CONSTRAINT || part.text().startsWith("UNIQUE "))
                    && !before.parts().contains(part)) {
                warnings.add(new Warning(
                        Kind.FAILS_ON_ROWS,
                        after.name().toString(),
                        "fails if it has rows that violate " + oneLine(part.text())));
            }
            if (part.kind() == Part.PartKind.RULE && !before.parts().contains(part)) {
                warnings.add(new Warning(
                        Kind.FAILS_ON_ROWS,
                        after.name().toString(),
                        "fails if a column of the domain has values that violate %s%s"
                                .formatted(oneLine(part.text()), violations(after.name(), part.text()))));
            }
        }
        return warnings;
    }

    /** Returns the warnings for the values that a former body of a function has computed, with the statements to run. */
    private List<Warning> computedBefore(QualifiedName function) {
        Set<String> names = Set.of(function.name().split("\\(", 2)[0]);
        List<Warning> warnings = new ArrayList<>();
        for (Table table : this.context.before().tables()) {
            for (Column column : table.columns()) {
                Generated generated = column.generated();
                if (generated != null && generated.stored() && Mentions.anyOf(names, generated.expression())) {
                    warnings.add(new Warning(
                            Kind.TO_REVIEW,
                            subject(table.name(), column.name()),
                            "keeps the values that %s has computed before; to compute them again: UPDATE %s SET %s = DEFAULT"
                                    .formatted(
                                            function,
                                            this.ddl.name(table.name()),
                                            this.ddl.identifier(column.name()))));
                }
            }
            for (Index index : table.indexes()) {
                if (Mentions.anyOf(names, index.definition())) {
                    warnings.add(new Warning(
                            Kind.TO_REVIEW,
                            subject(table.name(), index.name()),
                            "keeps the keys that %s has computed before; to compute them again: REINDEX INDEX %s"
                                    .formatted(
                                            function, this.ddl.name(table.name().sibling(index.name())))));
                }
            }
        }
        return warnings;
    }

    /** Returns the queries that count the values that violate a rule of a domain. */
    private String violations(QualifiedName domain, String rule) {
        Optional<String> violation = rule.equals(NOT_NULL)
                ? Optional.of("VALUE IS NULL")
                : ColumnCheck.condition(oneLine(rule)).map("NOT (%s)"::formatted);
        StringBuilder queries = new StringBuilder();
        for (Table table : this.context.before().tables()) {
            for (Column column : table.columns()) {
                if (violation.isPresent() && column.type().replace("\"", "").equals(domain.toString())) {
                    String name = this.ddl.identifier(column.name());
                    queries.append("; SELECT count(*) FROM %s WHERE %s"
                            .formatted(
                                    this.ddl.name(table.name()),
                                    VALUE.matcher(violation.get()).replaceAll(Matcher.quoteReplacement(name))));
                }
            }
        }
        return queries.toString();
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

    @Override
    public List<Warning> visit(AddColumn operation) {
        return this.context
                .replacedBy(operation)
                .map((before) -> this.columns.recomputed(operation.table(), before, operation.column()))
                .orElse(List.of());
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
    public List<Warning> visit(CreateTable operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateObject operation) {
        SqlObject created = operation.definition();
        QualifiedName table = created.table();
        if (created.kind() != SqlObject.Kind.BOUNDS || table == null) {
            return List.of();
        }
        String query = created.parts(Part.PartKind.CONDITION).stream()
                .map((condition) ->
                        "; SELECT count(*) FROM %s WHERE NOT (%s)".formatted(this.ddl.name(table), condition.text()))
                .collect(Collectors.joining());
        return List.of(new Warning(
                Kind.FAILS_ON_ROWS, table.toString(), "fails if it has rows outside of its bounds" + query));
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

    private static List<Warning> renamed(String subject, String before) {
        return List.of(new Warning(
                Kind.NOT_ROLLING,
                subject,
                "is renamed from %s; instances not yet replaced still use the old name".formatted(before)));
    }

    private static List<Warning> loses(String subject, String why) {
        return List.of(new Warning(Kind.LOSES_DATA, subject, why));
    }

    static String subject(QualifiedName table, String name) {
        return table + "." + name;
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
