package dev.migrate.dialect;

/**
 * How a product locks a word for a session; each text has one parameter, the key.
 *
 * @param tryLock a query that answers one at once if the lock is had, without ever waiting
 * @param unlock a query that gives it back
 * @param held a condition that says whether any session has it
 */
public record SessionLock(String tryLock, String unlock, String held) {}
