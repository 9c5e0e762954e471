package dev.migrate.dialect;

/**
 * How a product locks a word for a session; each text has one parameter, the key.
 *
 * @param tryLock a query that answers one at once if the lock is had, without ever waiting
 * @param takeAgain likewise, for a session that follows another of the same process, which may not have ended yet
 * @param unlock a query that gives it back
 * @param held a condition that says whether any session has it
 * @param mine a query that answers one if this session has it
 * @param homeKey the key, as an expression of a script that leaves the schema to the connection; it is formatted with
 * the names of the lock table and of the table that is looked for
 */
public record SessionLock(String tryLock, String takeAgain, String unlock, String held, String mine, String homeKey) {}
