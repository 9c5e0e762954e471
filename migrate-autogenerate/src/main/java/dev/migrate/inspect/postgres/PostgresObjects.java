package dev.migrate.inspect.postgres;

import dev.migrate.inspect.postgres.PostgresObjectQueries.Aggregate;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Cast;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Composite;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Dependency;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Domain;
import dev.migrate.inspect.postgres.PostgresObjectQueries.EnumRow;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Extension;
import dev.migrate.inspect.postgres.PostgresObjectQueries.NamespaceRow;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Policy;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Routine;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Rule;
import dev.migrate.inspect.postgres.PostgresObjectQueries.Trigger;
import dev.migrate.inspect.postgres.PostgresObjectQueries.TypeRow;
import dev.migrate.inspect.postgres.PostgresObjectQueries.ViewQuery;
import java.sql.SQLException;
import java.util.List;

/** The rows of the catalog about all objects other than tables and sequences. */
record PostgresObjects(
        List<NamespaceRow> namespaces,
        List<EnumRow> enums,
        List<Domain> domains,
        List<Composite> composites,
        List<Routine> routines,
        List<Aggregate> aggregates,
        List<TypeRow> types,
        List<Dependency> dependencies,
        List<Extension> extensions,
        List<Cast> casts,
        List<ViewQuery> viewQueries,
        List<Trigger> triggers,
        List<Rule> rules,
        List<Policy> policies) {

    static PostgresObjects read(PostgresObjectQueries queries) throws SQLException {
        return new PostgresObjects(
                queries.namespaces(),
                queries.enums(),
                queries.domains(),
                queries.composites(),
                queries.routines(),
                queries.aggregates(),
                queries.types(),
                queries.dependencies(),
                queries.extensions(),
                queries.casts(),
                queries.viewQueries(),
                queries.triggers(),
                queries.rules(),
                queries.policies());
    }
}
