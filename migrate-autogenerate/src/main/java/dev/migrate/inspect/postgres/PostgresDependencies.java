package dev.migrate.inspect.postgres;

import dev.migrate.inspect.postgres.PostgresObjectQueries.Dependency;
import dev.migrate.inspect.postgres.PostgresObjectQueries.ObjectId;
import dev.migrate.inspect.postgres.PostgresObjectQueries.TypeRow;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dependencies between the objects of a database, by name, and the routines that tables need. */
final class PostgresDependencies {

    private static final Set<String> BEFORE_ROUTINES = Set.of("pg_attrdef", "pg_constraint", "pg_class", "pg_type");

    private final Map<ObjectId, QualifiedName> names = new HashMap<>();
    private final Map<ObjectId, Set<QualifiedName>> needs = new HashMap<>();
    private final Map<ObjectId, Map<QualifiedName, Set<String>>> columns = new HashMap<>();
    private final Set<Long> routinesOfTables = new LinkedHashSet<>();

    PostgresDependencies(PostgresTables tables, PostgresObjects objects) {
        addNames(tables, objects);
        objects.dependencies().forEach(this::add);
        addRoutinesOfRoutines(tables, objects);
    }

    private void addNames(PostgresTables tables, PostgresObjects objects) {
        tables.relations().forEach((oid, relation) -> addName("pg_class", oid, relation.name()));
        objects.enums().forEach((type) -> addName("pg_type", type.oid(), type.name()));
        objects.domains().forEach((domain) -> addName("pg_type", domain.oid(), domain.name()));
        objects.composites().forEach((type) -> {
            addName("pg_type", type.oid(), type.name());
            addName("pg_class", type.relation(), type.name());
        });
        objects.routines().forEach((routine) -> addName("pg_proc", routine.oid(), routine.signature()));
        for (TypeRow type : objects.types()) {
            QualifiedName base = this.names.getOrDefault(
                    new ObjectId("pg_class", type.base()), this.names.get(new ObjectId("pg_type", type.base())));
            if (base != null) {
                this.names.putIfAbsent(new ObjectId("pg_type", type.oid()), base);
            }
        }
        objects.aggregates().forEach((aggregate) -> addName("pg_proc", aggregate.oid(), aggregate.signature()));
    }

    private void addName(String catalog, long oid, QualifiedName name) {
        this.names.put(new ObjectId(catalog, oid), name);
    }

    private void add(Dependency dependency) {
        QualifiedName needed = this.names.get(dependency.needed());
        if (needed != null) {
            this.needs
                    .computeIfAbsent(dependency.dependent(), (id) -> new LinkedHashSet<>())
                    .add(needed);
            if (dependency.column() != null) {
                this.columns
                        .computeIfAbsent(dependency.dependent(), (id) -> new HashMap<>())
                        .computeIfAbsent(needed, (name) -> new HashSet<>())
                        .add(dependency.column());
            }
        }
        if (dependency.needed().catalog().equals("pg_proc")
                && BEFORE_ROUTINES.contains(dependency.dependent().catalog())) {
            this.routinesOfTables.add(dependency.needed().oid());
        }
    }

    private void addRoutinesOfRoutines(PostgresTables tables, PostgresObjects objects) {
        List<QualifiedName> late = new ArrayList<>();
        tables.relations().values().forEach((relation) -> late.add(relation.name()));
        objects.aggregates().forEach((aggregate) -> late.add(aggregate.name()));
        PostgresRoutines routines = new PostgresRoutines(
                objects.routines(),
                (routine) -> this.needs.getOrDefault(new ObjectId("pg_proc", routine.oid()), Set.of()));
        this.routinesOfTables.addAll(routines.neededBy(this.routinesOfTables, late));
    }

    /** Returns the objects that an object needs, without itself. */
    Set<QualifiedName> of(String catalog, long oid, QualifiedName itself) {
        Set<QualifiedName> needed = new LinkedHashSet<>(this.needs.getOrDefault(new ObjectId(catalog, oid), Set.of()));
        needed.remove(itself);
        return needed;
    }

    /** Returns the columns of each table that an object reads. */
    Map<QualifiedName, Set<String>> columns(String catalog, long oid) {
        return this.columns.getOrDefault(new ObjectId(catalog, oid), Map.of());
    }

    /** Whether a routine must exist before the tables, because one needs it directly or through other routines. */
    boolean isNeededByTables(long routine) {
        return this.routinesOfTables.contains(routine);
    }
}
