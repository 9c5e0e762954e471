package dev.migrate.operation;

/**
 * A revision in Java, for what SQL alone does badly: data that has to go through code, and schemas that several products
 * share. Bears {@link Revision}, lies in a package that is one of {@code migrate.locations} or is a bean, and lives in
 * the same graph as the scripts.
 *
 * <p>Both methods only say what is to be done. They are asked once, when the application starts, and must not depend on
 * the moment, the machine or the database: nothing runs before its turn.
 */
public interface Migration {

    /** Says what takes the database up. */
    void upgrade(Operations operations);

    /** Says what takes it down again; who leaves this out cannot be undone. */
    default void downgrade(Operations operations) {
        operations.irreversible();
    }
}
