package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.Desired;
import dev.migrate.autogenerate.Target;
import dev.migrate.diff.Difference;
import dev.migrate.diff.Difference.Change;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.ColumnPart;
import dev.migrate.operation.Vocabulary;
import dev.migrate.render.Warning;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The database as it is, with what mapped tables miss. */
final class PartialSchema {

    private final Target target;
    private final Vocabulary vocabulary;
    private final ColumnTypes types;
    private final List<Difference> unmapped = new ArrayList<>();
    private final Map<QualifiedName, List<MappedColumn>> chosen = new LinkedHashMap<>();

    PartialSchema(Target target) {
        this.target = target;
        this.vocabulary = target.dialect().vocabulary();
        this.types = new ColumnTypes(this.vocabulary);
    }

    Desired desired(AggregateTables mapped) {
        Schema schema = this.target.current();
        Set<String> namespaces = new HashSet<>();
        for (MappedTable table : mapped.tables()) {
            String namespace = table.name().namespace();
            if (namespace != null && namespaces.add(namespace) && !has(schema, namespace)) {
                schema = schema.with(null, new Namespace(namespace));
            }
        }
        for (QualifiedName sequence : mapped.sequences()) {
            if (schema.sequences().stream().noneMatch((one) -> isSame(one.name(), sequence))) {
                schema = schema.with(null, this.vocabulary.sequence(sequence, 1, 1));
            }
        }
        for (MappedTable table : mapped.tables()) {
            Optional<Table> there = there(schema, table.name());
            if (there.isEmpty()) {
                schema = schema.with(null, made(table));
            } else {
                Table completed = completed(there.get(), table);
                schema = schema.withTables(schema.tables().stream()
                        .map((one) -> one.name().equals(completed.name()) ? completed : one)
                        .toList());
            }
        }
        List<String> statements = Drafter.copy(schema, this.target.ddl().traits()).stream()
                .flatMap((operation) -> operation.accept(this.target.ddl()).stream())
                .toList();
        return new Desired(
                statements,
                Map.of(),
                namespaces,
                mapped.renames(),
                false,
                Set.of(),
                (element) -> false,
                this.unmapped,
                this.chosen.entrySet().stream()
                        .map((table) -> remark(table.getKey(), table.getValue()))
                        .toList());
    }

    /** What a person has to look at, in one line for each table. */
    private Warning remark(QualifiedName table, List<MappedColumn> columns) {
        String types = there(this.target.current(), table).isPresent()
                ? "types of %s, which fit"
                        .formatted(columns.stream().map(MappedColumn::name).collect(Collectors.joining(", ")))
                : "types of all columns, which fit";
        String keys = columns.stream()
                .filter((column) -> column.pointsTo() != null)
                .map((column) -> "; does %s need a foreign key to %s?".formatted(column.name(), column.pointsTo()))
                .collect(Collectors.joining());
        return new Warning(
                Warning.Kind.TO_REVIEW, table.toString(), "review the %s in most cases%s".formatted(types, keys));
    }

    private static boolean has(Schema schema, String namespace) {
        return schema.namespaces().stream().anyMatch((one) -> one.name().equals(namespace));
    }

    private Optional<Table> there(Schema schema, QualifiedName name) {
        return schema.table(name)
                .or(() -> schema.tables().stream()
                        .filter((table) -> isSame(table.name(), name))
                        .findFirst());
    }

    private boolean isSame(QualifiedName left, QualifiedName right) {
        return isSame(left.toString(), right.toString());
    }

    /** Where names are kept as they were written, case does not tell them apart. */
    private boolean isSame(String left, String right) {
        return this.target.folding() == Target.Folding.NONE ? left.equalsIgnoreCase(right) : left.equals(right);
    }

    /** A table that is there, with the columns that it misses, and the types that it cannot do with. */
    private Table completed(Table table, MappedTable mapped) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Optional<MappedColumn> wanted = mapped.columns().stream()
                    .filter((one) -> isSame(one.name(), column.name()))
                    .findFirst();
            if (wanted.isEmpty()) {
                this.unmapped.add(new Difference(Change.DROP, table.name(), column, null, List.of()));
            }
            columns.add(wanted.map((one) -> fitting(table.name(), column, one)).orElse(column));
        }
        for (MappedColumn column : mapped.columns()) {
            if (table.columns().stream().noneMatch((one) -> isSame(one.name(), column.name()))) {
                columns.add(made(table.name(), column, column.nullable(), false));
            }
        }
        return table.withColumns(columns);
    }

    private Column fitting(QualifiedName table, Column there, MappedColumn wanted) {
        if (ColumnTypes.family(wanted.stored()).fits(Family.of(there.type()))) {
            return there;
        }
        String type = made(table, wanted, there.nullable(), false).type();
        return new Column(
                there.name(),
                type,
                there.nullable(),
                there.defaultValue(),
                null,
                there.generated(),
                null,
                there.onUpdate(),
                there.comment());
    }

    private Column made(QualifiedName table, MappedColumn wanted, boolean nullable, boolean numbered) {
        Column column = this.vocabulary.column(
                wanted.name(),
                new ColumnPart(wanted.name(), this.types.of(wanted.stored()), nullable, numbered, null, null, null));
        this.chosen.computeIfAbsent(table, (name) -> new ArrayList<>()).add(wanted);
        return column;
    }

    private Table made(MappedTable mapped) {
        List<Column> columns = mapped.columns().stream()
                .map((column) -> made(
                        mapped.name(), column, column.nullable() && !mapped.isNeeded(column.name()), column.numbered()))
                .toList();
        List<Constraint> constraints = new ArrayList<>();
        if (!mapped.key().isEmpty()) {
            constraints.add(new Constraint(
                    Constraint.Kind.PRIMARY_KEY,
                    name(mapped, List.of(), "pkey"),
                    true,
                    mapped.key(),
                    "PRIMARY KEY " + written(mapped.key()),
                    null));
        }
        for (MappedTable.Parent parent : mapped.parents()) {
            constraints.add(new Constraint(
                    Constraint.Kind.FOREIGN_KEY,
                    name(mapped, parent.columns(), "fkey"),
                    true,
                    parent.columns(),
                    "FOREIGN KEY %s REFERENCES %s %s"
                            .formatted(
                                    written(parent.columns()),
                                    this.target.ddl().name(parent.table()),
                                    written(parent.targets())),
                    parent.table()));
        }
        return new Table(mapped.name(), columns, constraints, List.of(), "", null);
    }

    private String name(MappedTable table, List<String> columns, String suffix) {
        return this.target.folded(Stream.of(Stream.of(table.name().name()), columns.stream(), Stream.of(suffix))
                .flatMap((part) -> part)
                .collect(Collectors.joining("_")));
    }

    private String written(List<String> columns) {
        return columns.stream().map(this.vocabulary::written).collect(Collectors.joining(", ", "(", ")"));
    }
}
