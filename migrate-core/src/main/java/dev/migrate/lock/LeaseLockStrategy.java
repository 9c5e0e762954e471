package dev.migrate.lock;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.Log;
import dev.migrate.report.LockHolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A lease, for databases and connections without a session lock. It expires by the clock of the database unless it is
 * renewed, so that a killed process leaves nothing to clean up. While the lease is held, a heartbeat renews it on a
 * separate connection. Before a step is recorded, {@link #renew} is called, so that a holder whose lease has expired
 * cannot write.
 */
final class LeaseLockStrategy implements LockStrategy {

    private static final Log LOGGER = Log.of(LeaseLockStrategy.class);
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 5;

    private final JdbcTemplate jdbc;
    private final DataSource heartbeats;
    private final LockRow row;
    private final Dialect dialect;
    private final String expires;
    private final String extended;
    private final String free;
    private final BooleanSupplier heldBySession;
    private final Duration lease;
    private @Nullable CountDownLatch released;

    /** The last renewal failure, if any. */
    private volatile @Nullable String renewalFailure;

    /**
     * Creates the lease.
     *
     * @param heldBySession returns whether a session holds the lock without a lease
     */
    LeaseLockStrategy(
            JdbcTemplate jdbc,
            DataSource heartbeats,
            LockRow row,
            Dialect dialect,
            Duration lease,
            BooleanSupplier heldBySession) {
        this.lease = lease;
        this.heldBySession = heldBySession;
        this.jdbc = jdbc;
        this.heartbeats = heartbeats;
        this.row = row;
        this.dialect = dialect;
        this.expires = "%s + %d".formatted(dialect.epochMillis(), lease.toMillis());
        this.extended = "case when expires > %1$s then expires else %1$s end".formatted(this.expires);
        this.free = "owner is null or expires < " + dialect.epochMillis();
    }

    @Override
    public boolean tryLock() {
        boolean acquired = false;
        boolean held = false;
        try {
            this.row.create();
            acquired = !this.heldBySession.getAsBoolean() && this.row.acquire(this.expires, this.free);
            held = acquired && !this.heldBySession.getAsBoolean();
        } catch (DataAccessException failure) {
            if (!isBusy(failure)) {
                throw failure;
            }
            LOGGER.debug("The lock row is being written by another process: {}", failure.getMessage());
        } finally {
            if (acquired && !held) {
                clear();
            }
        }
        if (held) {
            startHeartbeat();
        }
        return held;
    }

    /**
     * Renews the lease, never to an earlier end: a database whose clock stands still in a transaction has an older time
     * than the heartbeat.
     */
    @Override
    public boolean renew() {
        return this.row.extend(this.jdbc, this.extended);
    }

    @Override
    public List<RecordWrite> renewal(@Nullable String next, Supplier<HistoryConflictException> lost) {
        return List.of(this.row.renewal(this.extended, next, lost));
    }

    /** Records the revision in progress. A failure is only logged, since the value is informational. */
    @Override
    public void workingOn(String revision) {
        try {
            this.row.update(this.row.note(revision));
        } catch (DataAccessException failure) {
            if (!isBusy(failure)) {
                throw failure;
            }
            LOGGER.debug("Could not record the revision in progress in the lock row: {}", failure.getMessage());
        }
    }

    @Override
    public void unlock() {
        if (this.released != null) {
            this.released.countDown();
        }
        clear();
    }

    private void clear() {
        for (int attempt = 1; ; attempt++) {
            try {
                this.row.clear();
                return;
            } catch (DataAccessException failure) {
                if (attempt == MAX_ATTEMPTS || !isBusy(failure)) {
                    throw failure;
                }
            }
        }
    }

    private boolean isBusy(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException cause && this.dialect.isLockTimeout(cause);
    }

    @Override
    public Optional<LockHolder> holder() {
        return this.row.read("expires >= " + this.dialect.epochMillis());
    }

    private void startHeartbeat() {
        CountDownLatch latch = new CountDownLatch(1);
        Thread heartbeat = new Thread(() -> heartbeatUntil(latch), "migrate-heartbeat");
        heartbeat.setDaemon(true);
        heartbeat.start();
        this.released = latch;
    }

    /**
     * Renews the lease until the latch is released. The thread is never interrupted, which would close the file of an
     * embedded database for all its connections.
     */
    private void heartbeatUntil(CountDownLatch latch) {
        try {
            while (!latch.await(this.lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                heartbeat(latch);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void heartbeat(CountDownLatch latch) {
        try (Connection connection = this.heartbeats.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                JdbcTemplate own = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
                if (latch.getCount() > 0 && !this.row.extend(own, this.expires) && latch.getCount() > 0) {
                    LOGGER.warn("Lost the migration lock to another process; this run will not record further steps.");
                }
                this.renewalFailure = null;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException | DataAccessException failure) {
            if (latch.getCount() > 0) {
                this.renewalFailure = failure.getMessage();
                LOGGER.warn(
                        "Could not renew the lease of the migration lock; retrying: {}. {}",
                        failure.getMessage(),
                        connectionAdvice());
            }
        }
    }

    private String connectionAdvice() {
        return ("The lease is renewed on a separate connection while a statement runs. Without it, a statement that runs for"
                        + " more than %d s might lose the lock and is then not recorded. Increase the size of the connection pool by one, or set"
                        + " 'migrate.url'.")
                .formatted(this.lease.toSeconds());
    }

    @Override
    public String lossReason() {
        String failure = this.renewalFailure;
        return failure == null ? "" : " Could not renew its lease: %s. %s".formatted(failure, connectionAdvice());
    }
}
