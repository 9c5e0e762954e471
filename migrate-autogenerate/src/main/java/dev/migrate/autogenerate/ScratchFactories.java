package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Selects the scratch factory of a product. */
final class ScratchFactories {

    private ScratchFactories() {}

    /**
     * Returns a factory of scratch databases that match a live database.
     *
     * @param live a session of the live database, which stays open as long as the factory
     * @param scope the part of the live and the scratch databases that is read
     * @param settings the settings of the comparison
     * @throws AutogenerateException if the product is not supported
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
                        ErrorCode.UNSUPPORTED_DATABASE,
                        "Migrate has no scratch for '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }
}
