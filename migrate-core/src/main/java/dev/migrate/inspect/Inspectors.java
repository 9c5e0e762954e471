package dev.migrate.inspect;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import java.util.Set;

/** Picks the inspector of a product. */
public final class Inspectors {

    private Inspectors() {}

    /** The inspector of a dialect. */
    public static Inspector of(Dialect dialect) {
        if (dialect.name().equals("postgresql")) {
            return new PostgresInspector(dialect.ddl(), Set.of());
        }
        throw new AutogenerateException(
                "unsupported-database",
                "Migrate does not read the schema of '%s'.".formatted(dialect.name()),
                "Write the revision by hand.",
                null);
    }
}
