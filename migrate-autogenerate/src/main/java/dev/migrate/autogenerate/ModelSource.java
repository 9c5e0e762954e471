package dev.migrate.autogenerate;

/**
 * Where the desired state of the database comes from: entities, aggregates, a file of SQL. An application adds its own as
 * a bean; the name is what {@code migrate.autogenerate.source} picks it by.
 */
public interface ModelSource {

    /** A short name in lower case, such as {@code jpa}. */
    String name();

    /** Whether the application has models of this kind at all; if not, they are looked for elsewhere. */
    default boolean isPresent() {
        return true;
    }

    /**
     * Whether it takes what it does not know from what the database looks like, {@link DatabaseContext#current}, so that it is
     * asked once more when that is another than was thought.
     */
    default boolean isPartial() {
        return false;
    }

    /** What the models want of a database of this product and version. */
    TargetSchema desired(DatabaseContext databaseContext);
}
