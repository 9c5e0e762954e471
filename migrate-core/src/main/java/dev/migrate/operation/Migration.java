package dev.migrate.operation;

/**
 * A revision in Java, for changes that are difficult in SQL alone: data that must be processed by code, and schemas
 * shared by several products. It is annotated with {@link Revision}, is a bean or belongs to a package of {@code
 * migrate.locations}, and is part of the same graph as the scripts.
 *
 * <p>Both methods only record operations; nothing runs before the revision is applied or reverted. They are called
 * once, when the application starts, and must not depend on the time, the machine, or the database.
 */
public interface Migration {

    /** Records the operations of the upgrade. */
    void upgrade(Operations operations);

    /** Records the operations of the downgrade. The default makes the revision irreversible. */
    default void downgrade(Operations operations) {
        operations.irreversible();
    }
}
