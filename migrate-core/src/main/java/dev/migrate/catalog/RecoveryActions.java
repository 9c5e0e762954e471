package dev.migrate.catalog;

import java.util.List;

/**
 * The recovery from an interrupted statement.
 *
 * @param sql the statements that complete or remove what it left
 * @param activeSessions the sessions that might still be working on it, in which case it was not interrupted: one phrase each
 */
public record RecoveryActions(List<String> sql, List<String> activeSessions) {

    public static final RecoveryActions NONE = new RecoveryActions(List.of(), List.of());

    public RecoveryActions {
        sql = List.copyOf(sql);
        activeSessions = List.copyOf(activeSessions);
    }
}
