package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresStatements.object;
import static java.util.stream.Collectors.toMap;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Aggregate;
import dev.migrate.inspect.postgres.PostgresObjectQueries.EnumRow;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Extension;
import dev.migrate.inspect.postgres.PostgresObjectQueries.NamespaceRow;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Policy;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Routine;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Rule;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Trigger;
import dev.migrate.inspect.postgres.PostgresObjectQueries.ViewQuery;
import dev.migrate.inspect.postgres.PostgresTableQueries.ConstraintRow;
import dev.migrate.inspect.postgres.PostgresTableQueries.IndexRow;
import dev.migrate.inspect.postgres.PostgresTableQueries.Relation;
import dev.migrate.inspect.postgres.PostgresTableQueries.SequenceRow;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assembles the objects that are defined by their SQL, with the objects that each of them uses. */
final class PostgresDefinitions {

    private final Ddl ddl;
    private final String home;
    private final Set<String> transparent;
    private final PostgresTables tables;
    private final PostgresObjects objects;
    private final PostgresDependencies dependencies;
    private final PostgresStatements statements;
    private final List<SqlObject> definitions = new ArrayList<>();

    PostgresDefinitions(Ddl ddl, String home, Set<String> transparent, PostgresTables tables, PostgresObjects objects) {
        this.ddl = ddl;
        this.home = home;
        this.transparent = transparent;
        this.tables = tables;
        this.objects = objects;
        this.dependencies = new PostgresDependencies(tables, objects);
        this.statements = new PostgresStatements(ddl);
    }

    List<SqlObject> all() {
        this.objects.extensions().forEach(this::addExtension);
        addTypes();
        this.objects.routines().forEach(this::addRoutine);
        this.objects.aggregates().forEach(this::addAggregate);
        addTableDefinitions();
        addComments();
        return this.definitions.stream()
                .sorted(Comparator.comparing(SqlObject::kind)
                        .thenComparing(SqlObject::name)
                        .thenComparing(
                                SqlObject::table, Comparator.nullsFirst(Comparator.<QualifiedName>naturalOrder())))
                .toList();
    }

    private void addExtension(Extension extension) {
        boolean unqualified = extension.schema().equals(this.home) || this.transparent.contains(extension.schema());
        this.definitions.add(
                PostgresExtensionDefinition.of(this.ddl, extension.name(), unqualified ? null : extension.schema()));
    }

    private void addTypes() {
        PostgresTypeDefinitions types = new PostgresTypeDefinitions(this.ddl, this.tables, this.dependencies);
        this.objects.domains().forEach((domain) -> this.definitions.add(types.domain(domain)));
        this.objects.composites().forEach((type) -> this.definitions.add(types.composite(type)));
        this.objects.casts().forEach((cast) -> this.definitions.add(types.cast(cast)));
    }

    private void addRoutine(Routine routine) {
        String word = routine.procedure() ? "PROCEDURE" : "FUNCTION";
        String name = this.ddl.name(routine.name());
        String signature = "%s %s(%s)".formatted(word, name, routine.arguments());
        this.definitions.add(object(
                        routine.procedure() ? SqlObject.Kind.PROCEDURE : SqlObject.Kind.FUNCTION,
                        routine.signature(),
                        null,
                        "DROP " + signature,
                        this.dependencies.of("pg_proc", routine.oid(), routine.signature()),
                        this.dependencies.isNeededByTables(routine.oid()),
                        "CREATE OR REPLACE " + word + " " + name
                                + routine.rest().strip(),
                        this.statements.comment(signature, routine.comment()))
                .reading(this.dependencies.columns("pg_proc", routine.oid())));
    }

    private void addAggregate(Aggregate aggregate) {
        String signature = "AGGREGATE %s(%s)".formatted(this.ddl.name(aggregate.name()), aggregate.arguments());
        this.definitions.add(object(
                        SqlObject.Kind.AGGREGATE,
                        aggregate.signature(),
                        null,
                        "DROP " + signature,
                        this.dependencies.of("pg_proc", aggregate.oid(), aggregate.signature()),
                        "CREATE %s (\n    %s\n)".formatted(signature, String.join(",\n    ", aggregate.options())),
                        this.statements.comment(signature, aggregate.comment()))
                .reading(Map.of()));
    }

