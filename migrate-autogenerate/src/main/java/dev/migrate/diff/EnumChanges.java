package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns differences of enumerated types into operations. */
final class EnumChanges {

    private final Schema current;
    private final Schema desired;
    private final List<SchemaDifference> all;
    private final Set<QualifiedName> exchanged;

    /** The domains and composite types that stand on an exchanged type, each after those on which it stands. */
    private final List<SqlObject> recreated;

    /**
     * Creates the changes of one plan.
     *
     * @param all all differences, which might use a new label
     */
    EnumChanges(Schema current, Schema desired, List<SchemaDifference> all) {
        this.current = current;
        this.desired = desired;
        this.all = all;
        this.exchanged = all.stream()
                .filter(this::isExchange)
                .map((difference) -> ((EnumType) Objects.requireNonNull(difference.before())).name())
                .collect(Collectors.toSet());
        this.recreated = standingOn(this.exchanged);
    }

    /** Returns the domains and composite types that stand on types, each after those on which it stands. */
    private List<SqlObject> standingOn(Set<QualifiedName> types) {
        Set<QualifiedName> names = new HashSet<>(types);
        List<SqlObject> standing = new ArrayList<>();
        boolean more = !types.isEmpty();
        while (more) {
            more = false;
            for (SqlObject type : this.current.definitions()) {
                if (isOfParts(type) && !Collections.disjoint(type.uses(), names) && names.add(type.name())) {
                    standing.add(type);
                    more = true;
                }
            }
        }
        return standing;
    }

    /** Whether a type is a domain or a composite type of PostgreSQL. */
    private static boolean isOfParts(SqlObject type) {
        return (type.kind() == SqlObject.Kind.DOMAIN || type.kind() == SqlObject.Kind.COMPOSITE)
                && !type.parts().isEmpty();
    }

    List<PlannedOperation> of(SchemaDifference difference) {
        EnumType type = (EnumType) difference.element();
        return switch (difference.change()) {
            case ADD -> List.of(new PlannedOperation(Phase.CREATE_TYPE, new CreateEnum(type)));
            case DROP -> List.of(new PlannedOperation(Phase.DROP_TYPE, new DropEnum(type)));
            case ALTER, RENAME -> alter((EnumType) Objects.requireNonNull(difference.before()), type);
        };
    }

