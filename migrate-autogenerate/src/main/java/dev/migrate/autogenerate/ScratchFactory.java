package dev.migrate.autogenerate;

/** Opens scratch databases that match a live database in product, version, encoding, collation and modes. */
interface ScratchFactory extends AutoCloseable {

    /** Opens an empty scratch database, which must be closed before the next is opened. */
    Scratch open();

    /** Drops the scratch databases that killed processes have left. */
    void sweep();

    @Override
    void close();
}
