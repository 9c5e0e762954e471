package dev.migrate.spring.boot.autoconfigure.state;

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

    private static final Duration UNFIT = Duration.ofSeconds(5);

    private final Supplier<MigrationEngine> engine;
    private final String target;
    private final Duration fit;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Seen seen;
    private volatile @Nullable String failure;

    /**
     * Creates a cache without a status.
     *
     * @param target the application's target symbol
     * @param age the maximum age of the status of a database that is at its target
     */
    StatusCache(Supplier<MigrationEngine> engine, String target, Duration age) {
        this.engine = engine;
        this.target = target;
        this.fit = age;
    }

    private record Seen(StatusSnapshot knowledge, long at) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - this.at > age.toNanos();
        }
    }

    /** Returns the known status. Only the first call, and the first after a run, waits for the database. */
    public StatusSnapshot get() {
        Seen last = this.seen;
        if (last == null) {
            return first();
        }
        Duration age = last.knowledge().isFit() || UNFIT.compareTo(this.fit) > 0 ? this.fit : UNFIT;
        if (last.isOlderThan(age) && this.refreshing.compareAndSet(false, true)) {
            Thread refresh = new Thread(this::refresh, "migrate-state");
            refresh.setDaemon(true);
            refresh.start();
        }
        return last.knowledge();
    }

    private synchronized StatusSnapshot first() {
        Seen last = this.seen;
        return (last != null) ? last.knowledge() : read();
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
        StatusSnapshot statusSnapshot = look();
        if (statusSnapshot.isFit()) {
            this.failure = null;
        }
        Seen now = new Seen(statusSnapshot, System.nanoTime());
        if (this.changes.get() == before) {
            this.seen = now;
        }
        return statusSnapshot;
    }

    private StatusSnapshot look() {
        try {
            StatusReport report = this.engine.get().status();
            return new StatusSnapshot(report, lacking(report), null, this.failure);
        } catch (MigrateException unreadable) {
            return new StatusSnapshot(null, 0, unreadable, this.failure);
        }
    }

    private int lacking(StatusReport report) {
        if (this.target.equals("heads")
                || report.pending() == 0
                || !report.interrupted().isEmpty()) {
            return report.pending();
        }
        try {
            return this.engine
                    .get()
                    .upgrade(MigrationRequest.to(this.target).dryRun(true))
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
        this.seen = null;
    }
}
