package dev.migrate.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tracks running operations of all threads, so that a thread can wait until they end. */
public final class InFlightOperations {

    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore permits = new Semaphore(ALL, true);

    /** Runs an operation. */
    public <T> T run(Supplier<T> work) {
        this.permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            this.permits.release();
        }
    }

    /**
     * Waits until no operation is running; returns false if the time is up or the thread is interrupted before that.
     */
    public boolean awaitCompletion(Duration timeout) {
        try {
            if (!this.permits.tryAcquire(ALL, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            this.permits.release(ALL);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
