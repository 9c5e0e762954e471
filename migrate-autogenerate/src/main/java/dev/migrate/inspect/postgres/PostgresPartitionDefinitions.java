package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.postgres.PostgresTableQueries.Relation;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.SqlObject.Part.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the definitions of partitions, in parts that can change while the partition keeps its rows. */
final class PostgresPartitionDefinitions {

    private final Ddl ddl;
    private final PostgresStatements statements;
    private final PostgresTables tables;

    PostgresPartitionDefinitions(Ddl ddl, PostgresTables tables) {
        this.ddl = ddl;
        this.statements = new PostgresStatements(ddl);
        this.tables = tables;
    }

    SqlObject partition(Relation relation) {
        String name = this.ddl.name(relation.name());
        String parent = relation.parents().get(0);
        String key = relation.partitionKey() == null ? "" : "PARTITION BY " + relation.partitionKey();
        List<Part> own = own(relation);
        List<Part> parts = new ArrayList<>(own);
        String alter = "ALTER TABLE %s ".formatted(parent);
        parts.add(new Part(PartKind.BASE, "", key, "", "", ""));
        parts.add(new Part(
                PartKind.BOUNDS,
                parent,
                String.valueOf(relation.partitionBound()),
                alter + "ATTACH PARTITION %s %s".formatted(name, relation.partitionBound()),
                alter + "DETACH PARTITION " + name,
                ""));
        if (relation.partitionCondition() != null) {
            parts.add(new Part(PartKind.CONDITION, "", relation.partitionCondition(), "", "", ""));
        }
        List<String> create = new ArrayList<>();
        create.add("CREATE TABLE %s PARTITION OF %s %s%s"
                .formatted(name, parent, relation.partitionBound(), key.isEmpty() ? "" : " " + key));
        own.forEach((part) -> create.add(part.add()));
        Set<QualifiedName> uses = this.tables.relations().values().stream()
                .map(Relation::name)
                .filter((other) -> this.ddl.name(other).equals(parent))
                .collect(Collectors.toSet());
        return new SqlObject(
                SqlObject.Kind.PARTITION, relation.name(), null, create, "DROP TABLE " + name, uses, false, parts);
    }

    /** Returns the constraints and the indexes that the partition does not inherit, and its comment. */
    private List<Part> own(Relation relation) {
        String name = this.ddl.name(relation.name());
        List<Part> parts = new ArrayList<>();
        this.tables.constraints(relation).forEach((constraint) -> {
            String identifier = this.ddl.identifier(constraint.name());
            parts.add(new Part(
                    PartKind.CONSTRAINT,
                    constraint.name(),
                    constraint.definition(),
                    "ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(name, identifier, constraint.definition()),
                    "ALTER TABLE %s DROP CONSTRAINT %s".formatted(name, identifier),
                    ""));
        });
        this.tables
                .indexes(relation)
                .forEach((index) -> parts.add(new Part(
                        PartKind.INDEX,
                        index.name(),
                        (index.unique() ? "UNIQUE " : "") + index.definition(),
                        this.statements.createIndex(index, name),
                        "DROP INDEX " + this.ddl.name(relation.name().sibling(index.name())),
                        "")));
        String comment = this.statements.comment("TABLE " + name, relation.comment());
        if (relation.comment() != null && comment != null) {
            parts.add(new Part(
                    PartKind.COMMENT,
                    "",
                    relation.comment(),
                    comment,
                    "COMMENT ON TABLE " + name + " IS NULL",
                    comment));
        }
        return parts;
    }
}
