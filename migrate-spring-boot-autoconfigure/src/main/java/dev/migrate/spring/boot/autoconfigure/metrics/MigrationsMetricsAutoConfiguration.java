package dev.migrate.spring.boot.autoconfigure.metrics;

import dev.migrate.spring.boot.autoconfigure.EngineListenerFactory;
import dev.migrate.spring.boot.autoconfigure.status.StatusCacheAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.status.StatusCaches;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of Migrate.
 */
@AutoConfiguration(
        after = StatusCacheAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({StatusCaches.class, MeterRegistry.class})
public final class MigrationsMetricsAutoConfiguration {

    @Bean
    RevisionGauges migrationsRevisionGauges(StatusCaches caches) {
        return new RevisionGauges(caches);
    }

    @Bean
    EngineListenerFactory migrationsLockWaits(ObjectProvider<MeterRegistry> registry) {
        return (engine) -> new LockWaitTimer(engine, registry::getIfUnique);
    }
}
