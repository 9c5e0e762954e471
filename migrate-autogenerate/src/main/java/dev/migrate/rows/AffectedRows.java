package dev.migrate.rows;

import dev.migrate.diff.Inheritance;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selects the tables whose rows a section might change, and those that their foreign keys connect with them. */
final class AffectedRows {

    private AffectedRows() {}

    /**
     * Returns the tables by name.
     *
     * @param start the schema before the section
     * @param end the schema after it
     */
    static Map<QualifiedName, SampledTable> of(Schema start, Schema end, SampledTable.Names names) {
        Set<String> types = changedTypes(start, end);
        Map<QualifiedName, SampledTable> tables = new LinkedHashMap<>();
        for (Table table : start.tables()) {
            Optional<Table> last = names.table(table.name()).flatMap(end::table);
            if (last.isPresent() && (isChanged(table, last.get()) || uses(table, types))) {
                add(SampledTable.changed(table, start, last.get(), end, names), tables);
            }
        }
        Set<QualifiedName> changed = Set.copyOf(tables.keySet());
        for (Table table : start.tables()) {
            if (!tables.containsKey(table.name())
                    && table.constraints().stream()
                            .anyMatch((constraint) ->
                                    constraint.references() != null && changed.contains(constraint.references()))) {
                add(SampledTable.unchanged(table, start), tables);
            }
        }
        addReferenced(start, tables);
        return tables;
    }

    /** Adds a table whose rows can be told apart. The rows of a table that inherits would be those of its parents, too. */
    private static void add(SampledTable sampled, Map<QualifiedName, SampledTable> tables) {
        if (sampled.canIdentifyRows() && Inheritance.parents(sampled.table()).isEmpty()) {
            tables.put(sampled.name(), sampled);
        }
    }

    private static boolean isChanged(Table table, Table last) {
        return !table.columns().equals(last.columns())
                || !table.constraints().equals(last.constraints())
                || !table.indexes().equals(last.indexes())
                || !table.options().equals(last.options());
    }

    private static boolean uses(Table table, Set<String> types) {
        return table.columns().stream().anyMatch((column) -> types.contains(TablePart.typeName(column)));
    }

    /** Returns the enumerated types and the domains that are not the same on both sides. */
    private static Set<String> changedTypes(Schema start, Schema end) {
        Set<String> types = new HashSet<>();
        start.enums().stream()
                .filter((type) -> !end.enums().contains(type))
                .forEach((type) -> types.add(type.name().toString()));
        start.definitions().stream()
                .filter((type) -> (type.kind() == SqlObject.Kind.DOMAIN || type.kind() == SqlObject.Kind.COMPOSITE)
                        && !end.definitions().contains(type))
                .forEach((type) -> types.add(type.name().toString()));
        return types;
    }

    private static void addReferenced(Schema start, Map<QualifiedName, SampledTable> tables) {
        int before;
        do {
            before = tables.size();
            for (SampledTable sampled : tables.values().toArray(new SampledTable[0])) {
                for (ForeignKey key : sampled.keys()) {
                    if (!tables.containsKey(key.target())) {
                        start.table(key.target())
                                .ifPresent((table) -> add(SampledTable.unchanged(table, start), tables));
                    }
                }
            }
        } while (tables.size() > before);
    }
}
