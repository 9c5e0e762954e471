package dev.migrate.lock;

import dev.migrate.report.Identity;

/**
 * Who asks for the lock.
 *
 * @param token tells this one apart from all others, also of the same process
 * @param identity who that is, for people
 * @param since when it asked
 */
record Owner(String token, Identity identity, String since) {}
