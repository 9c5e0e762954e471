package dev.migrate.run;

import dev.migrate.error.StoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets another thread end a run at the next place where nothing is lost by it: between two statements, or in a pause. */
public final class CancellationToken {

    private final CountDownLatch asked = new CountDownLatch(1);

    /** Asks whoever looks to end. */
    public void cancel() {
        this.asked.countDown();
    }

    /** Throws {@code StoppedException} if the end was asked for, or if this thread was interrupted. */
    public void throwIfCancelled() {
        if (this.asked.getCount() == 0 || Thread.currentThread().isInterrupted()) {
            throw new StoppedException();
        }
    }

    /** Waits, unless the end is asked for. */
    void pause(Duration length) {
        try {
            if (this.asked.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
