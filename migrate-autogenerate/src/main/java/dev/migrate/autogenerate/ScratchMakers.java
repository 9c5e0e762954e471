package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Picks the scratch of a product. */
final class ScratchMakers {

    private ScratchMakers() {}

    /**
     * Opens what makes scratch places like a database.
     *
     * @param live the database, as it is; it stays open as long as the maker
     * @param scope what is read of the database, and will be of scratch
     * @param settings what was given for this
     */
    static ScratchMaker like(
            Connection live, DataSource source, Dialect dialect, Scope scope, AutogenerateSettings settings)
            throws SQLException {
        return switch (dialect.name()) {
            case "postgresql" -> new PostgresScratchMaker(live, source, settings, scope, dialect);
            case "h2" -> new H2ScratchMaker(live, dialect, scope);
            case "mariadb", "mysql" -> MySqlScratchMaker.like(live, dialect, scope, settings.scratchUrl());
            case "sqlite" -> new SqliteScratchMaker(dialect, scope);
            default ->
                throw new AutogenerateException(
                        "unsupported-database",
                        "Migrate has no scratch for '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }
}