    private List<PlannedOperation> alter(EnumType before, EnumType after) {
        AlterEnum alter = new AlterEnum(before, after, uses(before), isUsedByOthers(before, after));
        if (!alter.exchanges()) {
            return List.of(new PlannedOperation(Phase.ALTER_ENUM, alter));
        }
        List<AlterEnum.Use> uses = new ArrayList<>();
        List<PlannedOperation> operations = new ArrayList<>();
        List<PlannedOperation> restored = new ArrayList<>();
        for (AlterEnum.Use use : generated(before.name())) {
            operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropColumn(use.table(), use.column())));
            regenerated(use)
                    .ifPresent((column) ->
                            restored.add(new PlannedOperation(Phase.ALTER_ENUM, new AddColumn(use.table(), column))));
        }
        for (AlterEnum.Use use : alter.uses()) {
            if (use.column().generated() != null) {
                continue;
            }
            if (isDroppedFirst(use.table(), use.column())) {
                operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropColumn(use.table(), use.column())));
                continue;
            }
            Column kept = withoutChangingDefault(use.table(), use.column());
            uses.add(new AlterEnum.Use(use.table(), kept));
            if (!kept.equals(use.column())) {
                operations.add(
                        new PlannedOperation(Phase.ALTER_ENUM, new AlterColumn(use.table(), use.column(), kept)));
            }
        }
        List<SqlObject> standing = standingOn(Set.of(before.name()));
        for (AlterEnum.Use use : uses(standing)) {
            if (use.column().generated() != null) {
                continue;
            }
            if (isDroppedFirst(use.table(), use.column())) {
                operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropColumn(use.table(), use.column())));
                continue;
            }
            Column kept = withoutChangingDefault(use.table(), use.column());
            Column plain = kept.typed(baseType(kept.type(), standing)).defaultValue(null);
            uses.add(new AlterEnum.Use(use.table(), plain));
            operations.add(new PlannedOperation(Phase.ALTER_ENUM, new AlterColumn(use.table(), use.column(), plain)));
            restored.add(new PlannedOperation(Phase.ALTER_ENUM, new AlterColumn(use.table(), plain, kept)));
        }
        List<SqlObject> casts = casts(before);
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropObject(cast))));
        for (int at = standing.size() - 1; at >= 0; at--) {
            operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropObject(standing.get(at))));
        }
        operations.add(
                new PlannedOperation(Phase.ALTER_ENUM, new AlterEnum(before, after, uses, alter.usesNewLabel())));
        standing.forEach(
                (type) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new CreateObject(changed(type)))));
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new CreateObject(cast))));
        operations.addAll(restored);
        return operations;
    }

    /** Returns the columns of domains. */
    private List<AlterEnum.Use> uses(List<SqlObject> standing) {
        Set<QualifiedName> domains = standing.stream()
                .filter((type) -> type.kind() == SqlObject.Kind.DOMAIN)
                .map(SqlObject::name)
                .collect(Collectors.toSet());
        List<AlterEnum.Use> uses = new ArrayList<>();
        for (Table table : this.current.tables()) {
            table.columns().stream()
                    .filter((column) -> domains.contains(typeName(column)))
                    .forEach((column) -> uses.add(new AlterEnum.Use(table.name(), column)));
        }
        return uses;
    }

    /** Returns the type on which a domain stands, or an array of it for an array of the domain. */
    private static String baseType(String type, List<SqlObject> domains) {
        String base = type;
        for (int at = domains.size() - 1; at >= 0; at--) {
            SqlObject domain = domains.get(at);
            if (typeName(Column.of("", base)).equals(domain.name())) {
                String elements = base.endsWith("[]") ? "[]" : "";
                base = domain.parts().stream()
                                .filter((part) -> part.kind() == SqlObject.Part.PartKind.BASE)
                                .map(SqlObject.Part::text)
                                .findFirst()
                                .orElseThrow()
                        + elements;
            }
        }
        return base;
    }

    /** Returns the desired definition of a type that can be replaced by it, otherwise the current one. */
    private SqlObject changed(SqlObject type) {
        return replacement(type).orElse(type);
    }

    private Optional<SqlObject> replacement(SqlObject type) {
        return this.all.stream()
                .filter((difference) -> type.equals(difference.before()))
                .flatMap((difference) -> Stream.ofNullable(difference.after()))
                .map(SqlObject.class::cast)
                .filter((after) -> after.canFollow(type))
                .findFirst();
    }

    /** Whether an operation changes a type that is created again in its desired form with an exchanged type. */
    boolean isMet(PlannedOperation planned) {
        return planned.operation() instanceof ReplaceObject replace && this.recreated.contains(replace.before());
    }

    private boolean isOfExchanged(Column column) {
        QualifiedName type = typeName(column);
        return this.exchanged.contains(type)
                || this.recreated.stream().anyMatch((other) -> other.name().equals(type));
    }

    /**
     * Returns a column as it is after its type is exchanged: without its default if that changes as well, because the old
     * default might be a label that the new type lacks.
     */
    Column withoutChangingDefault(QualifiedName table, Column column) {
        boolean changes = column.defaultValue() != null
                && isOfExchanged(column)
                && changesOf(table, column)
                        .anyMatch((difference) -> difference.attributes().contains("default"));
        return changes ? column.defaultValue(null) : column;
    }

    /** Returns the generated columns whose type or expression is of a type that is exchanged: they cannot be converted. */
    private List<AlterEnum.Use> generated(QualifiedName type) {
        List<AlterEnum.Use> generated = new ArrayList<>();
        for (Table table : this.current.tables()) {
            table.columns().stream()
                    .filter((column) -> isGeneratedOf(Set.of(type), table.name(), column))
                    .forEach((column) -> generated.add(new AlterEnum.Use(table.name(), column)));
        }
        return generated;
    }

    private boolean isGeneratedOf(Set<QualifiedName> types, QualifiedName table, Column column) {
        if (column.generated() == null || types.isEmpty()) {
            return false;
        }
        Set<QualifiedName> all = new HashSet<>(types);
        standingOn(types).forEach((type) -> all.add(type.name()));
        Set<String> names = all.stream().map(QualifiedName::name).collect(Collectors.toSet());
        this.current
                .table(table)
                .ifPresent((owner) -> owner.columns().stream()
                        .filter((other) -> all.contains(typeName(other)))
                        .forEach((other) -> names.add(other.name())));
        return all.contains(typeName(column))
                || Mentions.anyOf(names, column.generated().expression());
    }

    /** Returns a generated column in its desired form; empty if it is dropped, or will have values of its own. */
    private Optional<Column> regenerated(AlterEnum.Use use) {
        return changesOf(use.table(), use.column())
                .findFirst()
                .map((difference) -> Optional.ofNullable((Column) difference.after()))
                .orElse(Optional.of(use.column()));
    }

    /** Whether a generated column is dropped and created in its desired form with the exchange of a type. */
    boolean isRegenerated(QualifiedName table, Column column) {
        return isGeneratedOf(this.exchanged, table, column);
    }

    /** Whether a column is dropped before its type is exchanged, so that it need not be converted. */
    boolean isDroppedFirst(QualifiedName table, Column column) {
        return isOfExchanged(column) && changesOf(table, column).anyMatch((difference) -> difference.after() == null);
    }

    /** Returns an operation, after the exchange of the types if it creates an object that uses one of them. */
    PlannedOperation afterExchange(PlannedOperation planned) {
        return planned.phase() == Phase.CREATE_OBJECT_FOR_TABLES
                        && planned.operation() instanceof CreateObject create
                        && create.definition().uses().stream().anyMatch(this.exchanged::contains)
                ? new PlannedOperation(Phase.ALTER_ENUM, create)
                : planned;
    }

    private Stream<SchemaDifference> changesOf(QualifiedName table, Column column) {
        return this.all.stream()
                .filter((difference) -> column.equals(difference.before()) && table.equals(difference.table()));
    }

    private boolean isExchange(SchemaDifference difference) {
        return difference.before() instanceof EnumType before
                && difference.after() instanceof EnumType after
                && new AlterEnum(before, after, List.of(), isUsedByOthers(before, after)).exchanges();
    }

    private List<SqlObject> casts(EnumType type) {
        return this.current.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.CAST
                        && sqlObject.uses().contains(type.name()))
                .toList();
    }

    /** Whether another new or changed object uses one of the new labels. */
    private boolean isUsedByOthers(EnumType before, EnumType after) {
        List<String> added = after.labels().stream()
                .filter((label) -> !before.labels().contains(label))
                .toList();
        EnumLabels labels = new EnumLabels(after, added);
        return this.all.stream()
                .filter((difference) -> difference.after() != null)
                .anyMatch((difference) ->
                        labels.areIn(Objects.requireNonNull(difference.after()), columns(difference.table())));
    }

    private List<Column> columns(@Nullable QualifiedName table) {
        return table == null
                ? List.of()
                : this.desired.table(table).map(Table::columns).orElse(List.of());
    }

    private List<AlterEnum.Use> uses(EnumType type) {
        List<AlterEnum.Use> uses = new ArrayList<>();
        for (Table table : this.current.tables()) {
            for (Column column : table.columns()) {
                if (typeName(column).equals(type.name())) {
                    uses.add(new AlterEnum.Use(table.name(), column));
                }
            }
        }
        return uses;
    }

    /** Returns the name of a column's type, or of its elements' type if it is an array. */
    static QualifiedName typeName(Column column) {
        String type = column.type().replace("[]", "").replace("\"", "");
        int dot = type.indexOf('.');
        return dot < 0 ? QualifiedName.of(type) : new QualifiedName(type.substring(0, dot), type.substring(dot + 1));
    }
}
