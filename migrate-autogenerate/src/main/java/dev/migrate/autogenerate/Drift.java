package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import java.util.List;

/**
 * In what the database is not as the models want it.
 *
 * @param source the name of the source of the models
 * @param differences what has to be done about it; empty where both agree
 * @param unmanaged what the database has beside, of kinds that the models cannot ask for; it is left alone
 */
public record Drift(String source, List<SchemaDifference> differences, List<SchemaDifference> unmanaged) {

    public Drift {
        differences = List.copyOf(differences);
        unmanaged = List.copyOf(unmanaged);
    }

    /** Whether both agree. */
    public boolean isEmpty() {
        return this.differences.isEmpty();
    }
}
