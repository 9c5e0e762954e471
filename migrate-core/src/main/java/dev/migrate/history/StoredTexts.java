package dev.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * What the database keeps of a script.
 *
 * @param upgrade the statements that were run
 * @param downgrade the statements of the way back; none if there is no way back
 * @param downgradeTransactional whether these run in one transaction with the record
 */
public record StoredTexts(
        @Nullable String upgrade, @Nullable String downgrade, boolean downgradeTransactional) {

    /** How much of an upgrade is kept: enough to show what it was. What is needed to go back is kept whole. */
    public static final int LONGEST_UPGRADE = 1024 * 1024;
}
