package dev.migrate.lock;

import dev.migrate.dialect.RecordWrite;
import dev.migrate.dialect.SessionLock;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.report.LockHolder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A session lock, which the database releases when the session ends for any reason. It is not acquired while another
 * process holds a {@link LeaseLockStrategy lease} because of a connection pooler.
 */
final class SessionLockStrategy implements LockStrategy {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final JdbcTemplate jdbc;
    private final SessionLock lock;
    private final String key;
    private final LockRow row;
    private final String epochMillis;

    SessionLockStrategy(JdbcTemplate jdbc, SessionLock lock, String key, LockRow row, String epochMillis) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.key = key;
        this.row = row;
        this.epochMillis = epochMillis;
    }

    @Override
    public boolean tryLock() {
        if (!returnsOne(this.lock.tryLock())) {
            return false;
        }
        boolean acquired = false;
        try {
            String noLease = "expires is null or expires < " + this.epochMillis;
            acquired = this.row.acquireIfPresent(noLease);
            if (!acquired) {
                this.row.create();
                acquired = this.row.acquire("0", noLease);
            }
            return acquired;
        } finally {
            if (!acquired) {
                returnsOne(this.lock.unlock());
            }
        }
    }

    /** Returns whether any session holds the lock. */
    boolean isHeld() {
        return returnsOne("select case when %s then 1 else 0 end".formatted(this.lock.held()));
    }

    /** Verifies the lock, since a driver or a proxy might have replaced the session that acquired it. */
    @Override
    public boolean renew() {
        return returnsOne(this.lock.mine());
    }

    @Override
    public List<RecordWrite> renewal(@Nullable String next, Supplier<HistoryConflictException> lost) {
        RecordWrite mine = new RecordWrite(this.lock.mine(), List.of(this.key), lost);
        return next == null ? List.of(mine) : List.of(mine, this.row.note(next));
    }

    /**
     * Protects the work with a lease meanwhile; another process might hold the session lock for a moment while trying.
     */
    @Override
    public boolean keepAcross(Runnable work) {
        String lease = "%s + %d".formatted(this.epochMillis, LeaseLockStrategy.LEASE.toMillis());
        if (!this.row.extend(this.jdbc, lease)) {
            return false;
        }
        work.run();
        long start = System.nanoTime();
        while (!returnsOne(this.lock.tryLock())) {
            if (System.nanoTime() - start > LeaseLockStrategy.LEASE.toNanos() || !pause()) {
                return false;
            }
        }
        return this.row.extend(this.jdbc, "0");
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void workingOn(String revision) {
        this.row.update(this.row.note(revision));
    }

    @Override
    public void unlock() {
        try {
            this.row.clear();
        } finally {
            returnsOne(this.lock.unlock());
        }
    }

    @Override
    public Optional<LockHolder> holder() {
        return this.row.read("(expires >= %s or %s)".formatted(this.epochMillis, this.lock.held()), this.key);
    }

    private boolean returnsOne(String query) {
        return this.jdbc.query(query, (row, number) -> row.getInt(1), this.key).equals(List.of(1));
    }
}
