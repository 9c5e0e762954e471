package dev.migrate.surroundings;

import dev.migrate.inspect.Scope;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The compared objects that use excluded tables, views, or sequences, so that they cannot be created without these.
 *
 * @param needing the objects that the server creates only if the excluded object exists
 * @param mentioning triggers and routines whose text names the excluded object, and that fail when they run without it
 */
public record Gaps(List<Gap> needing, List<Gap> mentioning) {

    public Gaps {
        needing = List.copyOf(needing);
        mentioning = List.copyOf(mentioning);
    }

    /**
     * An object and the object that it uses, which is excluded or cannot be created itself.
     *
     * @param table the table of a constraint, a trigger, a rule, or a policy
     * @param missing the kind and the name of the other object
     */
    public record Gap(SchemaObject object, Optional<QualifiedName> table, String missing) {

        @Override
        public String toString() {
            return "%s %s%s, which uses the %s"
                    .formatted(
                            this.object instanceof Constraint ? "foreign key" : this.object.word(),
                            this.object instanceof SqlObject sqlObject && this.table.isPresent()
                                    ? sqlObject.name().name()
                                    : this.object.label(),
                            this.table.map((name) -> " of " + name).orElse(""),
                            this.missing);
        }
    }

    /**
     * Finds the objects.
     *
     * @param database all objects of the schemas in scope
     * @param scope the compared part of it
     */
    public static Gaps of(Schema database, Scope scope) {
        Map<QualifiedName, String> missing = new TreeMap<>();
        List<SqlObject> compared = new ArrayList<>();
        for (SchemaObject object : Surroundings.objects(database)) {
            if (scope.contains(object)) {
                if (object instanceof SqlObject sqlObject && sqlObject.kind() != SqlObject.Kind.COMMENT) {
                    compared.add(sqlObject);
                }
            } else if (!(object instanceof SqlObject sqlObject) || Needs.isNamed(sqlObject)) {
                missing.put(Needs.name(object), "excluded " + object.word() + " " + object.label());
            }
        }
        if (missing.isEmpty()) {
            return new Gaps(List.of(), List.of());
        }
        Needs needs = new Needs(database);
        Map<SqlObject, Gap> needing = new LinkedHashMap<>();
        List<Gap> mentioning = new ArrayList<>();
        int before;
        do {
            before = needing.size();
            for (SqlObject object : compared) {
                if (!needing.containsKey(object)) {
                    gap(object, needs.required(object), missing).ifPresent((gap) -> {
                        needing.put(object, gap);
                        if (Needs.isNamed(object)) {
                            missing.put(object.name(), object.word() + " " + object.label());
                        }
                    });
                }
            }
        } while (needing.size() > before);
        for (SqlObject object : compared) {
            if (!needing.containsKey(object) && hasBody(object)) {
                gap(object, needs.mentionedBy(object), missing).ifPresent(mentioning::add);
            }
        }
        List<Gap> all = new ArrayList<>(needing.values());
        database.tables().stream().filter(scope::contains).forEach((table) -> all.addAll(keys(table, missing)));
        return new Gaps(all, mentioning);
    }

    private static boolean hasBody(SqlObject object) {
        return switch (object.kind()) {
            case FUNCTION, PROCEDURE, TRIGGER -> true;
            default -> false;
        };
    }

    private static Optional<Gap> gap(SqlObject object, Set<QualifiedName> uses, Map<QualifiedName, String> missing) {
        return uses.stream()
                .filter(missing::containsKey)
                .findFirst()
                .map((name) -> new Gap(object, Optional.ofNullable(object.table()), missing.getOrDefault(name, "")));
    }

    private static List<Gap> keys(Table table, Map<QualifiedName, String> missing) {
        return table.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                .filter((key) -> key.references() != null && missing.containsKey(key.references()))
                .map((key) -> new Gap(key, Optional.of(table.name()), missing.getOrDefault(key.references(), "")))
                .toList();
    }

    /** Returns a schema without the objects that need excluded ones, and without their comments. */
    public Schema removedFrom(Schema schema) {
        Set<List<Object>> removed = new HashSet<>();
        for (Gap gap : this.needing) {
            removed.add(
                    gap.object() instanceof SqlObject sqlObject
                            ? key(sqlObject)
                            : List.of(gap.table().orElseThrow(), gap.object().label()));
        }
        return new Schema(
                schema.namespaces(),
                schema.enums(),
                schema.sequences(),
                schema.tables().stream()
                        .map((table) -> table.withConstraints(table.constraints().stream()
                                .filter((constraint) -> !removed.contains(List.of(table.name(), constraint.label())))
                                .toList()))
                        .toList(),
                schema.definitions().stream()
                        .filter((sqlObject) -> !removed.contains(key(sqlObject)) && !isCommentOnKey(removed, sqlObject))
                        .toList());
    }

    private static List<Object> key(SqlObject sqlObject) {
        return List.of(sqlObject.kind(), sqlObject.name(), Optional.ofNullable(sqlObject.table()));
    }

    private static boolean isCommentOnKey(Set<List<Object>> removed, SqlObject comment) {
        String name = comment.name().name();
        return comment.kind() == SqlObject.Kind.COMMENT
                && comment.table() != null
                && name.startsWith("constraint ")
                && removed.contains(List.of(comment.table(), name.substring("constraint ".length())));
    }
}
