package dev.migrate.lock;

import dev.migrate.report.Actor;

/**
 * The process that requests the lock.
 *
 * @param token a value unique to this request, even within a process
 * @param identity the identity shown to users
 * @param since the time of the request
 */
record Owner(String token, Actor identity, String since) {}
