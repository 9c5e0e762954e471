package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.ColumnPart;
import dev.migrate.operation.PortableTypes;
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

/** Completes the current schema with the tables, columns and sequences that the mapping requires. */
final class PartialSchema {

    private final DatabaseContext databaseContext;
    private final PortableTypes portableTypes;
    private final ColumnTypes types;
    private final List<SchemaDifference> unmapped = new ArrayList<>();
    private final Map<QualifiedName, List<MappedColumn>> chosen = new LinkedHashMap<>();

    PartialSchema(DatabaseContext databaseContext) {
        this.databaseContext = databaseContext;
        this.portableTypes = databaseContext.portableTypes();
        this.types = new ColumnTypes(databaseContext);
    }

    TargetSchema desired(AggregateTables mapped) {
        Schema schema = this.databaseContext.current();
        Set<String> namespaces = new HashSet<>();
        for (MappedTable table : mapped.tables()) {
            String namespace = table.name().namespace();
            if (namespace != null && namespaces.add(namespace) && !has(schema, namespace)) {
                schema = schema.with(null, new Namespace(namespace));
            }
        }
        for (QualifiedName sequence : mapped.sequences()) {
            if (schema.sequences().stream().noneMatch((one) -> isSame(one.name(), sequence))) {
                schema = schema.with(null, this.portableTypes.sequence(sequence, 1, 1));
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
        List<String> statements = OperationPlanner.copy(schema, this.databaseContext.limits()).stream()
                .flatMap((operation) -> this.databaseContext.sql(operation).stream())
                .toList();
        return new TargetSchema(
                statements,
                Map.of(),
                namespaces,
                mapped.renames(),
                false,
                Set.of(),
                (schemaObject) -> false,
                this.unmapped,
                this.chosen.entrySet().stream()
                        .map((table) -> remark(table.getKey(), table.getValue()))
                        .toList());
    }

    /** Returns the note to review the selected types of a table, on one line. */
    private Warning remark(QualifiedName table, List<MappedColumn> columns) {
        String types = there(this.databaseContext.current(), table).isPresent()
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

    /** Whether two names are the same; case is ignored if the database does not fold names. */
    private boolean isSame(String left, String right) {
        return this.databaseContext.folding() == DatabaseContext.Folding.NONE
                ? left.equalsIgnoreCase(right)
                : left.equals(right);
    }

    /** Returns an existing table with its missing columns added and its incompatible types changed. */
    private Table completed(Table table, MappedTable mapped) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Optional<MappedColumn> wanted = mapped.columns().stream()
                    .filter((one) -> isSame(one.name(), column.name()))
                    .findFirst();
            if (wanted.isEmpty()) {
                this.unmapped.add(new SchemaDifference(Change.DROP, table.name(), column, null, List.of()));
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
        if (ColumnTypes.family(wanted.stored()).fits(JdbcTypeFamily.of(there.type()))) {
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
        Column column = this.portableTypes.column(
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
                                    this.databaseContext.written(parent.table()),
                                    written(parent.targets())),
                    parent.table()));
        }
        return new Table(mapped.name(), columns, constraints, List.of(), "", null);
    }

    private String name(MappedTable table, List<String> columns, String suffix) {
        return this.databaseContext.folded(
                Stream.of(Stream.of(table.name().name()), columns.stream(), Stream.of(suffix))
                        .flatMap((part) -> part)
                        .collect(Collectors.joining("_")));
    }

    private String written(List<String> columns) {
        return columns.stream().map(this.portableTypes::written).collect(Collectors.joining(", ", "(", ")"));
    }
}
