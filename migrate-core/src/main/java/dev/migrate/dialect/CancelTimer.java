package dev.migrate.dialect;

import dev.migrate.error.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Cancels a statement after its timeout where the driver does not. Cancels nothing after it is closed. */
final class CancelTimer implements AutoCloseable {

    private static final Log LOGGER = Log.of(CancelTimer.class);

    private final java.sql.Statement statement;
    private final Timer timer = new Timer("migrate-statement-timeout", true);
    private boolean closed;

    CancelTimer(java.sql.Statement statement) {
        this.statement = statement;
    }

    void after(Duration time) {
        this.timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        cancelStatement();
                    }
                },
                time.toMillis());
    }

    private synchronized void cancelStatement() {
        if (!this.closed) {
            try {
                this.statement.cancel();
            } catch (SQLException failure) {
                LOGGER.warn("Could not cancel a statement after its timeout: {}", failure.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        this.closed = true;
        this.timer.cancel();
    }
}
