package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stops engines between two statements when the process is terminated, until this is closed. Required because a context
 * that is being refreshed cannot be closed before the run ends.
 */
public final class StopAtTermination implements AutoCloseable {

    private final Thread hook;

    private StopAtTermination(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers a shutdown hook.
     *
     * @param engines the engines that might be running when the process ends
     * @param patience the maximum time to wait for the current statement
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
            // the hook is already running
        }
    }
}
