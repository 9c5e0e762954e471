package dev.migrate.scratch;

/** Opens scratch databases that match a live database in product, version, encoding, collation and modes. */
public interface ScratchFactory extends AutoCloseable {

    /** Opens an empty scratch database, which must be closed before the next is opened. */
    Scratch open();

    /**
     * Opens an empty scratch database like {@link #open}, but never one in a transaction of the live database.
     *
     * @throws dev.migrate.error.AutogenerateException if none can be created; the message names what is missing
     */
    default Scratch openDatabase() {
        return open();
    }

    /** Drops the scratch databases of processes that were killed. */
    void sweep();

    @Override
    void close();
}
