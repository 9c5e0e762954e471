package dev.migrate.dialect;

/**
 * The SQL of a lock that belongs to a session. Each text has one parameter, the key.
 *
 * @param tryLock a query that returns 1 immediately if the lock was acquired, and never waits
 * @param takeAgain a query like {@code tryLock} that may wait, for a session that replaces another of the same process,
 *     which might not have ended yet
 * @param unlock a query that releases the lock
 * @param held a condition that is true if any session holds the lock
 * @param mine a query that returns 1 if this session holds the lock
 * @param homeKey the key, as an expression for a script that leaves the schema to the connection; a format string for
 *     the names of the lock table and of the table whose schema is looked up
 */
public record SessionLock(String tryLock, String takeAgain, String unlock, String held, String mine, String homeKey) {}
