package dev.migrate.run;

import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Log;
import dev.migrate.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Retries a step or a run after a lock timeout or a conflict, with increasing pauses, for the time that
 * {@code migrate.lock-retry} allows.
 */
final class LockRetry {

    private static final Log LOGGER = Log.of(LockRetry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final RunContext context;

    LockRetry(RunContext context) {
        this.context = context;
    }

    /**
     * Makes attempts until one succeeds, or fails for another reason, or the time is up.
     *
     * @param blockers returns the sessions that block the statement that failed last
     * @param beforeRetry prepares the next attempt
     */
    <T> T run(Supplier<T> attempt, Supplier<List<String>> blockers, Runnable beforeRetry) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        @Nullable RuntimeException previous = null;
        while (true) {
            try {
                return attempt.get();
            } catch (InterruptedRevisionException unverified) {
                throw previous == null ? unverified : previous;
            } catch (RuntimeException failure) {
                FailureKind kind = this.context.dialect().failureKind(failure);
                if (!kind.isTransient()) {
                    throw failure;
                }
                List<String> blocking = blockers.get();
                Duration spent = Duration.ofMillis(
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
                if (spent.plus(pause).compareTo(this.context.settings().lockRetry()) > 0) {
                    throw FailureTranslator.stillLocked(failure, blocking, previous == null ? Duration.ZERO : spent);
                }
                LOGGER.warn(
                        "Retrying after {}: {}",
                        kind == FailureKind.LOCK_TIMEOUT ? "a lock timeout" : "a conflict with another transaction",
                        failure.getMessage() + FailureTranslator.blocking(blocking));
                beforeRetry.run();
                this.context.cancellation().pause(jittered(pause));
                previous = failure;
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }
}
