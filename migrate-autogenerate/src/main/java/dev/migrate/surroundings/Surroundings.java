package dev.migrate.surroundings;

import dev.migrate.inspect.Scope;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of the live database that are not compared, but connected with compared ones: those below, which compared
 * objects need, and those above, which use compared objects and could block a change of them. They exist in scratch
 * databases, are never compared, and are never changed by a script.
 *
 * <p>The set is transitive, but as small as possible: a table brings the types and routines that it needs, and not the
 * tables that it references.
 *
 * @param below the objects that the statements of the models need; some of them might be compared, if the models
 *     cannot define them
 * @param needed the names of the objects that are not compared and that compared objects need
 * @param all all objects that are not compared
 * @param scope the compared part of the database
 */
public record Surroundings(Schema below, Set<QualifiedName> needed, Schema all, Scope scope) {

    /** A database in which everything that is connected is compared. */
    public static final Surroundings NONE = new Surroundings(Schema.EMPTY, Set.of(), Schema.EMPTY, Scope.ofHome());

    public Surroundings {
        needed = Set.copyOf(needed);
    }

    /**
     * Returns the surroundings of the compared part of a database.
     *
     * @param database the schemas of the compared objects and those that are connected with them
     * @param scope the compared part of it
     * @param models the models that are compared with it
     */
    public static Surroundings of(Schema database, Scope scope, ModelText models) {
        List<SchemaObject> objects = objects(database);
        Set<SchemaObject> compared =
                new LinkedHashSet<>(objects.stream().filter(scope::contains).toList());
        List<SchemaObject> outer =
                objects.stream().filter((object) -> !compared.contains(object)).toList();
        Needs needs = new Needs(database);
        Connections connections = new Connections(needs, outer);
        Set<SchemaObject> needed = connections.below(compared, models);
        Set<SchemaObject> all = new LinkedHashSet<>(needed);
        all.addAll(connections.above(compared));
        List<SchemaObject> lendable = objects.stream()
                .filter((object) -> !compared.contains(object) || models.lacks(object))
                .toList();
        Set<SchemaObject> lent = new Connections(needs, lendable).below(compared, models);
        lent.removeIf(models::creates);
        return new Surroundings(
                restricted(schema(database, lent, scope), Set.of(), needs),
                needed.stream().map(Needs::name).collect(Collectors.toSet()),
                schema(database, all, scope),
                scope);
    }

    /** Returns the schemas, on MariaDB and MySQL the databases, that are not compared. */
    public Set<String> schemas() {
        return Stream.of(this.all, this.below)
                .flatMap((schema) -> objects(schema).stream())
                .map((object) -> Needs.name(object).namespace())
                .filter((namespace) -> namespace != null && !this.scope.others().contains(namespace))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether everything that is connected is compared. */
    private boolean isEmpty() {
        return this.all.equals(Schema.EMPTY) && this.below.equals(Schema.EMPTY);
    }

    /** Returns a part of the compared schema together with everything around it. */
    public Schema around(Schema part) {
        return joined(part, this.all);
    }

    /** Returns a part of the compared schema together with only those objects around it that it needs. */
    public Schema beneath(Schema part) {
        return joined(part, only(this.all, (object) -> this.needed.contains(Needs.name(object))));
    }

    private static Schema joined(Schema part, Schema surroundings) {
        Set<QualifiedName> present = objects(part).stream().map(Needs::name).collect(Collectors.toSet());
        Schema around = restricted(surroundings, present, new Needs(surroundings));
        Set<Namespace> namespaces = new LinkedHashSet<>(part.namespaces());
        namespaces.addAll(around.namespaces());
        return inOrder(
                new Schema(
                        List.copyOf(namespaces),
                        both(part.enums(), around.enums()),
                        both(part.sequences(), around.sequences()),
                        both(part.tables(), around.tables()),
                        both(part.definitions(), around.definitions())),
                new Needs(around));
    }

    /**
     * Returns a schema in which views know what they use, and in which routines that tables need precede these. Both
     * were read from different parts of a database, so that the catalog did not show it.
     *
     * @param around finds the objects that are not compared
     */
    private static Schema inOrder(Schema schema, Needs around) {
        Needs needs = new Needs(schema);
        Set<QualifiedName> early = new TreeSet<>();
        schema.tables().forEach((table) -> early.addAll(needs.of(table)));
        Set<QualifiedName> relations = Stream.concat(
                        schema.tables().stream().map(Table::name),
                        schema.definitions().stream()
                                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.VIEW)
                                .map(SqlObject::name))
                .collect(Collectors.toSet());
        return new Schema(
                schema.namespaces(),
                schema.enums(),
                schema.sequences(),
                schema.tables(),
                schema.definitions().stream()
                        .map((sqlObject) -> {
                            if (sqlObject.kind() == SqlObject.Kind.VIEW) {
                                return sqlObject.using(
                                        union(sqlObject.uses(), around.mentionedBy(sqlObject)),
                                        sqlObject.beforeTables());
                            }
                            boolean needed = early.contains(sqlObject.name())
                                    && needs.of(sqlObject).stream().noneMatch(relations::contains);
                            return sqlObject.using(sqlObject.uses(), sqlObject.beforeTables() || needed);
                        })
                        .toList());
    }

