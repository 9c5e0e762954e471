package dev.migrate.spring.boot.autoconfigure.startup;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/**
 * Keeps an application from being reported as ready while {@link AsyncMigration} defers its readiness, also between Spring
 * Boot's event and the one that reverts it.
 */
public final class DeferredReadiness extends ApplicationAvailabilityBean {

    private final ObjectProvider<AsyncMigration> migration;

    /** Creates the bean. */
    public DeferredReadiness(ObjectProvider<AsyncMigration> migration) {
        this.migration = migration;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        boolean early = event.getState() == ReadinessState.ACCEPTING_TRAFFIC
                && this.migration.getObject().refusesTraffic();
        super.onApplicationEvent(
                early ? new AvailabilityChangeEvent<>(event.getSource(), ReadinessState.REFUSING_TRAFFIC) : event);
    }
}
