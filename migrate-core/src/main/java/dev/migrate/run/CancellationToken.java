package dev.migrate.run;

import dev.migrate.error.StoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets another thread cancel a run at the next safe point: between two statements, or during a pause. */
public final class CancellationToken {

    private final CountDownLatch requested = new CountDownLatch(1);

    /** Requests that the run ends. */
    public void cancel() {
        this.requested.countDown();
    }

    /**
     * Checks whether the run must end.
     *
     * @throws StoppedException if cancellation was requested, or if this thread was interrupted
     */
    public void throwIfCancelled() {
        if (this.requested.getCount() == 0 || Thread.currentThread().isInterrupted()) {
            throw new StoppedException();
        }
    }

    /**
     * Waits for the given time.
     *
     * @throws StoppedException if cancellation is requested, or if this thread is interrupted
     */
    void pause(Duration length) {
        try {
            if (this.requested.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
