package dev.migrate.inspect;

import static java.util.stream.Collectors.toMap;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.PostgresCatalogQueries.Aggregate;
import dev.migrate.inspect.PostgresCatalogQueries.Attribute;
import dev.migrate.inspect.PostgresCatalogQueries.Cast;
import dev.migrate.inspect.PostgresCatalogQueries.Composite;
import dev.migrate.inspect.PostgresCatalogQueries.Counter;
import dev.migrate.inspect.PostgresCatalogQueries.Dependency;
import dev.migrate.inspect.PostgresCatalogQueries.Domain;
import dev.migrate.inspect.PostgresCatalogQueries.Extension;
import dev.migrate.inspect.PostgresCatalogQueries.IndexRow;
import dev.migrate.inspect.PostgresCatalogQueries.Labels;
import dev.migrate.inspect.PostgresCatalogQueries.Namespace;
import dev.migrate.inspect.PostgresCatalogQueries.Policy;
import dev.migrate.inspect.PostgresCatalogQueries.Query;
import dev.migrate.inspect.PostgresCatalogQueries.Relation;
import dev.migrate.inspect.PostgresCatalogQueries.Routine;
import dev.migrate.inspect.PostgresCatalogQueries.Rule;
import dev.migrate.inspect.PostgresCatalogQueries.Trigger;
import dev.migrate.inspect.PostgresCatalogQueries.TypeRow;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assembles the objects that are defined by their SQL, with the objects that each of them uses. */
final class PostgresDefinitions {

    private static final Set<String> PARTS_OF_TABLES = Set.of("pg_attrdef", "pg_constraint", "pg_class");
    private static final Map<Character, String> COMMANDS =
            Map.of('r', "SELECT", 'a', "INSERT", 'w', "UPDATE", 'd', "DELETE", '*', "ALL");
    private static final Map<Character, String> ENABLING =
            Map.of('D', "DISABLE TRIGGER", 'R', "ENABLE REPLICA TRIGGER", 'A', "ENABLE ALWAYS TRIGGER");

    private final Ddl ddl;
    private final String home;
    private final Set<String> transparent;
    private final PostgresTables tables;
    private final List<Namespace> namespaces;
    private final List<Labels> labels;
    private final Map<Thing, QualifiedName> names = new HashMap<>();
    private final Map<Thing, Set<QualifiedName>> needs = new HashMap<>();
    private final Set<Long> neededByTables = new LinkedHashSet<>();
    private final List<SqlObject> definitions = new ArrayList<>();

    /** An object of the database, identified by its catalog and its OID there. */
    private record Thing(String catalogue, long oid) {}

    PostgresDefinitions(
            PostgresCatalogQueries catalogue, Ddl ddl, String home, Set<String> transparent, PostgresTables tables) {
        this.ddl = ddl;
        this.home = home;
        this.transparent = transparent;
        this.tables = tables;
        this.namespaces = catalogue.namespaces();
        this.labels = catalogue.labels();
        List<Domain> domains = catalogue.domains();
        List<Composite> composites = catalogue.composites();
        List<Routine> routines = catalogue.routines();
        List<Aggregate> aggregates = catalogue.aggregates();
        names(domains, composites, routines, catalogue.types());
        aggregates.forEach((aggregate) -> this.names.put(new Thing("pg_proc", aggregate.oid()), signature(aggregate)));
        needs(catalogue.dependencies());
        catalogue.extensions().forEach(this::extension);
        domains.forEach(this::domain);
        composites.forEach(this::composite);
        catalogue.casts().forEach(this::cast);
        this.neededByTables.addAll(neededByThose(routines, aggregates));
        routines.forEach(this::routine);
        aggregates.forEach(this::aggregate);
        views(catalogue.queries());
        catalogue.triggers().forEach(this::trigger);
        catalogue.policies().forEach(this::policy);
        tables.relations().values().forEach(this::rowSecurity);
        tables.partitions().forEach(this::partition);
        comments();
    }

    List<Namespace> namespaces() {
        return this.namespaces;
    }

    List<Labels> labels() {
        return this.labels;
    }

    List<SqlObject> definitions() {
        return this.definitions.stream()
                .sorted(Comparator.comparing(SqlObject::kind)
                        .thenComparing(SqlObject::name)
                        .thenComparing(
                                SqlObject::table, Comparator.nullsFirst(Comparator.<QualifiedName>naturalOrder())))
                .toList();
    }

