package dev.migrate.diff;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.SqlObject.Part.PartKind;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partition as a table by itself, right before it is attached or right after it is detached.
 *
 * @param parent the table at the top, whose columns and constraints the partition has
 */
record DetachedPartition(SqlObject partition, Table parent) {

    private static final String INHERITS = "INHERITS (";
    private static final String KEY = "PARTITION BY ";

    /** Returns the detached form of a partition; empty if its table is not compared. */
    static Optional<DetachedPartition> of(Schema schema, SqlObject partition) {
        Optional<QualifiedName> above = partition.uses().stream().findFirst();
        while (above.isPresent()) {
            QualifiedName name = above.get();
            Optional<Table> parent = schema.table(name);
            if (parent.isPresent()) {
                return Optional.of(new DetachedPartition(partition, parent.get()));
            }
            above = schema.definitions().stream()
                    .filter((other) -> other.kind() == SqlObject.Kind.PARTITION
                            && other.name().equals(name))
                    .flatMap((other) -> other.uses().stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Returns the form in which an existing table can be attached; empty if it cannot get it. */
    Optional<Table> like(Table table) {
        if (!isOfSameKind(table)) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            this.parent.column(column.name()).ifPresent((wanted) -> columns.add(like(column, wanted)));
        }
        this.parent.columns().stream()
                .filter((column) -> table.column(column.name()).isEmpty())
                .forEach((column) -> columns.add(like(column, column)));
        Set<Constraint> constraints = new LinkedHashSet<>(ownConstraints(table));
        for (Constraint wanted : this.parent.constraints()) {
            constraints.add(
                    wanted.kind() == Constraint.Kind.CHECK
                            ? wanted.named(wanted.name())
                            : table.constraints().stream()
                                    .filter((constraint) -> constraint.isEquivalentTo(wanted, false))
                                    .findFirst()
                                    .orElseGet(() -> inherited(wanted)));
        }
        Set<Index> indexes = new LinkedHashSet<>(ownIndexes(table));
        for (Index wanted : this.parent.indexes()) {
            indexes.add(table.indexes().stream()
                    .filter((index) -> index.isEquivalentTo(wanted))
                    .findFirst()
                    .orElseGet(() -> inherited(wanted)));
        }
        return Optional.of(new Table(
                table.name(), columns, List.copyOf(constraints), List.copyOf(indexes), table.options(), comment()));
    }

    /** Returns the form that a partition gets when it is detached to become a table; empty if it cannot become that. */
    Optional<Table> before(Table table) {
        if (!isOfSameKind(table)) {
            return Optional.empty();
        }
        ConstraintNaming server = ConstraintNaming.convention(List.of(), List.of());
        List<Constraint> constraints = new ArrayList<>(ownConstraints(table));
        for (Constraint given : this.parent.constraints()) {
            constraints.add(server.named(table.name(), inherited(given)));
        }
        List<Index> indexes = new ArrayList<>(ownIndexes(table));
        for (Index given : this.parent.indexes()) {
            indexes.add(server.named(table.name(), inherited(given)));
        }
        return Optional.of(new Table(
                table.name(),
                this.parent.columns().stream()
                        .map((column) -> like(column, column))
                        .toList(),
                constraints,
                indexes,
                table.options(),
                comment()));
    }

    /** Returns the parts of a partition that its detached form has. */
    List<Part> partsIn(Table table) {
        Set<String> names = new LinkedHashSet<>();
        ownConstraints(table).forEach((constraint) -> names.add(constraint.name()));
        ownIndexes(table).forEach((index) -> names.add(index.name()));
        return this.partition.parts().stream()
                .filter((part) -> switch (part.kind()) {
                    case CONSTRAINT, INDEX -> names.contains(part.name());
                    default -> true;
                })
                .toList();
    }

    /** Whether both are divided by the same key or not at all, and the table inherits nothing. */
    private boolean isOfSameKind(Table table) {
        String key = this.partition.parts(PartKind.BASE).get(0).text();
        String options = table.options();
        return !options.contains(INHERITS)
                && (key.isEmpty() ? !options.contains(KEY) : (options + " ").contains(key + " "));
    }

    /** A partition shares the identity of its table, and keeps its own defaults and comments. */
    private static Column like(Column column, Column wanted) {
        Identity identity = column.identity();
        String defaultValue = wanted.generated() != null || identity != null ? null : column.defaultValue();
        return new Column(
                wanted.name(),
                wanted.type(),
                wanted.nullable(),
                defaultValue,
                null,
                wanted.generated(),
                wanted.collation(),
                null,
                column.comment());
    }

    /** Keys and indexes have their own name in each partition, foreign keys and checks that of the table. */
    private static Constraint inherited(Constraint constraint) {
        boolean named = constraint.kind() == Constraint.Kind.CHECK || constraint.kind() == Constraint.Kind.FOREIGN_KEY;
        return new Constraint(
                constraint.kind(),
                constraint.name(),
                !named,
                constraint.columns(),
                constraint.definition(),
                constraint.references());
    }

    private static Index inherited(Index index) {
        return new Index(index.name(), true, index.unique(), index.columns(), index.definition());
    }

    private List<Constraint> ownConstraints(Table table) {
        return table.constraints().stream()
                .filter((constraint) -> has(PartKind.CONSTRAINT, constraint.name(), constraint.definition()))
                .toList();
    }

    private List<Index> ownIndexes(Table table) {
        return table.indexes().stream()
                .filter((index) ->
                        has(PartKind.INDEX, index.name(), (index.unique() ? "UNIQUE " : "") + index.definition()))
                .toList();
    }

    private boolean has(PartKind kind, String name, String text) {
        return this.partition.parts(kind).stream()
                .anyMatch((part) -> part.name().equals(name) && part.text().equals(text));
    }

    private @Nullable String comment() {
        return this.partition.parts(PartKind.COMMENT).stream()
                .map(Part::text)
                .findFirst()
                .orElse(null);
    }
}
