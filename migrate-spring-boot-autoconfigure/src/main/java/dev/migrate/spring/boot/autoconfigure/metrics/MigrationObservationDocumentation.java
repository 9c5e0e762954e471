package dev.migrate.spring.boot.autoconfigure.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of Migrate, with their names and keys. */
public enum MigrationObservationDocumentation implements ObservationDocumentation {

    /** A run: all revisions that are applied or reverted under one lock. */
    RUN {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultMigrationRunConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {HighCardinality.TARGET, HighCardinality.REVISIONS};
        }
    },

    /** One revision that is applied or reverted as a part of a run. */
    REVISION {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultMigrationRevisionConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {HighCardinality.REVISION, HighCardinality.STATEMENTS};
        }
    };

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return LowCardinality.values();
    }

    @Override
    public String getPrefix() {
        return "migrate";
    }

    /** Keys with few values: tags of meters. */
    public enum LowCardinality implements KeyName {

        /** Name of the engine. */
        ENGINE("migrate.engine"),

        /** Either {@code upgrade} or {@code downgrade}. */
        DIRECTION("migrate.direction");

        private final String key;

        LowCardinality(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return this.key;
        }
    }

    /** Keys with many values: tags of spans alone. */
    public enum HighCardinality implements KeyName {

        /** Requested target symbol. */
        TARGET("migrate.target"),

        /** Number of revisions to run. */
        REVISIONS("migrate.revisions"),

        /** Id of the revision. */
        REVISION("migrate.revision"),

        /** Number of statements run. */
        STATEMENTS("migrate.statements");

        private final String key;

        HighCardinality(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return this.key;
        }
    }
}
