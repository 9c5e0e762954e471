package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.Rename;
import dev.migrate.autogenerate.RenamedFrom;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/** What {@link RenamedFrom} says, as far as the database has the former name still and the new one not yet. */
final class FormerNames {

    private final Metadata metadata;
    private final Names names;
    private final Schema current;
    private final Set<Rename> tables = new LinkedHashSet<>();
    private final Set<Rename> columns = new LinkedHashSet<>();

    FormerNames(Metadata metadata, Names names, Schema current) {
        this.metadata = metadata;
        this.names = names;
        this.current = current;
    }

    /** Tables first, since a column's table is meant by its new name. */
    List<Rename> renames() {
        for (PersistentClass entity : this.metadata.getEntityBindings()) {
            tableOf(entity);
            entity.getProperties().forEach((property) -> value(property.getValue()));
            if (entity.getIdentifier() instanceof SimpleValue identifier) {
                value(identifier);
            }
            entity.getJoins().stream()
                    .flatMap((join) -> join.getProperties().stream())
                    .map(Property::getValue)
                    .forEach(this::value);
        }
        Set<Rename> all = new LinkedHashSet<>(this.tables);
        this.columns.stream().filter(this::isDue).forEach(all::add);
        return List.copyOf(all);
    }

    private void tableOf(PersistentClass entity) {
        Class<?> type = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
        RenamedFrom former = type == null ? null : type.getDeclaredAnnotation(RenamedFrom.class);
        if (former != null) {
            addTable(entity.getTable(), former.table().isEmpty() ? former.value() : former.table());
        }
    }

    private void value(Value value) {
        if (value instanceof Component component) {
            component.getProperties().forEach((property) -> value(property.getValue()));
        } else if (value instanceof Collection collection) {
            former(collection.getElement(), (former) -> {
                if (!former.table().isEmpty()) {
                    addTable(collection.getCollectionTable(), former.table());
                }
            });
            value(collection.getElement());
            if (collection instanceof IndexedCollection indexed && indexed.getIndex() instanceof Component key) {
                value(key);
            }
        } else {
            former(value, (former) -> addColumn(value, former.value()));
        }
    }

    private static void former(@Nullable Value value, Consumer<RenamedFrom> reader) {
        MemberDetails member = value instanceof SimpleValue simple ? simple.getMemberDetails() : null;
        RenamedFrom former = member == null ? null : member.getDirectAnnotationUsage(RenamedFrom.class);
        if (former != null) {
            reader.accept(former);
        }
    }

    private void addTable(org.hibernate.mapping.Table table, String former) {
        QualifiedName now = this.names.of(table);
        QualifiedName before = now.sibling(this.names.written(former));
        if (!former.isEmpty()
                && this.current.table(before).isPresent()
                && this.current.table(now).isEmpty()) {
            this.tables.add(new Rename(before, null, now.name()));
        }
    }

    private void addColumn(Value value, String former) {
        if (!former.isEmpty() && value.getColumns().size() == 1) {
            this.columns.add(new Rename(
                    this.names.of(value.getTable()),
                    this.names.written(former),
                    this.names.of(value.getColumns().get(0))));
        }
    }

    private boolean isDue(Rename column) {
        QualifiedName before = this.tables.stream()
                .filter((table) -> table.table().sibling(table.to()).equals(column.table()))
                .map(Rename::table)
                .findFirst()
                .orElse(column.table());
        return this.current
                .table(before)
                .filter((table) -> has(table, Objects.requireNonNull(column.column())))
                .filter((table) -> !has(table, column.to()))
                .isPresent();
    }

    private static boolean has(Table table, String column) {
        return table.column(column).isPresent();
    }
}
