package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Defines the names and tags of revision observations. A bean of this type replaces
 * {@link DefaultMigrationRevisionConvention}.
 */
public interface MigrationRevisionConvention extends ObservationConvention<MigrationRevisionContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MigrationRevisionContext;
    }
}
