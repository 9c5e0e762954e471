package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How revisions are named and tagged. A bean of this type takes the place of
 * {@link DefaultMigrationRevisionConvention}.
 */
public interface MigrationRevisionConvention extends ObservationConvention<MigrationRevisionContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MigrationRevisionContext;
    }
}
