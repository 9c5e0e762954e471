package dev.migrate.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The holder of the migration lock.
 *
 * @param owner {@code user@host}
 * @param pid the process id, if known
 * @param since the time of acquisition
 * @param revision the revision in progress, if known
 */
public record LockHolder(
        String owner,
        @Nullable Long pid,
        @Nullable Instant since,
        @Nullable String revision) {}
