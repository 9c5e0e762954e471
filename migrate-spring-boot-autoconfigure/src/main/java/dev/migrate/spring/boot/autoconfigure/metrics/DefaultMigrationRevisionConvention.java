package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.report.StepReport;
import dev.migrate.spring.boot.autoconfigure.metrics.MigrationObservationDocumentation.HighCardinality;
import dev.migrate.spring.boot.autoconfigure.metrics.MigrationObservationDocumentation.LowCardinality;
import io.micrometer.common.KeyValues;

/** Names a revision {@code migrate.revision}. Designed for extension. */
public class DefaultMigrationRevisionConvention implements MigrationRevisionConvention {

    @Override
    public String getName() {
        return "migrate.revision";
    }

    @Override
    public String getContextualName(MigrationRevisionContext context) {
        return context.getStep().direction() + " "
                + context.getStep().revision().id();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(MigrationRevisionContext context) {
        return KeyValues.of(
                LowCardinality.ENGINE.withValue(context.getEngine()),
                LowCardinality.DIRECTION.withValue(context.getStep().direction().toString()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(MigrationRevisionContext context) {
        KeyValues values = KeyValues.of(
                HighCardinality.REVISION.withValue(context.getStep().revision().id()));
        StepReport report = context.getReport();
        return (report != null)
                ? values.and(HighCardinality.STATEMENTS.withValue(Long.toString(report.statements())))
                : values;
    }
}