    private void names(List<Domain> domains, List<Composite> composites, List<Routine> routines, List<TypeRow> types) {
        this.tables.relations().forEach((oid, relation) -> this.names.put(new Thing("pg_class", oid), relation.name()));
        this.labels.forEach((type) -> this.names.put(new Thing("pg_type", type.oid()), type.name()));
        domains.forEach((domain) -> this.names.put(new Thing("pg_type", domain.oid()), domain.name()));
        composites.forEach((type) -> {
            this.names.put(new Thing("pg_type", type.oid()), type.name());
            this.names.put(new Thing("pg_class", type.relation()), type.name());
        });
        routines.forEach((routine) -> this.names.put(new Thing("pg_proc", routine.oid()), signature(routine)));
        for (TypeRow type : types) {
            QualifiedName core = this.names.getOrDefault(
                    new Thing("pg_class", type.core()), this.names.get(new Thing("pg_type", type.core())));
            if (core != null) {
                this.names.putIfAbsent(new Thing("pg_type", type.oid()), core);
            }
        }
    }

    private void needs(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            QualifiedName needed = this.names.get(new Thing(dependency.catalogue(), dependency.needed()));
            if (needed != null) {
                this.needs
                        .computeIfAbsent(
                                new Thing(dependency.dependant(), dependency.oid()), (thing) -> new LinkedHashSet<>())
                        .add(needed);
            }
            if (dependency.catalogue().equals("pg_proc") && PARTS_OF_TABLES.contains(dependency.dependant())) {
                this.neededByTables.add(dependency.needed());
            }
        }
    }

    private Set<QualifiedName> needs(String catalogue, long oid, QualifiedName itself) {
        Set<QualifiedName> needed = new LinkedHashSet<>(this.needs.getOrDefault(new Thing(catalogue, oid), Set.of()));
        needed.remove(itself);
        return needed;
    }

    /** Returns the routines that the routines used by tables need in turn. */
    private Set<Long> neededByThose(List<Routine> routines, List<Aggregate> aggregates) {
        List<QualifiedName> late = new ArrayList<>();
        this.tables.relations().values().forEach((relation) -> late.add(relation.name()));
        aggregates.forEach((aggregate) -> late.add(aggregate.name()));
        return new PostgresRoutines(
                        routines, (routine) -> this.needs.getOrDefault(new Thing("pg_proc", routine.oid()), Set.of()))
                .neededBy(this.neededByTables, late);
    }

    private void extension(Extension extension) {
        String name = this.ddl.identifier(extension.name());
        add(
                SqlObject.Kind.EXTENSION,
                QualifiedName.of(extension.name()),
                null,
                "DROP EXTENSION " + name,
                Set.of(),
                "CREATE EXTENSION " + name
                        + (extension.schema().equals(this.home) || this.transparent.contains(extension.schema())
                                ? ""
                                : " WITH SCHEMA " + this.ddl.identifier(extension.schema())));
    }

    private void domain(Domain domain) {
        String name = this.ddl.name(domain.name());
        String alter = "ALTER DOMAIN " + name;
        List<Part> pieces = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        String base = domain.base() + (domain.collation() == null ? "" : " COLLATE " + domain.collation());
        StringBuilder sql = new StringBuilder("CREATE DOMAIN %s AS %s".formatted(name, base));
        pieces.add(new Part(Part.PartKind.BASE, "", base, "", "", ""));
        if (domain.expression() != null) {
            sql.append(" DEFAULT ").append(domain.expression());
            String set = alter + " SET DEFAULT " + domain.expression();
            pieces.add(new Part(Part.PartKind.DEFAULT, "", domain.expression(), set, alter + " DROP DEFAULT", set));
        }
        if (domain.notNull()) {
            sql.append(" NOT NULL");
            pieces.add(new Part(
                    Part.PartKind.RULE, "not null", "NOT NULL", alter + " SET NOT NULL", alter + " DROP NOT NULL", ""));
        }
        domain.checks().forEach((check) -> {
            String constraint = this.ddl.identifier(check.name());
            String written = "CONSTRAINT %s %s".formatted(constraint, check.definition());
            String add = alter + " ADD " + written;
            if (check.definition().endsWith(" NOT VALID")) {
                statements.add(add);
            } else {
                sql.append("\n    ").append(written);
            }
            pieces.add(new Part(
                    Part.PartKind.RULE,
                    "check " + check.name(),
                    check.definition(),
                    add,
                    alter + " DROP CONSTRAINT " + constraint,
                    ""));
        });
        comment(pieces, statements, "", "DOMAIN " + name, domain.comment());
        statements.add(0, sql.toString());
        Set<QualifiedName> uses = needs("pg_type", domain.oid(), domain.name());
        type(SqlObject.Kind.DOMAIN, domain.name(), "DROP DOMAIN " + name, uses, statements, pieces);
    }

    private void composite(Composite type) {
        String name = this.ddl.name(type.name());
        List<String> columns = new ArrayList<>();
        List<Part> pieces = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        pieces.add(new Part(Part.PartKind.BASE, "", "composite", "", "", ""));
        comment(pieces, statements, "", "TYPE " + name, type.comment());
        for (Attribute attribute : this.tables.attributes(type.relation())) {
            String identifier = this.ddl.identifier(attribute.name());
            String typed =
                    attribute.type() + (attribute.collation() == null ? "" : " COLLATE " + attribute.collation());
            columns.add(identifier + " " + typed);
            pieces.add(new Part(
                    Part.PartKind.ATTRIBUTE,
                    attribute.name(),
                    typed,
                    "ALTER TYPE %s ADD ATTRIBUTE %s %s".formatted(name, identifier, typed),
                    "ALTER TYPE %s DROP ATTRIBUTE %s".formatted(name, identifier),
                    "ALTER TYPE %s ALTER ATTRIBUTE %s TYPE %s".formatted(name, identifier, typed)));
            comment(pieces, statements, attribute.name(), "COLUMN " + name + "." + identifier, attribute.comment());
        }
        statements.add(0, "CREATE TYPE %s AS (\n    %s\n)".formatted(name, String.join(",\n    ", columns)));
        Set<QualifiedName> uses = needs("pg_class", type.relation(), type.name());
        type(SqlObject.Kind.COMPOSITE, type.name(), "DROP TYPE " + name, uses, statements, pieces);
    }

    private void comment(List<Part> pieces, List<String> statements, String name, String what, @Nullable String text) {
        String set = comment(what, text);
        if (text != null && set != null) {
            statements.add(set);
            pieces.add(new Part(Part.PartKind.COMMENT, name, text, set, "COMMENT ON " + what + " IS NULL", set));
        }
    }

    private void type(
            SqlObject.Kind kind,
            QualifiedName name,
            String drop,
            Set<QualifiedName> uses,
            List<String> create,
            List<Part> pieces) {
        this.definitions.add(new SqlObject(kind, name, null, create, drop, uses, kind.beforeTables(), pieces));
    }

    private void cast(Cast cast) {
        String types = "(%s AS %s)".formatted(cast.source(), cast.target());
        String method = switch (cast.method()) {
            case 'i' -> " WITH INOUT";
            case 'b' -> " WITHOUT FUNCTION";
            default -> " WITH FUNCTION " + cast.function();
        };
        String context = switch (cast.context()) {
            case 'i' -> " AS IMPLICIT";
            case 'a' -> " AS ASSIGNMENT";
            default -> "";
        };
        QualifiedName name = QualifiedName.of(cast.source() + " as " + cast.target());
        Set<QualifiedName> uses = needs("pg_cast", cast.oid(), name);
        add(
                SqlObject.Kind.CAST,
                name,
                null,
                "DROP CAST " + types,
                uses,
                cast.method() != 'f',
                "CREATE CAST " + types + method + context,
                comment("CAST " + types, cast.comment()));
    }

    private static QualifiedName signature(Routine routine) {
        return signature(routine.name(), routine.arguments());
    }

    private static QualifiedName signature(Aggregate aggregate) {
        return signature(aggregate.name(), aggregate.arguments());
    }

    private static QualifiedName signature(QualifiedName name, String arguments) {
        return name.sibling("%s(%s)".formatted(name.name(), arguments));
    }

    private void routine(Routine routine) {
        String word = routine.procedure() ? "PROCEDURE" : "FUNCTION";
        String name = this.ddl.name(routine.name());
        String signed = "%s %s(%s)".formatted(word, name, routine.arguments());
        add(
                routine.procedure() ? SqlObject.Kind.PROCEDURE : SqlObject.Kind.FUNCTION,
                signature(routine),
                null,
                "DROP " + signed,
                needs("pg_proc", routine.oid(), signature(routine)),
                this.neededByTables.contains(routine.oid()),
                "CREATE OR REPLACE " + word + " " + name + routine.rest().strip(),
                comment(signed, routine.comment()));
    }

    private void aggregate(Aggregate aggregate) {
        String signed = "AGGREGATE %s(%s)".formatted(this.ddl.name(aggregate.name()), aggregate.arguments());
        add(
                SqlObject.Kind.AGGREGATE,
                signature(aggregate),
                null,
                "DROP " + signed,
                needs("pg_proc", aggregate.oid(), signature(aggregate)),
                "CREATE %s (\n    %s\n)".formatted(signed, String.join(",\n    ", aggregate.options())),
                comment(signed, aggregate.comment()));
    }

    private void views(List<Query> queries) {
        Map<Long, String> texts = queries.stream().collect(toMap(Query::relation, Query::text));
        for (Relation relation : this.tables.relations().values()) {
            String text = texts.get(relation.oid());
            if (text != null) {
                view(relation, text.strip());
            }
        }
    }

    private void view(Relation relation, String query) {
        boolean kept = relation.kind() == 'm';
        String word = kept ? "MATERIALIZED VIEW" : "VIEW";
        String name = this.ddl.name(relation.name());
        List<@Nullable String> statements = new ArrayList<>();
        statements.add("CREATE %s %s%s%s AS\n%s"
                .formatted(
                        word,
                        name,
                        relation.method() == null ? "" : " USING " + relation.method(),
                        relation.options().isEmpty() ? "" : " WITH (" + String.join(", ", relation.options()) + ")",
                        query.endsWith(";") ? query.substring(0, query.length() - 1) : query));
        for (Index index : this.tables.indexes(relation)) {
            statements.add("CREATE %sINDEX %s ON %s %s"
                    .formatted(
                            index.unique() ? "UNIQUE " : "",
                            this.ddl.identifier(index.name()),
                            name,
                            index.definition()));
        }
        statements.add(comment(word + " " + name, relation.comment()));
        for (Attribute attribute : this.tables.attributes(relation.oid())) {
            String column = name + "." + this.ddl.identifier(attribute.name());
            if (attribute.expression() != null) {
                statements.add("ALTER VIEW %s ALTER COLUMN %s SET DEFAULT %s"
                        .formatted(name, this.ddl.identifier(attribute.name()), attribute.expression()));
            }
            statements.add(comment("COLUMN " + column, attribute.comment()));
        }
        add(
                kept ? SqlObject.Kind.MATERIALIZED_VIEW : SqlObject.Kind.VIEW,
                relation.name(),
                null,
                "DROP " + word + " " + name,
                needs("pg_class", relation.oid(), relation.name()),
                statements.toArray(String[]::new));
    }

    private void trigger(Trigger trigger) {
        Relation relation = this.tables.relations().get(trigger.relation());
        if (relation == null) {
            return;
        }
        QualifiedName name = relation.name().sibling(trigger.name());
        String table = this.ddl.name(relation.name());
        String on = "TRIGGER %s ON %s".formatted(this.ddl.identifier(trigger.name()), table);
        String enabling = ENABLING.get(trigger.enabled());
        Set<QualifiedName> uses = needs("pg_trigger", trigger.oid(), name);
        uses.add(relation.name());
        add(
                SqlObject.Kind.TRIGGER,
                name,
                relation.name(),
                "DROP " + on,
                uses,
                trigger.statement(),
                enabling == null
                        ? null
                        : "ALTER TABLE %s %s %s".formatted(table, enabling, this.ddl.identifier(trigger.name())),
                comment(on, trigger.comment()));
    }

    private void policy(Policy policy) {
        Relation relation = this.tables.relations().get(policy.relation());
        if (relation == null) {
            return;
        }
        QualifiedName name = relation.name().sibling(policy.name());
        String on = "POLICY %s ON %s".formatted(this.ddl.identifier(policy.name()), this.ddl.name(relation.name()));
        StringBuilder sql = new StringBuilder("CREATE ").append(on);
        sql.append(policy.permissive() ? "" : " AS RESTRICTIVE");
        sql.append(policy.command() == '*' ? "" : " FOR " + COMMANDS.get(policy.command()));
        sql.append(policy.roles() == null ? "" : " TO " + policy.roles());
        sql.append(policy.using() == null ? "" : " USING (" + policy.using() + ")");
        sql.append(policy.check() == null ? "" : " WITH CHECK (" + policy.check() + ")");
        Set<QualifiedName> uses = needs("pg_policy", policy.oid(), name);
        uses.add(relation.name());
        add(
                SqlObject.Kind.POLICY,
                name,
                relation.name(),
                "DROP " + on,
                uses,
                sql.toString(),
                comment(on, policy.comment()));
    }

    /** Adds the row security of a table, without which its policies have no effect. */
    private void rowSecurity(Relation relation) {
        if (!relation.secured() && !relation.securedForOwner()) {
            return;
        }
        String alter = "ALTER TABLE " + this.ddl.name(relation.name());
        List<String> on = new ArrayList<>();
        List<String> off = new ArrayList<>();
        if (relation.secured()) {
            on.add("ENABLE ROW LEVEL SECURITY");
            off.add("DISABLE ROW LEVEL SECURITY");
        }
        if (relation.securedForOwner()) {
            on.add("FORCE ROW LEVEL SECURITY");
            off.add("NO FORCE ROW LEVEL SECURITY");
        }
        add(
                SqlObject.Kind.POLICY,
                relation.name().sibling("row level security"),
                relation.name(),
                alter + " " + String.join(", ", off),
                Set.of(relation.name()),
                alter + " " + String.join(", ", on));
    }

    private void partition(Relation relation) {
        String name = this.ddl.name(relation.name());
        List<@Nullable String> statements = new ArrayList<>();
        statements.add("CREATE TABLE %s PARTITION OF %s %s%s"
                .formatted(
                        name,
                        relation.parents().get(0),
                        relation.partitionBound(),
                        relation.partitionKey() == null ? "" : " PARTITION BY " + relation.partitionKey()));
        for (Rule rule : this.tables.rules().getOrDefault(relation.oid(), List.of())) {
            statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s"
                    .formatted(name, this.ddl.identifier(rule.name()), rule.definition()));
        }
        for (Index index : this.tables.indexes(relation)) {
            statements.add("CREATE %sINDEX %s ON %s %s"
                    .formatted(
                            index.unique() ? "UNIQUE " : "",
                            this.ddl.identifier(index.name()),
                            name,
                            index.definition()));
        }
        statements.add(comment("TABLE " + name, relation.comment()));
        Set<QualifiedName> uses = new LinkedHashSet<>();
        this.tables.relations().values().stream()
                .filter((other) ->
                        this.ddl.name(other.name()).equals(relation.parents().get(0)))
                .forEach((parent) -> uses.add(parent.name()));
        add(
                SqlObject.Kind.PARTITION,
                relation.name(),
                null,
                "DROP TABLE " + name,
                uses,
                statements.toArray(String[]::new));
    }

    /** Adds the comments of schemas, enumerated types, sequences, constraints and indexes. */
    private void comments() {
        for (Namespace namespace : this.namespaces) {
            if (!namespace.name().equals(this.home)) {
                comment(
                        QualifiedName.of("schema " + namespace.name()),
                        null,
                        Set.of(),
                        "SCHEMA " + this.ddl.identifier(namespace.name()),
                        namespace.comment());
            }
        }
        for (Labels type : this.labels) {
            comment(
                    type.name().sibling("type " + type.name().name()),
                    null,
                    Set.of(type.name()),
                    "TYPE " + this.ddl.name(type.name()),
                    type.comment());
        }
        for (Counter counter : this.tables.counters()) {
            comment(
                    counter.name().sibling("sequence " + counter.name().name()),
                    null,
                    Set.of(counter.name()),
                    "SEQUENCE " + this.ddl.name(counter.name()),
                    counter.comment());
        }
        for (Relation relation : this.tables.relations().values()) {
            for (Rule rule : this.tables.rules().getOrDefault(relation.oid(), List.of())) {
                comment(
                        relation.name().sibling("constraint " + rule.name()),
                        relation.name(),
                        Set.of(relation.name()),
                        "CONSTRAINT %s ON %s"
                                .formatted(this.ddl.identifier(rule.name()), this.ddl.name(relation.name())),
                        rule.comment());
            }
            for (IndexRow key : this.tables.keys().getOrDefault(relation.oid(), List.of())) {
                comment(
                        relation.name().sibling("index " + key.name()),
                        relation.name(),
                        Set.of(relation.name()),
                        "INDEX " + this.ddl.name(relation.name().sibling(key.name())),
                        key.comment());
            }
        }
    }

    private void comment(
            QualifiedName name,
            @Nullable QualifiedName table,
            Set<QualifiedName> uses,
            String what,
            @Nullable String text) {
        if (text != null) {
            add(SqlObject.Kind.COMMENT, name, table, "COMMENT ON " + what + " IS NULL", uses, comment(what, text));
        }
    }

    private @Nullable String comment(String what, @Nullable String text) {
        return text == null ? null : "COMMENT ON %s IS %s".formatted(what, this.ddl.literal(text));
    }

    private void add(
            SqlObject.Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            String drop,
            Set<QualifiedName> uses,
            @Nullable String... create) {
        add(kind, name, table, drop, uses, kind.beforeTables(), create);
    }

    private void add(
            SqlObject.Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            String drop,
            Set<QualifiedName> uses,
            boolean beforeTables,
            @Nullable String... create) {
        List<String> statements = new ArrayList<>();
        for (String statement : create) {
            if (statement != null) {
                statements.add(statement);
            }
        }
        this.definitions.add(new SqlObject(kind, name, table, statements, drop, uses, beforeTables, List.of()));
    }
}
