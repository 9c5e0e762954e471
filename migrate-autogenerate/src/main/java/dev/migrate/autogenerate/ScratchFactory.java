package dev.migrate.autogenerate;

/** Opens scratch places like one database: its product, version, encoding, collation and modes. */
interface ScratchFactory extends AutoCloseable {

    /** An empty place, to be closed before the next is opened. */
    Scratch open();

    /** Removes what an earlier process that was killed has left. */
    void sweep();

    @Override
    void close();
}
