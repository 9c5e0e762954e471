package dev.migrate.lock;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.dialect.SessionLock;
import dev.migrate.error.Command;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.LockedException;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.report.Actor;
import dev.migrate.report.LockHolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lock that keeps two engines from changing the same database at once. The database is polled for it with pauses,
 * because a query waiting inside the database would hold a snapshot, which {@code CREATE INDEX CONCURRENTLY} waits for
 * in turn.
 */
public final class MigrationLock {

    private static final Log LOGGER = Log.of(MigrationLock.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
    private static final int KEY_LENGTH = 40;

    private final LockStrategy preferred;
    private final Supplier<LockStrategy> selector;
    private final Runnable closeSession;
    private final BooleanSupplier heldBySession;
    private @Nullable LockStrategy selected;

    /**
     * Creates a lock that is not held.
     *
     * @param jdbc the connection of the run
     * @param heartbeats the source of a second connection, used if there is no session lock
     * @param pooled returns whether a connection pooler makes sessions unreliable; called when the lock is acquired
     * @param closeSession closes the session if the lock cannot be released otherwise
     */
    public MigrationLock(
            JdbcTemplate jdbc,
            DataSource heartbeats,
            Dialect dialect,
            RecordTables recordTables,
            Actor actor,
            Clock clock,
            BooleanSupplier pooled,
            Runnable closeSession) {
        this.closeSession = closeSession;
        Owner owner = new Owner(
                UUID.randomUUID().toString(),
                actor,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        LockRow row = new LockRow(jdbc, dialect, recordTables, owner);
        Optional<SessionLockStrategy> session = dialect.sessionLock()
                .map((lock) -> new SessionLockStrategy(jdbc, lock, key(recordTables), row, dialect.epochMillis()));
        this.heldBySession = () -> session.map(SessionLockStrategy::isHeld).orElse(false);
        LockStrategy lease =
                new LeaseLockStrategy(jdbc, heartbeats, row, dialect, LeaseLockStrategy.LEASE, this.heldBySession);
        this.preferred = session.<LockStrategy>map((strategy) -> strategy).orElse(lease);
        this.selector = () -> {
            if (session.isEmpty() || !pooled.getAsBoolean()) {
                return this.preferred;
            }
            LOGGER.info("Detected a connection pooler; using a lease as the migration lock.");
            return lease;
        };
    }

    /**
     * Returns a SQL condition for a script run by the client of the product: it acquires the lock for that session or,
     * if the product has no session lock, checks that no process holds it.
     */
    public static String acquireInScript(Dialect dialect, RecordTables recordTables) {
        return acquireInScript(dialect, recordTables, SessionLock::tryLock);
    }

    /** Returns a SQL condition for a script that reconnected and must acquire the lock again for its new session. */
    public static String reacquireInScript(Dialect dialect, RecordTables recordTables) {
        return acquireInScript(dialect, recordTables, SessionLock::takeAgain);
    }

    private static String acquireInScript(
            Dialect dialect, RecordTables recordTables, Function<SessionLock, String> acquiring) {
        Optional<SessionLock> session = dialect.sessionLock();
        if (session.isEmpty()) {
            return "(select count(*) from %s where owner is not null and expires >= %s) = 0"
                    .formatted(recordTables.lock(), dialect.epochMillis());
        }
        String key = recordTables.schema() == null
                ? session.get().homeKey().formatted(recordTables.lock(), recordTables.revision())
                : "'" + key(recordTables) + "'";
        return "(%s) = 1".formatted(acquiring.apply(session.get()).replace("?", key));
    }

    /** Acquires the lock if it is free. */
    public Optional<Held> tryAcquire() {
        if (this.selected == null) {
            this.selected = this.selector.get();
        }
        return this.selected.tryLock() ? Optional.of(new Held(this.selected)) : Optional.empty();
    }

    /**
     * Acquires the lock, retrying for at most {@code wait}.
     *
     * @param released runs each pause, with the connection returned to its pool
     * @param stillNeeded returns whether the lock is still required, checked before each retry, since the lock holder
     *     might do the same work
     * @return the lock, or empty if it is no longer required
     * @throws LockedException if the lock was not released in time
     */
    public Optional<Held> acquire(Duration wait, Consumer<Runnable> released, BooleanSupplier stillNeeded) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        Optional<Held> held = tryAcquire();
        while (held.isEmpty()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(wait) >= 0) {
                throw new LockedException(describeHolder(), waited);
            }
            if (pause.equals(FIRST_PAUSE) && LOGGER.isInfoEnabled()) {
                LOGGER.info("Waiting for the migration lock, held by {}.", describeHolder());
            }
            Duration now = pause;
            released.accept(() -> sleep(now));
            if (!stillNeeded.getAsBoolean()) {
                return Optional.empty();
            }
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
            held = tryAcquire();
        }
        return held;
    }

