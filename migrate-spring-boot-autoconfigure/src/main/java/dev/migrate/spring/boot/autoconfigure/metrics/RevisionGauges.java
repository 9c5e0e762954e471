package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.state.StatusCache;
import dev.migrate.spring.boot.autoconfigure.state.StatusCaches;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;

/** Gauges for the number of applied and pending revisions, from the last known status. A scrape runs no query. */
final class RevisionGauges implements MeterBinder {

    private final StatusCaches states;

    RevisionGauges(StatusCaches states) {
        this.states = states;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.states.all().forEach((engine, state) -> {
            gauge(registry, engine, state, "pending", "Revisions that are not applied.", StatusReport::pending);
            gauge(registry, engine, state, "applied", "Revisions that are applied.", StatusReport::applied);
        });
    }

    private static void gauge(
            MeterRegistry registry,
            String engine,
            StatusCache state,
            String name,
            String description,
            ToIntFunction<StatusReport> value) {
        Gauge.builder("migrate.revisions." + name, state, (known) -> {
                    StatusReport report = known.get().report();
                    return (report != null) ? value.applyAsInt(report) : Double.NaN;
                })
                .description(description)
                .tag("migrate.engine", engine)
                .register(registry);
    }
}
