package dev.migrate.render;

import dev.migrate.dialect.Ddl;
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
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Define;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.Redefine;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.Undefine;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Definition;
import dev.migrate.schema.Definition.Piece;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be thought about before each operation, with the query that tells whether it matters. */
final class Warnings implements OperationVisitor<List<Warning>> {

    private static final Pattern TEXT =
            Pattern.compile("(?:character varying|varchar|character|char)(?:\\((\\d+)\\))?", Pattern.CASE_INSENSITIVE);
    private static final List<String> WHOLE = List.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint");

    private final Ddl ddl;

    Warnings(Ddl ddl) {
        this.ddl = ddl;
    }

    @Override
    public List<Warning> visit(DropTable operation) {
        Table table = operation.table();
        return loses(table.name().toString(), "goes with all its rows; bring over first what is still needed");
    }

    @Override
    public List<Warning> visit(DropColumn operation) {
        return operation.column().generated() != null
                ? List.of()
                : loses(
                        subject(operation.table(), operation.column().name()),
                        "goes with all its values; going back brings the column, not what was in it");
    }

    @Override
    public List<Warning> visit(AlterColumn operation) {
        return changes(operation.table(), operation.before(), operation.after());
    }

    private List<Warning> changes(QualifiedName table, Column before, Column after) {
        List<Warning> warnings = new ArrayList<>();
        String subject = subject(table, after.name());
        if (!before.type().equals(after.type())) {
            warnings.add(typeChange(table, before, after));
        }
        if (this.ddl.recodes(before, after)) {
            warnings.addAll(recoded(table, after));
        }
        if (before.nullable() && !after.nullable()) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "may not be null any more: give the rows that have no value one before this statement; SELECT count(*) FROM %s WHERE %s IS NULL"
                            .formatted(this.ddl.name(table), this.ddl.identifier(after.name()))));
        }
        if (before.identity() != null && after.identity() == null) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    subject,
                    "is not numbered by the database any more: whatever numbers it now has to start above %s"
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
                    warnings.addAll(loses(subject(table, before.name()), "goes with all its values"));
                }
            } else {
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
                        "is new and may not be null: give the rows that are there a value in the INSERT below"));
            }
        }
        for (Constraint constraint : operation.after().constraints()) {
            if (operation.before().constraints().stream().noneMatch((other) -> constraint.demands(other, false))) {
                warnings.addAll(demands(table, constraint));
            }
        }
        return warnings;
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
        String subject = subject(table, constraint.name());
        String columns = constraint.columns().stream().map(this.ddl::identifier).collect(Collectors.joining(", "));
        return switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE ->
                List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "fails while rows have the same values; SELECT %1$s FROM %2$s GROUP BY %1$s HAVING count(*) > 1"
                                .formatted(columns, this.ddl.name(table))));
            case CHECK, EXCLUSION ->
                List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "fails while rows do not meet " + oneLine(constraint.definition())));
            case FOREIGN_KEY ->
                List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject,
                        "fails while %s has values that %s does not have".formatted(columns, constraint.references())));
        };
    }

    @Override
    public List<Warning> visit(CreateIndex operation) {
        return operation.index().unique()
                ? List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(operation.table(), operation.index().name()),
                        "fails while rows have the same values"))
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
                        "has no %s any more: give the rows that have it another value first"
                                .formatted(String.join(", ", gone))));
    }

    @Override
    public List<Warning> visit(AlterSequence operation) {
        return operation.before().increment() == operation.after().increment()
                ? List.of()
                : List.of(new Warning(
                        Kind.NOT_ROLLING,
                        operation.after().name().toString(),
                        "counts by %d instead of %d: instances that still take the old step must not run meanwhile"
                                .formatted(
                                        operation.after().increment(),
                                        operation.before().increment())));
    }

    @Override
    public List<Warning> visit(DropSequence operation) {
        return loses(operation.sequence().name().toString(), "goes, and with it how far it has counted");
    }

    private static List<Warning> loses(String subject, String why) {
        return List.of(new Warning(Kind.LOSES_DATA, subject, why));
    }

    /** A column that has come empty for the sake of the rows that are there. */
    static Warning isToBeFilled(QualifiedName table, Column column) {
        return new Warning(
                Kind.FAILS_ON_ROWS,
                subject(table, column.name()),
                "is new and may not be null: give the rows that are there a value here");
    }

    static String subject(QualifiedName table, String name) {
        return table + "." + name;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Warning typeChange(QualifiedName table, Column before, Column after) {
        String subject = subject(table, after.name());
        String type = "changes its type (%s becomes %s): ".formatted(before.type(), after.type());
        if (isLongerText(before.type(), after.type())) {
            return new Warning(
                    Kind.NOT_ROLLING,
                    subject,
                    type + "no value changes; going back, one that has grown longer meanwhile " + this.ddl.misfit());
        }
        if (isBiggerNumber(before.type(), after.type())) {
            return new Warning(
                    Kind.REWRITES_ROWS,
                    subject,
                    type + "every row is rewritten, and the table is locked as long as that takes");
        }
        Optional<Long> length = isLongerText(after.type(), before.type()) ? length(after.type()) : Optional.empty();
        return new Warning(
                Kind.CHANGES_VALUES,
                subject,
                length.map((most) -> type
                                + "a value that is longer %s; SELECT count(*) FROM %s WHERE %s > %d"
                                        .formatted(
                                                this.ddl.misfit(),
                                                this.ddl.name(table),
                                                this.ddl.length(this.ddl.identifier(before.name())),
                                                most))
                        .orElse(type + "every row is rewritten, and a value that does not fit " + this.ddl.misfit()));
    }

    private static Optional<Long> length(String type) {
        Matcher text = TEXT.matcher(type);
        return text.matches() ? Optional.ofNullable(text.group(1)).map(Long::valueOf) : Optional.empty();
    }

    static boolean isLongerText(String before, String after) {
        Matcher left = TEXT.matcher(before);
        Matcher right = TEXT.matcher(after);
        if (!left.matches() || !right.matches()) {
            return false;
        }
        @Nullable String was = left.group(1);
        @Nullable String is = right.group(1);
        return is == null || (was != null && Long.parseLong(was) <= Long.parseLong(is));
    }

    static boolean isBiggerNumber(String before, String after) {
        int was = WHOLE.indexOf(before.toLowerCase(Locale.ROOT));
        return was >= 0 && was <= WHOLE.indexOf(after.toLowerCase(Locale.ROOT));
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
                    "is kept in another way: every row is rewritten, and the table is locked as long as that takes"));
        }
        operation.columnsAfter().forEach((column) -> warnings.addAll(recoded(operation.table(), column)));
        return warnings;
    }

    private List<Warning> recoded(QualifiedName table, Column column) {
        return List.of(
                new Warning(
                        Kind.CHANGES_VALUES,
                        subject(table, column.name()),
                        "gets another character set or collation: a character that it has no place for makes this fail,"
                                + " or is lost ('?') where the SQL mode is not strict, and texts compare in another way"),
                new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(table, column.name()),
                        "gets another character set or collation: where a unique key has it, fails while rows become"
                                + " equal (by case, accents, or blanks at the end)"));
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
        return List.of();
    }

    @Override
    public List<Warning> visit(CreateTable operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(Define operation) {
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

    @Override
    public List<Warning> visit(RenameTable operation) {
        return List.of();
    }

    @Override
    public List<Warning> visit(Redefine operation) {
        Definition before = operation.before();
        Definition after = operation.after();
        List<Warning> warnings = new ArrayList<>();
        for (Piece piece : after.piecesBeside(before)) {
            if (piece.sort() == Piece.Sort.ATTRIBUTE) {
                warnings.addAll(
                        loses(
                                after.name() + "." + piece.name(),
                                "goes with what every column of the type has in it; going back brings the attribute, not what was in it"));
            }
        }
        for (Piece piece : after.pieces()) {
            if (piece.sort() == Piece.Sort.RULE && !before.pieces().contains(piece)) {
                warnings.add(new Warning(
                        Kind.FAILS_ON_ROWS,
                        after.name().toString(),
                        "fails while a column of the domain has values against %s".formatted(oneLine(piece.text()))));
            }
        }
        return warnings;
    }

    @Override
    public List<Warning> visit(Undefine operation) {
        Definition definition = operation.definition();
        return definition.kind() == Definition.Kind.PARTITION
                ? loses(
                        definition.name().toString(),
                        "goes with all its rows, even where it is made anew; detach it or bring them over first")
                : List.of();
    }
}
