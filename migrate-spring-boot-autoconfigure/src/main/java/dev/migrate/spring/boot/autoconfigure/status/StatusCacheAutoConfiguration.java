package dev.migrate.spring.boot.autoconfigure.status;

import dev.migrate.spring.boot.autoconfigure.ConfiguredEngine;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link StatusCaches}. The status is read on the first request.
 */
@AutoConfiguration(after = MigrateAutoConfiguration.class)
@ConditionalOnBean(MigrationEngines.class)
@EnableConfigurationProperties(StatusCacheProperties.class)
public final class StatusCacheAutoConfiguration {

    @Bean
    StatusCaches migrationsStatusCaches(
            ApplicationContext context,
            ObjectProvider<MigrationEngines> engines,
            MigrateProperties properties,
            StatusCacheProperties cacheProperties) {
        return new StatusCaches(
                engines::getObject,
                (name) -> ConfiguredEngine.find(name, context)
                        .map((engine) -> engine.properties().getTarget())
                        .orElseGet(properties::getTarget),
                cacheProperties.getRefreshInterval());
    }
}
