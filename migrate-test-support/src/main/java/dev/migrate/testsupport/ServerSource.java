package dev.migrate.testsupport;

/** A place to look for a server. */
interface ServerSource {

    Server find() throws UnavailableException;
}
