package dev.migrate.catalog;

import java.util.List;

/**
 * How to settle what an interrupted statement left half done.
 *
 * @param sql the statements that do
 * @param atWork who may be doing that work right now, so that it is not left at all: a phrase for each session
 */
public record RecoveryActions(List<String> sql, List<String> atWork) {

    public static final RecoveryActions NONE = new RecoveryActions(List.of(), List.of());

    public RecoveryActions {
        sql = List.copyOf(sql);
        atWork = List.copyOf(atWork);
    }
}
