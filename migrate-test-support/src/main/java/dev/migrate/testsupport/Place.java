package dev.migrate.testsupport;

/** A place to look for a server. */
interface Place {

    Server find() throws UnavailableException;
}
