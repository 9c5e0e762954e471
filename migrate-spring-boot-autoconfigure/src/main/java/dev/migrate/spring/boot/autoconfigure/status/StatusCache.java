package dev.migrate.spring.boot.autoconfigure.status;

import dev.migrate.MigrationEngine;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.MigrateException;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StampReport;
import dev.migrate.report.StatusReport;
import dev.migrate.request.MigrationRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the status of one database, so that a probe runs no query. The status is read again after each run of this
 * process and, in the background, when it has expired.
 */
public final class StatusCache implements MigrateListener {

    private static final Duration UNHEALTHY_AGE = Duration.ofSeconds(5);

    private final Supplier<MigrationEngine> engine;
    private final Supplier<String> target;
    private final Duration age;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Cached cached;
    private volatile @Nullable String failure;

    /**
     * Creates a cache without a status.
     *
     * @param target returns the application's target symbol
     * @param age the maximum age of the status of a database that is at its target
     */
    StatusCache(Supplier<MigrationEngine> engine, Supplier<String> target, Duration age) {
        this.engine = engine;
        this.target = target;
        this.age = age;
    }

    private record Cached(StatusSnapshot snapshot, long at) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - this.at > age.toNanos();
        }
    }

    /** Returns the known status. Only the first call, and the first after a run, waits for the database. */
    public StatusSnapshot get() {
        Cached last = this.cached;
        if (last == null) {
            return first();
        }
        Duration limit =
                last.snapshot().isHealthy() || UNHEALTHY_AGE.compareTo(this.age) > 0 ? this.age : UNHEALTHY_AGE;
        if (last.isOlderThan(limit) && this.refreshing.compareAndSet(false, true)) {
            Thread refresh = new Thread(this::refresh, "migrate-status");
            refresh.setDaemon(true);
            refresh.start();
        }
        return last.snapshot();
    }

    private synchronized StatusSnapshot first() {
        Cached last = this.cached;
        return (last != null) ? last.snapshot() : read();
    }

    private void refresh() {
        try {
            read();
        } finally {
            this.refreshing.set(false);
        }
    }

    /** Reads the status. Does not cache it if a run changed the database meanwhile. */
    private StatusSnapshot read() {
        long before = this.changes.get();
        StatusSnapshot snapshot = query();
        if (snapshot.isHealthy()) {
            this.failure = null;
        }
        Cached now = new Cached(snapshot, System.nanoTime());
        if (this.changes.get() == before) {
            this.cached = now;
        }
        return snapshot;
    }

    private StatusSnapshot query() {
        try {
            StatusReport report = this.engine.get().status();
            return new StatusSnapshot(report, pending(report), null, this.failure);
        } catch (MigrateException unreadable) {
            return new StatusSnapshot(null, 0, unreadable, this.failure);
        }
    }

    private int pending(StatusReport report) {
        String symbol = this.target.get();
        if (symbol.equals("heads")
                || report.pending() == 0
                || !report.interrupted().isEmpty()) {
            return report.pending();
        }
        try {
            return this.engine
                    .get()
                    .upgrade(MigrationRequest.to(symbol).dryRun(true))
                    .steps()
                    .size();
        } catch (InterruptedRevisionException busy) {
            return report.pending();
        }
    }

    @Override
    public void runDone(MigrationReport report) {
        this.failure = null;
        changed();
    }

    @Override
    public void runFailed(RuntimeException cause) {
        this.failure = String.valueOf(cause.getMessage());
        changed();
    }

    @Override
    public void stamped(StampReport report) {
        this.failure = null;
        changed();
    }

    private void changed() {
        this.changes.incrementAndGet();
        this.cached = null;
    }
}
