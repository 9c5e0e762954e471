package dev.migrate.scratch;

/** Opens scratch databases that match a live database in product, version, encoding, collation and modes. */
public interface ScratchFactory extends AutoCloseable {

    /** Opens an empty scratch database, which must be closed before the next is opened. */
    Scratch open();

    /**
     * Opens an empty scratch database, and never a schema in a transaction of the live database.
     *
     * @throws dev.migrate.error.AutogenerateException if this user may not create a database, and none is configured
     */
    default Scratch openDatabase() {
        return open();
    }

    /** Drops the scratch databases of processes that were killed. */
    void sweep();

    @Override
    void close();
}