    private static Set<QualifiedName> union(Set<QualifiedName> left, Set<QualifiedName> right) {
        Set<QualifiedName> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
    }

    private static <E> List<E> both(List<E> left, List<E> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    /** Returns the schema of a scratch database without the objects around the compared ones. */
    public Schema removedFrom(Schema read) {
        return isEmpty() ? read : this.scope.part(read);
    }

    /** Returns the schema that the models created, without the objects that they found. */
    public Schema lentRemovedFrom(Schema read) {
        Set<QualifiedName> lent = objects(this.below).stream().map(Needs::name).collect(Collectors.toSet());
        Schema created = removedFrom(read);
        if (lent.isEmpty()) {
            return created;
        }
        Needs needs = new Needs(created);
        Set<QualifiedName> used = new TreeSet<>();
        created.tables().forEach((table) -> used.addAll(needs.of(table)));
        return only(
                created,
                (object) -> !lent.contains(Needs.name(object))
                        || (object instanceof EnumType && used.contains(Needs.name(object))));
    }

    /** Returns the views that are not compared and read compared objects. */
    public List<SqlObject> views() {
        return this.all.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.VIEW)
                .toList();
    }

    /** Returns the names of all objects that are not compared. */
    public Set<QualifiedName> names() {
        return objects(this.all).stream().map(Needs::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static List<SchemaObject> objects(Schema schema) {
        return Stream.<Collection<? extends SchemaObject>>of(
                        schema.enums(), schema.sequences(), schema.tables(), schema.definitions())
                .<SchemaObject>flatMap(Collection::stream)
                .toList();
    }

    private static Schema only(Schema schema, Predicate<SchemaObject> wanted) {
        return new Schema(
                schema.namespaces(),
                schema.enums().stream().filter(wanted).toList(),
                schema.sequences().stream().filter(wanted).toList(),
                schema.tables().stream().filter(wanted).toList(),
                schema.definitions().stream().filter(wanted).toList());
    }

    private static Schema schema(Schema database, Set<SchemaObject> objects, Scope scope) {
        if (objects.isEmpty()) {
            return Schema.EMPTY;
        }
        Set<String> namespaces = objects.stream()
                .map((object) -> Needs.name(object).namespace())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Schema part = only(database, objects::contains);
        return new Schema(
                database.namespaces().stream()
                        .filter((namespace) -> namespaces.contains(namespace.name())
                                && !scope.others().contains(namespace.name()))
                        .toList(),
                part.enums(),
                part.sequences(),
                part.tables(),
                part.definitions());
    }

    /** Returns the objects that can be created next to those that are present, with foreign keys to no others. */
    private static Schema restricted(Schema schema, Set<QualifiedName> present, Needs needs) {
        Schema left = schema;
        int before;
        do {
            before = objects(left).size();
            Set<QualifiedName> there =
                    objects(left).stream().map(Needs::name).collect(Collectors.toCollection(TreeSet::new));
            there.addAll(present);
            left = only(left, (object) -> there.containsAll(needs.of(object)));
        } while (objects(left).size() < before);
        Set<QualifiedName> there =
                objects(left).stream().map(Needs::name).collect(Collectors.toCollection(TreeSet::new));
        there.addAll(present);
        return left.withTables(
                left.tables().stream().map((table) -> withKeysTo(there, table)).toList());
    }

    private static Table withKeysTo(Set<QualifiedName> tables, Table table) {
        return table.withConstraints(table.constraints().stream()
                .filter((constraint) -> constraint.references() == null || tables.contains(constraint.references()))
                .toList());
    }
}
