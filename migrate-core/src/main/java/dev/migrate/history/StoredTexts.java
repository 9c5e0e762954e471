package dev.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * The sections of an applied script that are stored in the database.
 *
 * @param upgrade the statements of the upgrade
 * @param downgrade the statements of the downgrade; null if there is none
 * @param downgradeTransactional whether the downgrade runs in one transaction with the record
 */
public record StoredTexts(
        @Nullable String upgrade, @Nullable String downgrade, boolean downgradeTransactional) {

    /**
     * The maximum number of characters stored of an upgrade, which is only shown to users. Downgrades are stored
     * completely.
     */
    public static final int MAX_UPGRADE_LENGTH = 1024 * 1024;
}
