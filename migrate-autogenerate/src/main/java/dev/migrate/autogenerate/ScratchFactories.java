package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Picks the scratch of a product. */
final class ScratchFactories {

    private ScratchFactories() {}

    /**
     * Opens what makes scratch places like a database.
     *
     * @param live the database, as it is; it stays open as long as the maker
     * @param scope what is read of the database, and will be of scratch
     * @param settings what was given for this
     */
    static ScratchFactory like(
            Connection live, DataSource source, Dialect dialect, Scope scope, AutogenerateSettings settings)
            throws SQLException {
        return switch (dialect.name()) {
            case "postgresql" -> new PostgresScratchFactory(live, source, settings, scope, dialect);
            case "h2" -> new H2ScratchFactory(live, dialect, scope);
            case "mariadb", "mysql" -> MySqlScratchFactory.like(live, dialect, scope, settings.scratchUrl());
            case "sqlite" -> new SqliteScratchFactory(dialect, scope);
            default ->
                throw new AutogenerateException(
                        "unsupported-database",
                        "Migrate has no scratch for '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }
}
