package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import java.util.List;

/**
 * The differences between a database and the models.
 *
 * @param source the name of the source of the models
 * @param differences the differences to resolve; empty if the database matches the models
 * @param unmanaged additional objects of the database that the models cannot define; they are not changed
 */
public record Drift(String source, List<SchemaDifference> differences, List<SchemaDifference> unmanaged) {

    public Drift {
        differences = List.copyOf(differences);
        unmanaged = List.copyOf(unmanaged);
    }

    /** Whether the database matches the models. */
    public boolean isEmpty() {
        return this.differences.isEmpty();
    }
}
