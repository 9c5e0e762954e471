package dev.migrate.autogenerate.jdbc;

import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table to which Spring Data maps one or more entities. */
final class MappedTable {

    private final QualifiedName name;
    private final Map<String, MappedColumn> columns = new LinkedHashMap<>();
    private final Set<String> id = new LinkedHashSet<>();
    private final List<Parent> parents = new ArrayList<>();

    MappedTable(QualifiedName name) {
        this.name = name;
    }

    /**
     * The reference from a child's table to its parent.
     *
     * @param columns the columns that hold the parent's identifier
     * @param positions the columns that identify a child within its parent: the index of a list, or the key of a map
     */
    record Parent(QualifiedName table, List<String> columns, List<String> targets, List<String> positions) {

        Parent {
            columns = List.copyOf(columns);
            targets = List.copyOf(targets);
            positions = List.copyOf(positions);
        }
    }

    QualifiedName name() {
        return this.name;
    }

    Collection<MappedColumn> columns() {
        return this.columns.values();
    }

    List<Parent> parents() {
        return List.copyOf(this.parents);
    }

    void add(MappedColumn column) {
        this.columns.putIfAbsent(column.name(), column);
    }

    void identifiedBy(String column) {
        this.id.add(column);
    }

    void below(Parent parent) {
        if (!this.parents.contains(parent)) {
            this.parents.add(parent);
        }
    }

    /** Returns the key columns: the identifier, or else the reference to the only parent with the position in it. */
    List<String> key() {
        if (!this.id.isEmpty() || this.parents.size() != 1) {
            return List.copyOf(this.id);
        }
        Parent parent = this.parents.get(0);
        if (parent.positions().isEmpty()) {
            return List.of();
        }
        List<String> place = new ArrayList<>(parent.columns());
        place.addAll(parent.positions());
        return List.copyOf(place);
    }

    /**
     * Whether every row has a value in a column, because it is part of the key or of the reference to the only parent.
     */
    boolean isNeeded(String column) {
        return key().contains(column)
                || (this.parents.size() == 1 && this.parents.get(0).columns().contains(column));
    }
}