    /** Returns the lock holder, if any. */
    public Optional<LockHolder> holder() {
        return this.preferred.holder();
    }

    /** Returns whether a process holds the lock, including one that has not recorded its identity yet. */
    public boolean isHeld() {
        return this.heldBySession.getAsBoolean() || holder().isPresent();
    }

    /** Returns a description of the lock holder for messages. */
    public String describeHolder() {
        return holder().map((holder) -> "%s (process %d, since %s%s)"
                        .formatted(
                                holder.owner(),
                                holder.pid(),
                                holder.since(),
                                holder.revision() == null ? "" : ", at revision '" + holder.revision() + "'"))
                .orElse("another process");
    }

    private static void sleep(Duration pause) {
        long half = pause.toMillis() / 2;
        try {
            Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LockedException("another process; this process was interrupted while waiting", Duration.ZERO);
        }
    }

    private static String key(RecordTables recordTables) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(recordTables.lock().getBytes(StandardCharsets.UTF_8));
            return "migrate:" + HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The acquired lock. */
    public final class Held implements AutoCloseable {

        private final LockStrategy strategy;

        private Held(LockStrategy strategy) {
            this.strategy = strategy;
        }

        /**
         * Verifies that the lock is still held, in the transaction that is about to record a step.
         *
         * @throws HistoryConflictException if the lock was lost
         */
        public void confirm() {
            if (!this.strategy.renew()) {
                throw lost();
            }
        }

        /**
         * Returns the statements that verify, in the transaction that records a step, that the lock is still held. They
         * throw {@link HistoryConflictException} if it was lost.
         *
         * @param next the revision that begins when the transaction is committed, to record for other processes; null
         *     if it does not change
         */
        public List<RecordWrite> renewal(@Nullable String next) {
            return this.strategy.renewal(next, this::lost);
        }

        private HistoryConflictException lost() {
            return new HistoryConflictException(
                    "The migration lock was lost: another process acquired it, or the script released it. This"
                            + " step is not recorded." + this.strategy.lossReason(),
                    Remedy.of(
                            "If the script releases session locks, remove that statement. Run %s and %s to see what was recorded, then run the same command again.",
                            new Command("current"), new Command("log")));
        }

        /**
         * Runs work that releases all locks of the session; no other process can acquire the lock meanwhile.
         *
         * @throws HistoryConflictException if the lock was lost
         */
        public void across(Runnable work) {
            if (!this.strategy.keepAcross(work)) {
                throw new HistoryConflictException(
                        "Another process acquired the migration lock while the session was reset."
                                + this.strategy.lossReason(),
                        Remedy.of(
                                "Run %s and %s to see what was recorded, then run the same command again.",
                                new Command("current"), new Command("log")));
            }
        }

        /** Records the revision in progress for other processes, in a separate transaction. */
        public void workingOn(String revision) {
            this.strategy.workingOn(revision);
        }

        /** Releases the lock. */
        @Override
        public void close() {
            try {
                this.strategy.unlock();
            } catch (DataAccessException failure) {
                LOGGER.warn("Could not release the migration lock; closing its session: {}", failure.getMessage());
                MigrationLock.this.closeSession.run();
            }
        }
    }
}
