package dev.migrate.spring.boot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/**
 * Never reports an application as ready that {@link AsyncMigration} holds back, not even for the moment that lies
 * between Boot's event and ours.
 */
final class HeldBackAvailability extends ApplicationAvailabilityBean {

    private final ObjectProvider<AsyncMigration> migration;

    HeldBackAvailability(ObjectProvider<AsyncMigration> migration) {
        this.migration = migration;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        boolean early = event.getState() == ReadinessState.ACCEPTING_TRAFFIC
                && this.migration.getObject().holdsBack();
        super.onApplicationEvent(
                early ? new AvailabilityChangeEvent<>(event.getSource(), ReadinessState.REFUSING_TRAFFIC) : event);
    }
}
