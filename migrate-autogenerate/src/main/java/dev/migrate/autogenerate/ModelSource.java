package dev.migrate.autogenerate;

/**
 * A source of the desired schema, such as entities, aggregates or a file of SQL. An application adds its own as a bean,
 * and selects it by its name with {@code migrate.autogenerate.source}.
 */
public interface ModelSource {

    /** Returns a short name in lower case, such as {@code jpa}. */
    String name();

    /** Whether the application has models of this kind; if not, other sources are tried. */
    default boolean isPresent() {
        return true;
    }

    /**
     * Whether the models are partial and completed from {@link DatabaseContext#current}. If that schema turns out to be
     * different, {@link #desired} is called again.
     */
    default boolean isPartial() {
        return false;
    }

    /**
     * Returns the schema that the models define for a database of this product and version.
     *
     * @throws dev.migrate.error.AutogenerateException if the models cannot be read
     */
    TargetSchema desired(DatabaseContext databaseContext);
}
