package dev.migrate.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the migration lock.
 *
 * @param owner {@code user@host}
 * @param pid the process, if known
 * @param since since when
 * @param revision what it is working on, if known
 */
public record LockHolder(
        String owner,
        @Nullable Long pid,
        @Nullable Instant since,
        @Nullable String revision) {}
