package dev.migrate.inspect;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import java.util.Set;

/** Picks the inspector of a product. */
public final class Inspectors {

    private Inspectors() {}

    /** The inspector of a dialect. */
    public static Inspector of(Dialect dialect) {
        return switch (dialect.name()) {
            case "postgresql" -> new PostgresInspector(dialect.ddl(), Set.of());
            case "h2" -> new H2Inspector();
            case "mariadb" -> new MySqlInspector(true);
            case "mysql" -> new MySqlInspector(false);
            default ->
                throw new AutogenerateException(
                        "unsupported-database",
                        "Migrate does not read the schema of '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }
}
