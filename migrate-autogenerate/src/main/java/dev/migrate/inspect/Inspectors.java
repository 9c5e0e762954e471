package dev.migrate.inspect;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import java.util.Map;
import java.util.Set;

/** Picks the inspector of a product. */
public final class Inspectors {

    private Inspectors() {}

    /** The inspector of a dialect. */
    public static Inspector of(Dialect dialect) {
        return of(dialect, Set.of());
    }

    /** The inspector of a dialect, to which the names of some further schemas look like those of the home one. */
    public static Inspector of(Dialect dialect, Set<String> transparent) {
        return switch (dialect.name()) {
            case "postgresql" -> new PostgresInspector(dialect.ddl(), transparent);
            case "h2" -> new H2Inspector();
            case "mariadb", "mysql" -> new MySqlInspector(dialect, Map.of());
            case "sqlite" -> new SqliteInspector(dialect.ddl());
            default ->
                throw new AutogenerateException(
                        "unsupported-database",
                        "Migrate does not read the schema of '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }

    /**
     * The inspector of MariaDB or MySQL where other databases stand for some.
     *
     * @param places the databases that are read, by the names under which they are
     */
    public static Inspector ofPlaces(Dialect dialect, Map<String, String> places) {
        return new MySqlInspector(dialect, places);
    }
}
