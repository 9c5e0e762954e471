package dev.migrate.testsupport;

/** Where databases of one product are made. */
interface Server extends AutoCloseable {

    /** Version and origin, for the report. */
    String description();

    TestDatabase create();

    @Override
    default void close() {
        // nothing runs that was not there before
    }
}
