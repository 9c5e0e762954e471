package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Cast;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Composite;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Domain;
import dev.migrate.inspect.postgres.PostgresTableQueries.Attribute;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the definitions of domains, composite types and casts. */
final class PostgresTypeDefinitions {

    private final Ddl ddl;
    private final PostgresStatements statements;
    private final PostgresTables tables;
    private final PostgresDependencies dependencies;

    PostgresTypeDefinitions(Ddl ddl, PostgresTables tables, PostgresDependencies dependencies) {
        this.ddl = ddl;
        this.statements = new PostgresStatements(ddl);
        this.tables = tables;
        this.dependencies = dependencies;
    }

    SqlObject domain(Domain domain) {
        String name = this.ddl.name(domain.name());
        String alter = "ALTER DOMAIN " + name;
        List<Part> parts = new ArrayList<>();
        List<String> create = new ArrayList<>();
        String base = domain.base() + (domain.collation() == null ? "" : " COLLATE " + domain.collation());
        StringBuilder sql = new StringBuilder("CREATE DOMAIN %s AS %s".formatted(name, base));
        parts.add(new Part(Part.PartKind.BASE, "", base, "", "", ""));
        if (domain.expression() != null) {
            sql.append(" DEFAULT ").append(domain.expression());
            String set = alter + " SET DEFAULT " + domain.expression();
            parts.add(new Part(Part.PartKind.DEFAULT, "", domain.expression(), set, alter + " DROP DEFAULT", set));
        }
        if (domain.notNull()) {
            sql.append(" NOT NULL");
            parts.add(new Part(
                    Part.PartKind.RULE, "not null", "NOT NULL", alter + " SET NOT NULL", alter + " DROP NOT NULL", ""));
        }
        domain.checks().forEach((check) -> {
            String constraint = this.ddl.identifier(check.name());
            String written = "CONSTRAINT %s %s".formatted(constraint, check.definition());
            String add = alter + " ADD " + written;
            if (check.definition().endsWith(" NOT VALID")) {
                create.add(add);
            } else {
                sql.append("\n    ").append(written);
            }
            parts.add(new Part(
                    Part.PartKind.RULE,
                    "check " + check.name(),
                    check.definition(),
                    add,
                    alter + " DROP CONSTRAINT " + constraint,
                    ""));
        });
        addComment(parts, create, "", "DOMAIN " + name, domain.comment());
        create.add(0, sql.toString());
        Set<QualifiedName> uses = this.dependencies.of("pg_type", domain.oid(), domain.name());
        return type(SqlObject.Kind.DOMAIN, domain.name(), "DROP DOMAIN " + name, uses, create, parts);
    }

    SqlObject composite(Composite type) {
        String name = this.ddl.name(type.name());
        List<String> columns = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<String> create = new ArrayList<>();
        parts.add(new Part(Part.PartKind.BASE, "", "composite", "", "", ""));
        addComment(parts, create, "", "TYPE " + name, type.comment());
        for (Attribute attribute : this.tables.attributes(type.relation())) {
            String identifier = this.ddl.identifier(attribute.name());
            String typed =
                    attribute.type() + (attribute.collation() == null ? "" : " COLLATE " + attribute.collation());
            columns.add(identifier + " " + typed);
            parts.add(new Part(
                    Part.PartKind.ATTRIBUTE,
                    attribute.name(),
                    typed,
                    "ALTER TYPE %s ADD ATTRIBUTE %s %s".formatted(name, identifier, typed),
                    "ALTER TYPE %s DROP ATTRIBUTE %s".formatted(name, identifier),
                    "ALTER TYPE %s ALTER ATTRIBUTE %s TYPE %s".formatted(name, identifier, typed)));
            addComment(parts, create, attribute.name(), "COLUMN " + name + "." + identifier, attribute.comment());
        }
        create.add(0, "CREATE TYPE %s AS (\n    %s\n)".formatted(name, String.join(",\n    ", columns)));
        Set<QualifiedName> uses = this.dependencies.of("pg_class", type.relation(), type.name());
        return type(SqlObject.Kind.COMPOSITE, type.name(), "DROP TYPE " + name, uses, create, parts);
    }

    private void addComment(List<Part> parts, List<String> create, String name, String object, @Nullable String text) {
        String set = this.statements.comment(object, text);
        if (text != null && set != null) {
            create.add(set);
            parts.add(new Part(Part.PartKind.COMMENT, name, text, set, "COMMENT ON " + object + " IS NULL", set));
        }
    }

    private static SqlObject type(
            SqlObject.Kind kind,
            QualifiedName name,
            String drop,
            Set<QualifiedName> uses,
            List<String> create,
            List<Part> parts) {
        return new SqlObject(kind, name, null, create, drop, uses, kind.beforeTables(), parts);
    }

    SqlObject cast(Cast cast) {
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
        return PostgresStatements.object(
                SqlObject.Kind.CAST,
                name,
                null,
                "DROP CAST " + types,
                this.dependencies.of("pg_cast", cast.oid(), name),
                cast.method() != 'f',
                "CREATE CAST " + types + method + context,
                this.statements.comment("CAST " + types, cast.comment()));
    }
}
