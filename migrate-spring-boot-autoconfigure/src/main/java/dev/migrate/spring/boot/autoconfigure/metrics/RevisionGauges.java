package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.status.StatusCache;
import dev.migrate.spring.boot.autoconfigure.status.StatusCaches;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;

/** Gauges for the number of applied and pending revisions, from the last known status. A scrape runs no query. */
final class RevisionGauges implements MeterBinder {

    private final StatusCaches caches;

    RevisionGauges(StatusCaches caches) {
        this.caches = caches;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.caches.all().forEach((engine, cache) -> {
            gauge(registry, engine, cache, "pending", "Revisions that are not applied.", StatusReport::pending);
            gauge(registry, engine, cache, "applied", "Revisions that are applied.", StatusReport::applied);
        });
    }

    private static void gauge(
            MeterRegistry registry,
            String engine,
            StatusCache cache,
            String name,
            String description,
            ToIntFunction<StatusReport> value) {
        Gauge.builder("migrate.revisions." + name, cache, (known) -> {
                    StatusReport report = known.get().report();
                    return (report != null) ? value.applyAsInt(report) : Double.NaN;
                })
                .description(description)
                .tag("migrate.engine", engine)
                .register(registry);
    }
}
