package dev.migrate.inspect;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import java.util.Map;
import java.util.Set;

/** Selects the inspector of a product. */
public final class Inspectors {

    private Inspectors() {}

    /**
     * Returns the inspector of a dialect.
     *
     * @throws AutogenerateException if the product is not supported
     */
    public static Inspector of(Dialect dialect) {
        return of(dialect, Set.of());
    }

    /**
     * Returns the inspector of a dialect that does not qualify names in some other schemas either.
     *
     * @param transparent the other schemas; supported on PostgreSQL only
     * @throws AutogenerateException if the product is not supported
     */
    public static Inspector of(Dialect dialect, Set<String> transparent) {
        return switch (dialect.name()) {
            case "postgresql" -> new PostgresInspector(dialect.ddl(), transparent);
            case "h2" -> new H2Inspector();
            case "mariadb", "mysql" -> new MySqlInspector(dialect, Map.of());
            case "sqlite" -> new SqliteInspector(dialect.ddl());
            default ->
                throw new AutogenerateException(
                        ErrorCode.UNSUPPORTED_DATABASE,
                        "Migrate does not read the schema of '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }

    /**
     * Returns the inspector of MariaDB or MySQL that reads replacements of some databases.
     *
     * @param places the database to read in place of each of these databases
     */
    public static Inspector ofPlaces(Dialect dialect, Map<String, String> places) {
        return new MySqlInspector(dialect, places);
    }
}
