package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.MigrateException;
import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.status.StatusCache;
import dev.migrate.spring.boot.autoconfigure.status.StatusSnapshot;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of a database: up if it is at the target or ahead of it; out of service if it is behind, a revision
 * was interrupted, or the last run failed.
 */
final class MigrationsHealthIndicator implements HealthIndicator {

    private final StatusCache cache;
    private final EnginePrefix prefix;

    MigrationsHealthIndicator(StatusCache cache, EnginePrefix prefix) {
        this.cache = cache;
        this.prefix = prefix;
    }

    @Override
    public Health health() {
        StatusSnapshot snapshot = this.cache.get();
        StatusReport report = snapshot.report();
        if (report == null) {
            return unreadable(snapshot);
        }
        Health.Builder health = snapshot.isHealthy() ? Health.up() : Health.outOfService();
        health.withDetail("current", report.current())
                .withDetail("heads", report.heads())
                .withDetail("pending", report.pending());
        if (!report.interrupted().isEmpty()) {
            health.withDetail("interrupted", report.interrupted());
        }
        if (snapshot.failure() != null && !snapshot.isHealthy()) {
            health.withDetail("failure", snapshot.failure());
        }
        return health.build();
    }

    private Health unreadable(StatusSnapshot snapshot) {
        Health.Builder health = Health.down();
        MigrateException why = snapshot.unreadable();
        if (why != null) {
            health.withDetail("code", why.code().slug())
                    .withDetail("error", this.prefix.message(why))
                    .withDetail("remedy", this.prefix.remedy(why));
        }
        return health.build();
    }
}
