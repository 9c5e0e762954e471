package dev.migrate.testsupport;

/** Where a server may be found. */
interface Place {

    Server find() throws UnavailableException;
}
