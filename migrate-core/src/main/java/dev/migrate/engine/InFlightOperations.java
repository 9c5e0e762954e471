package dev.migrate.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tracks running operations of all threads, so that a thread can wait until they end. */
public final class InFlightOperations {

    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore places = new Semaphore(ALL, true);

    /** Runs an operation. */
    public <T> T run(Supplier<T> work) {
        this.places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            this.places.release();
        }
    }

    /**
     * Waits until no operation is running; returns false if the time is up or the thread is interrupted before that.
     */
    public boolean awaitCompletion(Duration patience) {
        try {
            if (!this.places.tryAcquire(ALL, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            this.places.release(ALL);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