    private void addTableDefinitions() {
        PostgresTableDefinitions definitions = new PostgresTableDefinitions(this.ddl, this.tables, this.dependencies);
        Map<Long, Relation> relations = this.tables.relations();
        Map<Long, String> queries =
                this.objects.viewQueries().stream().collect(toMap(ViewQuery::relation, ViewQuery::text));
        for (Relation relation : relations.values()) {
            String query = queries.get(relation.oid());
            if (query != null) {
                this.definitions.add(definitions.view(relation, query.strip()));
            }
            if (relation.secured() || relation.securedForOwner()) {
                this.definitions.add(definitions.rowSecurity(relation));
            }
        }
        PostgresPartitionDefinitions partitions = new PostgresPartitionDefinitions(this.ddl, this.tables);
        this.tables.partitions().forEach((relation) -> this.definitions.add(partitions.partition(relation)));
        for (Trigger trigger : this.objects.triggers()) {
            Relation relation = relations.get(trigger.relation());
            if (relation != null) {
                this.definitions.add(definitions.trigger(trigger, relation));
            }
        }
        for (Rule rule : this.objects.rules()) {
            Relation relation = relations.get(rule.relation());
            if (relation != null) {
                this.definitions.add(definitions.rule(rule, relation));
            }
        }
        for (Policy policy : this.objects.policies()) {
            Relation relation = relations.get(policy.relation());
            if (relation != null) {
                this.definitions.add(definitions.policy(policy, relation));
            }
        }
    }

    /** Adds the comments of schemas, enumerated types, sequences, constraints and indexes. */
    private void addComments() {
        for (NamespaceRow namespace : this.objects.namespaces()) {
            if (!namespace.name().equals(this.home)) {
                addComment(
                        new QualifiedName(namespace.name(), "schema"),
                        null,
                        Set.of(),
                        "SCHEMA " + this.ddl.identifier(namespace.name()),
                        namespace.comment());
            }
        }
        for (EnumRow type : this.objects.enums()) {
            addComment(
                    type.name().sibling("type " + type.name().name()),
                    null,
                    Set.of(type.name()),
                    "TYPE " + this.ddl.name(type.name()),
                    type.comment());
        }
        for (SequenceRow sequence : this.tables.standalone()) {
            addComment(
                    sequence.name().sibling("sequence " + sequence.name().name()),
                    null,
                    Set.of(sequence.name()),
                    "SEQUENCE " + this.ddl.name(sequence.name()),
                    sequence.comment());
        }
        this.tables.relations().values().forEach(this::addComments);
    }

    private void addComments(Relation relation) {
        for (ConstraintRow constraint : this.tables.constraints(relation)) {
            addComment(
                    relation.name().sibling("constraint " + constraint.name()),
                    relation.name(),
                    Set.of(relation.name()),
                    "CONSTRAINT %s ON %s"
                            .formatted(this.ddl.identifier(constraint.name()), this.ddl.name(relation.name())),
                    constraint.comment());
        }
        for (IndexRow index : this.tables.indexRows(relation)) {
            addComment(
                    relation.name().sibling("index " + index.name()),
                    relation.name(),
                    Set.of(relation.name()),
                    "INDEX " + this.ddl.name(relation.name().sibling(index.name())),
                    index.comment());
        }
    }

    private void addComment(
            QualifiedName name,
            @Nullable QualifiedName table,
            Set<QualifiedName> uses,
            String object,
            @Nullable String text) {
        if (text != null) {
            this.definitions.add(object(
                            SqlObject.Kind.COMMENT,
                            name,
                            table,
                            "COMMENT ON " + object + " IS NULL",
                            uses,
                            this.statements.comment(object, text))
                    .reading(Map.of()));
        }
    }
}
