package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.MigrationEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stops engines between two statements when the process is terminated, until this is closed. Required because a context
 * that is being refreshed cannot be closed before the run ends.
 */
public final class StopOnTermination implements AutoCloseable {

    private final Thread hook;

    private StopOnTermination(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers a shutdown hook.
     *
     * @param engines the engines that might be running when the process ends
     * @param timeout the maximum time to wait for the current statement
     */
    public static StopOnTermination of(Supplier<Collection<MigrationEngine>> engines, Duration timeout) {
        Thread hook = new Thread(() -> stop(List.copyOf(engines.get()), timeout), "migrate-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopOnTermination(hook);
    }

    private static void stop(List<MigrationEngine> engines, Duration timeout) {
        engines.forEach((engine) -> engine.stop(Duration.ZERO));
        engines.forEach((engine) -> engine.stop(timeout));
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
