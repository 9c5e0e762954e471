package dev.migrate.surroundings;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Follows the connections between compared objects and others. */
final class Connections {

    private final Needs needs;
    private final List<SchemaObject> others;
    private final Map<QualifiedName, SchemaObject> named = new HashMap<>();

    /**
     * Creates an instance.
     *
     * @param others the objects to which connections are followed
     */
    Connections(Needs needs, List<SchemaObject> others) {
        this.needs = needs;
        this.others = others.stream().filter(Connections::canSurround).toList();
        this.others.stream()
                .filter(Connections::isNamed)
                .forEach((object) -> this.named.put(Needs.name(object), object));
    }

    private static boolean canSurround(SchemaObject object) {
        return !(object instanceof SqlObject sqlObject)
                || (sqlObject.kind() != SqlObject.Kind.EXTENSION && sqlObject.kind() != SqlObject.Kind.COMMENT);
    }

    private static boolean isNamed(SchemaObject object) {
        return !(object instanceof SqlObject sqlObject) || Needs.isNamed(sqlObject);
    }

    /** Returns the objects that compared objects or the models need, with what these need. */
    Set<SchemaObject> below(Collection<SchemaObject> compared, ModelText models) {
        Set<QualifiedName> wanted = new TreeSet<>();
        for (SchemaObject object : compared) {
            wanted.addAll(this.needs.of(object));
            wanted.addAll(Needs.referenced(object));
        }
        this.named.values().stream().filter(models::mentions).map(Needs::name).forEach(wanted::add);
        return withNeeds(wanted.stream()
                .filter(this.named::containsKey)
                .map(this.named::get)
                .toList());
    }

    /** Returns the objects that use compared ones, with what these need. */
    Set<SchemaObject> above(Collection<SchemaObject> compared) {
        Set<QualifiedName> names =
                compared.stream().filter(Connections::isNamed).map(Needs::name).collect(Collectors.toSet());
        return withNeeds(this.others.stream()
                .filter((object) -> this.needs.of(object).stream().anyMatch(names::contains)
                        || Needs.referenced(object).stream().anyMatch(names::contains))
                .toList());
    }

    private Set<SchemaObject> withNeeds(Collection<SchemaObject> objects) {
        Set<SchemaObject> all = new LinkedHashSet<>(objects);
        Deque<SchemaObject> left = new ArrayDeque<>(objects);
        while (!left.isEmpty()) {
            for (QualifiedName name : this.needs.of(left.remove())) {
                SchemaObject needed = this.named.get(name);
                if (needed != null && all.add(needed)) {
                    left.add(needed);
                }
            }
        }
        return all;
    }
}
