package dev.migrate.testsupport;

/** Creates databases of one product. */
interface Server extends AutoCloseable {

    /** Returns version and origin for the report. */
    String description();

    /** Returns a new database. */
    TestDatabase create();

    /** Returns an empty database, which another test might have used before. */
    default TestDatabase lend() {
        return create();
    }

    @Override
    default void close() {
        // there is no process to stop
    }
}
