package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.report.MigrateListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the time that an engine waits for the migration lock. */
final class LockWaitTimer implements MigrateListener {

    private final String engine;
    private final Supplier<@Nullable MeterRegistry> registry;

    LockWaitTimer(String engine, Supplier<@Nullable MeterRegistry> registry) {
        this.engine = engine;
        this.registry = registry;
    }

    @Override
    public void lockAwaited(Duration waited, boolean held) {
        MeterRegistry meters = this.registry.get();
        if (meters != null) {
            Timer.builder("migrate.lock.wait")
                    .description("Time spent waiting for the migration lock.")
                    .tag("migrate.engine", this.engine)
                    .tag("migrate.lock.held", Boolean.toString(held))
                    .register(meters)
                    .record(waited);
        }
    }
}
