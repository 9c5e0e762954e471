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

    /** Reads the rows of one kind. */
    @FunctionalInterface
    private interface Query<T> {

        List<T> rows() throws SQLException;
    }

    static PostgresObjects read(PostgresCatalog catalog) throws SQLException {
        PostgresObjectQueries queries = new PostgresObjectQueries(catalog);
        PostgresKinds kinds = PostgresKinds.read(catalog);
        return new PostgresObjects(
                queries.namespaces(),
                rows(kinds, "enums", queries::enums),
                rows(kinds, "domains", queries::domains),
                rows(kinds, "composites", queries::composites),
                rows(kinds, "routines", queries::routines),
                rows(kinds, "aggregates", queries::aggregates),
                queries.types(),
                queries.dependencies(),
                queries.extensions(),
                rows(kinds, "casts", queries::casts),
                rows(kinds, "views", queries::viewQueries),
                rows(kinds, "triggers", queries::triggers),
                rows(kinds, "rules", queries::rules),
                rows(kinds, "policies", queries::policies));
    }

    private static <T> List<T> rows(PostgresKinds kinds, String kind, Query<T> query) throws SQLException {
        return kinds.contains(kind) ? query.rows() : List.of();
    }
}
