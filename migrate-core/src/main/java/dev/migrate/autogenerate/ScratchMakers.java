package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Picks the scratch of a product. */
final class ScratchMakers {

    private ScratchMakers() {}

    /**
     * Opens what makes scratch places like a database.
     *
     * @param live the database, as it is; it stays open as long as the maker
     * @param scope what is read of the database, and will be of scratch
     * @param url an empty database that was given for this
     */
    static ScratchMaker like(Connection live, DataSource source, Dialect dialect, Scope scope, @Nullable String url)
            throws SQLException {
        return switch (dialect.name()) {
            case "h2" -> new H2ScratchMaker(live, dialect, scope);
            case "mariadb", "mysql" -> MySqlScratchMaker.like(live, dialect, scope, url);
            default ->
                throw new AutogenerateException(
                        "unsupported-database",
                        "Migrate has no scratch for '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }
}
