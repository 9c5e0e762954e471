package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.spring.boot.autoconfigure.metrics.MigrationObservationDocumentation.HighCardinality;
import dev.migrate.spring.boot.autoconfigure.metrics.MigrationObservationDocumentation.LowCardinality;
import io.micrometer.common.KeyValues;

/** Names a run {@code migrate.run}. Designed for extension. */
public class DefaultMigrationRunConvention implements MigrationRunConvention {

    @Override
    public String getName() {
        return "migrate.run";
    }

    @Override
    public String getContextualName(MigrationRunContext context) {
        return "migrate " + context.getPlan().direction();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(MigrationRunContext context) {
        return KeyValues.of(
                LowCardinality.ENGINE.withValue(context.getEngine()),
                LowCardinality.DIRECTION.withValue(context.getPlan().direction().toString()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(MigrationRunContext context) {
        return KeyValues.of(
                HighCardinality.TARGET.withValue(context.getPlan().target()),
                HighCardinality.REVISIONS.withValue(
                        Integer.toString(context.getPlan().steps().size())));
    }
}
