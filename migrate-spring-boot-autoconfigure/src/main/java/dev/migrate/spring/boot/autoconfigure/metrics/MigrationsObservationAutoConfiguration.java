package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.spring.boot.autoconfigure.EngineListenerFactory;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the observations of Migrate.
 */
@AutoConfiguration(
        after = MigrateAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class MigrationsObservationAutoConfiguration {

    @Bean
    EngineListenerFactory migrationsObservations(
            ObservationRegistry registry,
            ObjectProvider<MigrationRunConvention> runs,
            ObjectProvider<MigrationRevisionConvention> revisions) {
        return (engine) -> new ObservingListener(engine, registry, runs.getIfAvailable(), revisions.getIfAvailable());
    }
}
