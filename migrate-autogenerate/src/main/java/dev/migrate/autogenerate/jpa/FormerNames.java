package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.Rename;
import dev.migrate.autogenerate.RenamedFrom;
import dev.migrate.schema.QualifiedName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Collects the renames that {@link RenamedFrom} declares. */
final class FormerNames {

    private final Metadata metadata;
    private final Names names;
    private final Set<Rename> tables = new LinkedHashSet<>();
    private final Set<Rename> columns = new LinkedHashSet<>();

    FormerNames(Metadata metadata, Names names) {
        this.metadata = metadata;
        this.names = names;
    }

    /**
     * Returns the renames: tables first, because the rename of a column has the new name of its table. If several
     * columns claim the same former name, their renames are ignored.
     */
    List<Rename> renames() {
        for (PersistentClass entity : this.metadata.getEntityBindings()) {
            Class<?> type = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
            if (type != null) {
                tableOf(entity, type);
                properties(type, entity.getProperties());
                entity.getJoins().forEach((join) -> properties(type, join.getProperties()));
                Property identifier = entity.getIdentifierProperty();
                properties(type, identifier == null ? List.of() : List.of(identifier));
            }
        }
        Set<Rename> all = new LinkedHashSet<>(this.tables);
        this.columns.stream().filter(this::isAlone).forEach(all::add);
        return List.copyOf(all);
    }

    private void tableOf(PersistentClass entity, Class<?> type) {
        RenamedFrom former = type.getDeclaredAnnotation(RenamedFrom.class);
        if (former != null) {
            addTable(entity.getTable(), former.table().isEmpty() ? former.value() : former.table());
        }
    }

    private void properties(Class<?> owner, List<Property> properties) {
        for (Property property : properties) {
            RenamedFrom former = annotation(owner, property.getName());
            value(property.getValue(), former);
        }
    }

    /** Returns the annotation from the field or the getter of an attribute, regardless of Hibernate's access type. */
    private static @Nullable RenamedFrom annotation(Class<?> owner, String attribute) {
        Set<String> getters = Set.of(attribute, "get" + capitalized(attribute), "is" + capitalized(attribute));
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            Optional<RenamedFrom> found = Stream.concat(
                            Stream.of(type.getDeclaredFields())
                                    .filter((field) -> field.getName().equals(attribute)),
                            Stream.of(type.getDeclaredMethods())
                                    .filter((method) -> method.getParameterCount() == 0)
                                    .filter((method) -> getters.contains(method.getName())))
                    .map((member) -> member.getAnnotation(RenamedFrom.class))
                    .filter(Objects::nonNull)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void value(Value value, @Nullable RenamedFrom former) {
        if (value instanceof Component component) {
            properties(component.getComponentClass(), component.getProperties());
        } else if (value instanceof Collection collection) {
            if (former != null) {
                addTable(collection.getCollectionTable(), former.table());
            }
            value(collection.getElement(), collection.isOneToMany() ? null : former);
        } else if (former != null) {
            addColumn(value, former.value());
        }
    }

    private void addTable(org.hibernate.mapping.Table table, String former) {
        QualifiedName now = this.names.of(table);
        if (!former.isEmpty()) {
            this.tables.add(new Rename(now.sibling(this.names.written(former)), null, now.name()));
        }
    }

    private void addColumn(Value value, String former) {
        if (!former.isEmpty() && value.getTable() != null && value.getColumns().size() == 1) {
            this.columns.add(new Rename(
                    this.names.of(value.getTable()),
                    this.names.written(former),
                    this.names.of(value.getColumns().get(0))));
        }
    }

    private boolean isAlone(Rename column) {
        return this.columns.stream()
                        .filter((other) -> other.table().equals(column.table()))
                        .filter((other) -> Objects.equals(other.column(), column.column()))
                        .count()
                == 1;
    }
}
