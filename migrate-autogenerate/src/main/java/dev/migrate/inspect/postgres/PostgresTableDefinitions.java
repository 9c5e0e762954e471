package dev.migrate.inspect.postgres;

import static dev.migrate.inspect.postgres.PostgresStatements.object;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Policy;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Rule;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Trigger;
import dev.migrate.inspect.postgres.PostgresTableQueries.Attribute;
import dev.migrate.inspect.postgres.PostgresTableQueries.Relation;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the definitions of views, and of the triggers, policies and row security of tables. */
final class PostgresTableDefinitions {

    private static final Map<Character, String> COMMANDS =
            Map.of('r', "SELECT", 'a', "INSERT", 'w', "UPDATE", 'd', "DELETE", '*', "ALL");
    private static final Map<Character, String> ENABLING =
            Map.of('D', "DISABLE TRIGGER", 'R', "ENABLE REPLICA TRIGGER", 'A', "ENABLE ALWAYS TRIGGER");

    private final Ddl ddl;
    private final PostgresStatements statements;
    private final PostgresTables tables;
    private final PostgresDependencies dependencies;

    PostgresTableDefinitions(Ddl ddl, PostgresTables tables, PostgresDependencies dependencies) {
        this.ddl = ddl;
        this.statements = new PostgresStatements(ddl);
        this.tables = tables;
        this.dependencies = dependencies;
    }

    SqlObject view(Relation relation, String query) {
        boolean materialized = relation.kind() == 'm';
        String word = materialized ? "MATERIALIZED VIEW" : "VIEW";
        String name = this.ddl.name(relation.name());
        List<@Nullable String> create = new ArrayList<>();
        create.add("CREATE %s %s%s%s AS\n%s"
                .formatted(
                        word,
                        name,
                        relation.method() == null ? "" : " USING " + relation.method(),
                        relation.options().isEmpty() ? "" : " WITH (" + String.join(", ", relation.options()) + ")",
                        query.endsWith(";") ? query.substring(0, query.length() - 1) : query));
        for (Index index : this.tables.indexes(relation)) {
            create.add(this.statements.createIndex(index, name));
        }
        create.add(this.statements.comment(word + " " + name, relation.comment()));
        for (Attribute attribute : this.tables.attributes(relation.oid())) {
            String column = this.ddl.identifier(attribute.name());
            if (attribute.expression() != null) {
                create.add(
                        "ALTER VIEW %s ALTER COLUMN %s SET DEFAULT %s".formatted(name, column, attribute.expression()));
            }
            create.add(this.statements.comment("COLUMN " + name + "." + column, attribute.comment()));
        }
        return object(
                        materialized ? SqlObject.Kind.MATERIALIZED_VIEW : SqlObject.Kind.VIEW,
                        relation.name(),
                        null,
                        "DROP " + word + " " + name,
                        this.dependencies.of("pg_class", relation.oid(), relation.name()),
                        create.toArray(String[]::new))
                .reading(this.dependencies.columns("pg_class", relation.oid()));
    }

    SqlObject trigger(Trigger trigger, Relation relation) {
        QualifiedName name = relation.name().sibling(trigger.name());
        String table = this.ddl.name(relation.name());
        String on = "TRIGGER %s ON %s".formatted(this.ddl.identifier(trigger.name()), table);
        String enabling = ENABLING.get(trigger.enabled());
        Set<QualifiedName> uses = this.dependencies.of("pg_trigger", trigger.oid(), name);
        uses.add(relation.name());
        return object(
                        SqlObject.Kind.TRIGGER,
                        name,
                        relation.name(),
                        "DROP " + on,
                        uses,
                        trigger.statement(),
                        enabling == null
                                ? null
                                : "ALTER TABLE %s %s %s"
                                        .formatted(table, enabling, this.ddl.identifier(trigger.name())),
                        this.statements.comment(on, trigger.comment()))
                .reading(this.dependencies.columns("pg_trigger", trigger.oid()));
    }

    SqlObject rule(Rule rule, Relation relation) {
        QualifiedName name = relation.name().sibling(rule.name());
        String table = this.ddl.name(relation.name());
        String on = "RULE %s ON %s".formatted(this.ddl.identifier(rule.name()), table);
        String enabling = ENABLING.get(rule.enabled());
        String statement = rule.statement().strip();
        Set<QualifiedName> uses = this.dependencies.of("pg_rewrite", rule.oid(), name);
        uses.add(relation.name());
        return object(
                        SqlObject.Kind.RULE,
                        name,
                        relation.name(),
                        "DROP " + on,
                        uses,
                        statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement,
                        enabling == null
                                ? null
                                : "ALTER %s %s %s %s"
                                        .formatted(
                                                relation.kind() == 'v' ? "VIEW" : "TABLE",
                                                table,
                                                enabling.replace("TRIGGER", "RULE"),
                                                this.ddl.identifier(rule.name())),
                        this.statements.comment(on, rule.comment()))
                .reading(this.dependencies.columns("pg_rewrite", rule.oid()));
    }

    SqlObject policy(Policy policy, Relation relation) {
        QualifiedName name = relation.name().sibling(policy.name());
        String on = "POLICY %s ON %s".formatted(this.ddl.identifier(policy.name()), this.ddl.name(relation.name()));
        StringBuilder sql = new StringBuilder("CREATE ").append(on);
        sql.append(policy.permissive() ? "" : " AS RESTRICTIVE");
        sql.append(policy.command() == '*' ? "" : " FOR " + COMMANDS.get(policy.command()));
        sql.append(policy.roles() == null ? "" : " TO " + policy.roles());
        sql.append(policy.using() == null ? "" : " USING (" + policy.using() + ")");
        sql.append(policy.check() == null ? "" : " WITH CHECK (" + policy.check() + ")");
        Set<QualifiedName> uses = this.dependencies.of("pg_policy", policy.oid(), name);
        uses.add(relation.name());
        return object(
                        SqlObject.Kind.POLICY,
                        name,
                        relation.name(),
                        "DROP " + on,
                        uses,
                        sql.toString(),
                        this.statements.comment(on, policy.comment()))
                .reading(this.dependencies.columns("pg_policy", policy.oid()));
    }

    /** Returns the row security of a table, without which its policies have no effect. */
    SqlObject rowSecurity(Relation relation) {
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
        return object(
                        SqlObject.Kind.POLICY,
                        relation.name().sibling("row level security"),
                        relation.name(),
                        alter + " " + String.join(", ", off),
                        Set.of(relation.name()),
                        alter + " " + String.join(", ", on))
                .reading(Map.of());
    }
}
