package dev.migrate.autogenerate;

import dev.migrate.diff.Inheritance;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects the part of a large schema that the differences affect: their tables, those that reference them, and those
 * that they reference. The cost of verification then depends on the size of the change, not of the schema. Schemas of
 * up to 200 tables are selected completely.
 */
final class AffectedTables {

    private static final int SMALL = 200;

    private final Predicate<QualifiedName> wanted;

    private AffectedTables(Predicate<QualifiedName> wanted) {
        this.wanted = wanted;
    }

    static AffectedTables of(Schema current, Schema desired, List<SchemaDifference> differences, List<Rename> renames) {
        if (Math.max(current.tables().size(), desired.tables().size()) <= SMALL) {
            return new AffectedTables((name) -> true);
        }
        Set<QualifiedName> core = new TreeSet<>();
        for (SchemaDifference schemaDifference : differences) {
            if (schemaDifference.table() != null) {
                core.add(schemaDifference.table());
            }
            if (schemaDifference.element() instanceof Table table) {
                core.add(table.name());
            } else if (schemaDifference.element() instanceof SqlObject sqlObject) {
                core.addAll(sqlObject.uses());
                core.add(sqlObject.name());
            } else if (schemaDifference.element() instanceof EnumType type) {
                core.add(type.name());
            }
        }
        renames.forEach((rename) -> core.add(rename.table()));
        Set<QualifiedName> all = new TreeSet<>(core);
        for (Schema side : List.of(current, desired)) {
            side.tables().stream()
                    .filter((table) -> targets(table).stream().anyMatch(core::contains) || speaksOf(table, core))
                    .forEach((table) -> all.add(table.name()));
        }
        addShown(current, desired, all);
        Set<QualifiedName> ends = new TreeSet<>();
        for (Schema side : List.of(current, desired)) {
            side.tables().stream()
                    .filter((table) -> all.contains(table.name()))
                    .forEach((table) -> ends.addAll(targets(table)));
        }
        all.addAll(ends);
        return new AffectedTables(all::contains);
    }

    /**
     * Returns the selected part of a schema, without foreign keys to other tables and without definitions that use
     * other tables.
     */
    Schema of(Schema schema) {
        Set<QualifiedName> tables = new TreeSet<>();
        schema.tables().stream().map(Table::name).filter(this.wanted).forEach(tables::add);
        if (tables.size() == schema.tables().size()) {
            return schema;
        }
        Schema part = schema.onlyTables(tables::contains);
        Set<QualifiedName> dropped = new TreeSet<>();
        schema.tables().stream()
                .map(Table::name)
                .filter((name) -> !tables.contains(name))
                .forEach(dropped::add);
        return new Schema(
                part.namespaces(),
                part.enums(),
                part.sequences(),
                part.tables().stream()
                        .map((table) -> table.withConstraints(table.constraints().stream()
                                .filter((constraint) ->
                                        constraint.references() == null || tables.contains(constraint.references()))
                                .toList()))
                        .toList(),
                part.definitions().stream()
                        .filter((sqlObject) -> sqlObject.uses().stream().noneMatch(dropped::contains)
                                && (sqlObject.table() == null || !dropped.contains(sqlObject.table())))
                        .toList());
    }

    /** Adds, transitively, the definitions that use the tables, and everything that these definitions use. */
    private static void addShown(Schema current, Schema desired, Set<QualifiedName> all) {
        int before;
        do {
            before = all.size();
            Stream.concat(current.definitions().stream(), desired.definitions().stream())
                    .filter((sqlObject) -> sqlObject.uses().stream().anyMatch(all::contains))
                    .forEach((sqlObject) -> {
                        all.add(sqlObject.name());
                        all.addAll(sqlObject.uses());
                    });
        } while (all.size() > before);
    }

    /** Whether any column has one of these types. */
    private static boolean speaksOf(Table table, Set<QualifiedName> types) {
        return table.columns().stream()
                .map((column) -> column.type().replace("[]", "").replace("\"", ""))
                .anyMatch((type) ->
                        types.stream().anyMatch((name) -> name.toString().equals(type)));
    }

    private static Set<QualifiedName> targets(Table table) {
        Set<QualifiedName> targets = new TreeSet<>(Inheritance.parents(table));
        for (Constraint key : table.constraints(Constraint.Kind.FOREIGN_KEY)) {
            if (key.references() != null) {
                targets.add(key.references());
            }
        }
        return targets;
    }
}
