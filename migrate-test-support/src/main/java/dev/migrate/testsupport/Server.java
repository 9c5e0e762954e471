package dev.migrate.testsupport;

/** Creates databases of one product. */
interface Server extends AutoCloseable {

    /** Returns version and origin for the report. */
    String description();

    TestDatabase create();

    @Override
    default void close() {
        // there is no process to stop
    }
}
