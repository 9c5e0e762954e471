package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stops engines between two statements when the process is told to end, for as long as this is open. A context that is
 * still being refreshed cannot be closed: whoever waits for that would wait for the end of the run.
 */
public final class StopAtTermination implements AutoCloseable {

    private final Thread hook;

    private StopAtTermination(Thread hook) {
        this.hook = hook;
    }

    /**
     * Begins to watch.
     *
     * @param engines those that may be at work when the process ends
     * @param patience how long the process waits for the statement in hand
     */
    public static StopAtTermination of(Supplier<Collection<MigrationEngine>> engines, Duration patience) {
        Thread hook = new Thread(() -> stop(List.copyOf(engines.get()), patience), "migrate-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopAtTermination(hook);
    }

    private static void stop(List<MigrationEngine> engines, Duration patience) {
        engines.forEach((engine) -> engine.stop(Duration.ZERO));
        engines.forEach((engine) -> engine.stop(patience));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(this.hook);
        } catch (IllegalStateException ending) {
            // it is at work already
        }
    }
}
