package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Defines the names and tags of run observations. A bean of this type replaces {@link DefaultMigrationRunConvention}. */
public interface MigrationRunConvention extends ObservationConvention<MigrationRunContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MigrationRunContext;
    }
}
