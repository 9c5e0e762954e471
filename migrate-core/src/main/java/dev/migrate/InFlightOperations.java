package dev.migrate;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is being done by whichever threads, so that another one can wait for its end. */
final class InFlightOperations {

    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore places = new Semaphore(ALL, true);

    /** Does some work. */
    <T> T run(Supplier<T> work) {
        this.places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            this.places.release();
        }
    }

    /** Waits until nothing is under way; says whether that came about in time. */
    boolean awaitCompletion(Duration patience) {
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
