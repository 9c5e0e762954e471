package dev.migrate.autogenerate.jpa;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ColumnOrderingStrategyStandard;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.DenormalizedTable;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Orders the columns of a table as the classes declare them: the key, the discriminator, and then the fields, with
 * those of a superclass first. Hibernate itself orders by size or alphabetically. The columns of keys keep Hibernate's
 * order, which determines the index.
 */
final class DeclaredOrder extends ColumnOrderingStrategyStandard {

    @Override
    public List<Column> orderTableColumns(Table table, Metadata metadata) {
        Columns columns = new Columns(table);
        metadata.getEntityBindings().stream()
                .filter((entity) -> entity.getSuperclass() == null)
                .sorted(Comparator.comparing(PersistentClass::getEntityName))
                .forEach(columns::addHierarchy);
        metadata.getCollectionBindings().stream()
                .filter((collection) -> !collection.isOneToMany() && table.equals(collection.getCollectionTable()))
                .forEach(columns::addCollection);
        return columns.all();
    }

    /** Collects the columns of one table and ignores those of others. */
    private static final class Columns {

        private final Table table;
        private final Set<Column> found = new LinkedHashSet<>();

        Columns(Table table) {
            this.table = table;
        }

        List<Column> all() {
            this.found.addAll(this.table.getColumns());
            return List.copyOf(this.found);
        }

        void addHierarchy(PersistentClass entity) {
            if (this.table.equals(entity.getTable())) {
                addKey(entity);
                addValue(entity.getDiscriminator());
                addInherited(entity);
            }
            for (Join join : entity.getJoins()) {
                if (this.table.equals(join.getTable())) {
                    addValue(join.getKey());
                    addProperties(entity.getMappedClass(), join.getProperties());
                }
            }
            entity.getDirectSubclasses().stream()
                    .sorted(Comparator.comparing(PersistentClass::getEntityName))
                    .forEach(this::addHierarchy);
        }

        private void addKey(PersistentClass entity) {
            addValue(entity.getSuperclass() == null ? entity.getIdentifier() : entity.getKey());
        }

        private void addInherited(PersistentClass entity) {
            if (entity.getSuperclass() != null) {
                addInherited(entity.getSuperclass());
            }
            addProperties(entity.hasPojoRepresentation() ? entity.getMappedClass() : null, entity.getProperties());
        }

        void addCollection(Collection collection) {
            addValue(collection.getKey());
            if (collection instanceof IdentifierCollection identified) {
                addValue(identified.getIdentifier());
            }
            if (collection instanceof IndexedCollection indexed) {
                addValue(indexed.getIndex());
            }
            addValue(collection.getElement());
        }

        private void addProperties(@Nullable Class<?> owner, List<Property> properties) {
            List<String> fields = owner == null ? List.of() : fields(owner);
            properties.stream()
                    .sorted(Comparator.comparingInt((property) -> place(fields, property.getName())))
                    .map(Property::getValue)
                    .forEach(this::addValue);
        }

        private void addValue(@Nullable Value value) {
            if (value instanceof Component component) {
                addProperties(component.isDynamic() ? null : component.getComponentClass(), component.getProperties());
            } else if (value != null
                    && (this.table.equals(value.getTable()) || this.table instanceof DenormalizedTable)) {
                value.getSelectables().stream()
                        .filter(Column.class::isInstance)
                        .map((selectable) -> this.table.getColumn((Column) selectable))
                        .filter((column) -> column != null)
                        .forEach(this.found::add);
            }
        }

        /** Returns the position of a property; properties without a field, such as a mapped getter, come last. */
        private static int place(List<String> fields, String name) {
            int at = fields.indexOf(name);
            return at < 0 ? fields.size() : at;
        }

        private static List<String> fields(Class<?> type) {
            List<String> names = new ArrayList<>();
            if (type.getSuperclass() != null) {
                names.addAll(fields(type.getSuperclass()));
            }
            Stream.of(type.getDeclaredFields()).map(Field::getName).forEach(names::add);
            return names;
        }
    }
}
