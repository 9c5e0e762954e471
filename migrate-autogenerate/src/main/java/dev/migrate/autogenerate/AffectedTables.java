package dev.migrate.autogenerate;

import dev.migrate.diff.Inheritance;
import dev.migrate.diff.Mentions;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects the part of a schema that the differences affect: their tables, those that have a changed name for an index
 * or a constraint of their own, those that reference them, those that they reference, and those that routines and
 * triggers name. The cost of verification then depends on the size of the change, not of the schema. Small schemas are
 * selected completely.
 */
final class AffectedTables {

    private static final int SMALL = 20;

    private static final Set<SqlObject.Kind> ROUTINES = Set.of(SqlObject.Kind.FUNCTION, SqlObject.Kind.PROCEDURE);

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
        Set<String> names = changedNames(differences);
        for (Schema side : List.of(current, desired)) {
            side.tables().stream()
                    .filter((table) -> targets(table).stream().anyMatch(core::contains)
                            || speaksOf(table, core)
                            || names(table).anyMatch(names::contains))
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

    /**
     * Returns the names of the changed indexes and constraints. Another table can have an index of such a name, which
     * must be unique in a schema.
     */
    private static Set<String> changedNames(List<SchemaDifference> differences) {
        return differences.stream()
                .flatMap((difference) -> Stream.of(difference.before(), difference.after()))
                .flatMap((object) -> object instanceof Table table
                        ? names(table)
                        : object instanceof Index || object instanceof Constraint
                                ? Stream.of(folded(object.label()))
                                : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(Table table) {
        return Stream.of(
                        Stream.of(table.name().name()),
                        table.indexes().stream().map(Index::name),
                        table.constraints().stream()
                                .filter((constraint) -> !isPrimaryKeyNamedByServer(constraint))
                                .map(Constraint::name))
                .flatMap((names) -> names)
                .filter((name) -> !name.isEmpty())
                .map(AffectedTables::folded);
    }

    /** Whether the name is no obstacle: the server chooses one that is free, or gives it to the key of each table. */
    private static boolean isPrimaryKeyNamedByServer(Constraint constraint) {
        return constraint.kind() == Constraint.Kind.PRIMARY_KEY && constraint.automatic();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Adds, transitively, the definitions that use the tables, everything that these definitions use, and the tables
     * that routines, and the triggers of the tables, name.
     */
    private static void addShown(Schema current, Schema desired, Set<QualifiedName> all) {
        List<SqlObject> definitions = Stream.concat(current.definitions().stream(), desired.definitions().stream())
                .distinct()
                .toList();
        Map<String, List<QualifiedName>> tables = Stream.of(current, desired)
                .flatMap((side) -> side.tables().stream())
                .map(Table::name)
                .distinct()
                .collect(Collectors.groupingBy((name) -> folded(name.name())));
        definitions.stream()
                .filter((sqlObject) -> ROUTINES.contains(sqlObject.kind()))
                .forEach((routine) -> addNamed(routine, tables, all));
        int before;
        do {
            before = all.size();
            definitions.stream()
                    .filter((sqlObject) -> sqlObject.table() != null && all.contains(sqlObject.table()))
                    .forEach((sqlObject) -> addNamed(sqlObject, tables, all));
            definitions.stream()
                    .filter((sqlObject) -> sqlObject.uses().stream().anyMatch(all::contains))
                    .forEach((sqlObject) -> {
                        all.add(sqlObject.name());
                        all.addAll(sqlObject.uses());
                    });
        } while (all.size() > before);
    }

    /** Adds the tables that the text of a definition names. The server runs it when rows change, but records no use. */
    private static void addNamed(SqlObject sqlObject, Map<String, List<QualifiedName>> tables, Set<QualifiedName> all) {
        sqlObject.create().stream()
                .flatMap((statement) -> Mentions.words(statement).stream())
                .flatMap((word) -> tables.getOrDefault(folded(word), List.of()).stream())
                .forEach(all::add);
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
