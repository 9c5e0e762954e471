package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.MigrateException;
import dev.migrate.report.StatusReport;
import dev.migrate.spring.boot.autoconfigure.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.state.StatusCache;
import dev.migrate.spring.boot.autoconfigure.state.StatusSnapshot;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of a database: up if it is at the target or ahead of it; out of service if it is behind, a revision
 * was interrupted, or the last run failed.
 */
final class MigrationsHealthIndicator implements HealthIndicator {

    private final StatusCache state;
    private final EnginePrefix prefix;

    MigrationsHealthIndicator(StatusCache state, EnginePrefix prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    @Override
    public Health health() {
        StatusSnapshot known = this.state.get();
        StatusReport report = known.report();
        if (report == null) {
            return unreadable(known);
        }
        Health.Builder health = known.isFit() ? Health.up() : Health.outOfService();
        health.withDetail("current", report.current())
                .withDetail("heads", report.heads())
                .withDetail("pending", report.pending());
        if (!report.interrupted().isEmpty()) {
            health.withDetail("interrupted", report.interrupted());
        }
        if (known.failure() != null && !known.isFit()) {
            health.withDetail("failure", known.failure());
        }
        return health.build();
    }

    private Health unreadable(StatusSnapshot known) {
        Health.Builder health = Health.down();
        MigrateException why = known.unreadable();
        if (why != null) {
            health.withDetail("code", why.code().slug())
                    .withDetail("error", this.prefix.in(String.valueOf(why.getMessage())))
                    .withDetail("remedy", this.prefix.in(why.remedy()));
        }
        return health.build();
    }
}
