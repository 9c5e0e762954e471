package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How runs are named and tagged. A bean of this type takes the place of {@link DefaultMigrationRunConvention}. */
public interface MigrationRunConvention extends ObservationConvention<MigrationRunContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MigrationRunContext;
    }
}
