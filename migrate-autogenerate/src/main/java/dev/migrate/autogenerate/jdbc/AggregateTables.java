package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.Rename;
import dev.migrate.autogenerate.RenamedFrom;
import dev.migrate.schema.QualifiedName;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.relational.core.mapping.AggregatePath;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.RelationalPersistentProperty;
import org.springframework.util.ClassUtils;

/** Collects the tables to which Spring Data maps aggregates, from each root down. */
final class AggregateTables {

    private static final Set<Class<?>> NUMBERS = Set.of(Long.class, Integer.class, Short.class);

    private final JdbcConverter converter;
    private final RelationalMappingContext context;
    private final Identifiers identifiers;
    private final Map<QualifiedName, MappedTable> tables = new LinkedHashMap<>();
    private final Set<QualifiedName> sequences = new LinkedHashSet<>();
    private final Set<Rename> tableRenames = new LinkedHashSet<>();
    private final Set<Rename> columnRenames = new LinkedHashSet<>();

    AggregateTables(JdbcConverter converter, Identifiers identifiers) {
        this.converter = converter;
        this.context = converter.getMappingContext();
        this.identifiers = identifiers;
    }

    Collection<MappedTable> tables() {
        return this.tables.values();
    }

    /** Returns the sequences that number new roots. */
    Set<QualifiedName> sequences() {
        return this.sequences;
    }

    /** Returns the declared renames: tables first, because the rename of a column has the new name of its table. */
    List<Rename> renames() {
        return Stream.concat(this.tableRenames.stream(), this.columnRenames.stream())
                .toList();
    }

    void addRoot(Class<?> type) {
        addEntity(this.context.getAggregatePath(this.context.getRequiredPersistentEntity(type)));
    }

    private void addEntity(AggregatePath path) {
        MappedTable table = this.tables.computeIfAbsent(
                this.identifiers.table(path.getTableInfo().qualifiedTableName()), MappedTable::new);
        if (path.hasIdProperty()) {
            path.getTableInfo()
                    .idColumnInfos()
                    .forEach((id, column) -> table.identifiedBy(this.identifiers.column(column.name())));
        }
        if (!path.isRoot()) {
            addParent(table, path);
        }
        RenamedFrom former = path.getRequiredLeafEntity().findAnnotation(RenamedFrom.class);
        if (former != null) {
            String name = former.table().isEmpty() ? former.value() : former.table();
            this.tableRenames.add(new Rename(
                    table.name().sibling(this.identifiers.spelled(name)),
                    null,
                    table.name().name()));
        }
        addColumns(table, path, false);
    }

    private void addColumns(MappedTable table, AggregatePath path, boolean optional) {
        for (RelationalPersistentProperty property : path.getRequiredLeafEntity()) {
            AggregatePath below = path.append(property);
            if (below.isEmbedded()) {
                addColumns(table, below, optional || !property.shouldCreateEmptyEmbedded());
            } else if (!below.isEntity()) {
                table.add(column(below, optional));
                RenamedFrom former = property.findAnnotation(RenamedFrom.class);
                if (former != null) {
                    this.columnRenames.add(new Rename(
                            table.name(),
                            this.identifiers.spelled(former.value()),
                            this.identifiers.column(below.getColumnInfo().name())));
                }
            } else if (!isAbove(path, below.getRequiredLeafEntity())) {
                addEntity(below);
            }
        }
    }

    /**
     * Whether an entity contains itself, which would result in infinitely many tables; Spring Data does not read it
     * either.
     */
    private static boolean isAbove(AggregatePath path, RelationalPersistentEntity<?> entity) {
        return path.stream().anyMatch((above) -> entity.equals(above.getLeafEntity()));
    }

    private MappedColumn column(AggregatePath path, boolean optional) {
        RelationalPersistentProperty property = path.getRequiredLeafProperty();
        boolean isId = property.isIdProperty();
        if (property.hasSequence()) {
            this.sequences.add(this.identifiers.table(Objects.requireNonNull(property.getSequence())));
        }
        boolean isNumbered = isId
                && !path.getParentPath().isEmbedded()
                && !property.hasSequence()
                && !property.isAssociation()
                && NUMBERS.contains(ClassUtils.resolvePrimitiveIfNecessary(property.getType()));
        return new MappedColumn(
                this.identifiers.column(path.getColumnInfo().name()),
                this.converter.getColumnType(property),
                !isId && (optional || isNullable(property)),
                isNumbered,
                pointsTo(property));
    }

    private static boolean isNullable(RelationalPersistentProperty property) {
        Field field = property.getField();
        return !property.getType().isPrimitive() && (field == null || Nullness.forField(field) != Nullness.NON_NULL);
    }

    private @Nullable QualifiedName pointsTo(RelationalPersistentProperty property) {
        Class<?> target = property.isAssociation() ? property.getAssociationTargetType() : null;
        RelationalPersistentEntity<?> entity = target == null ? null : this.context.getPersistentEntity(target);
        return entity == null ? null : this.identifiers.table(entity.getQualifiedTableName());
    }

    private void addParent(MappedTable table, AggregatePath path) {
        AggregatePath owner = path.getIdDefiningParentPath();
        List<String> columns = new ArrayList<>();
        path.getTableInfo().backReferenceColumnInfos().forEach((id, info) -> {
            MappedColumn column = new MappedColumn(
                    this.identifiers.column(info.name()),
                    this.converter.getColumnType(id.getRequiredLeafProperty()),
                    true,
                    false,
                    null);
            table.add(column);
            columns.add(column.name());
        });
        List<String> positions = new ArrayList<>();
        for (AggregatePath above = path; !above.equals(owner); above = above.getParentPath()) {
            if (above.isQualified()) {
                MappedColumn column = new MappedColumn(
                        this.identifiers.column(above.getTableInfo()
                                .getRequiredQualifierColumnInfo()
                                .name()),
                        above.getTableInfo().getRequiredQualifierColumnType(),
                        true,
                        false,
                        null);
                table.add(column);
                positions.add(column.name());
            }
        }
        List<String> targets = new ArrayList<>();
        owner.getTableInfo().idColumnInfos().forEach((id, info) -> targets.add(this.identifiers.column(info.name())));
        table.below(new MappedTable.Parent(
                this.identifiers.table(owner.getTableInfo().qualifiedTableName()), columns, targets, positions));
    }
}
