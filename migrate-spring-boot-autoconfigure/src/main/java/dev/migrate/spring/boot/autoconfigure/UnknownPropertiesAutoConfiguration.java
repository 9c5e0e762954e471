package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.Log;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that warns about unknown properties below {@code migrate}. Applies also
 * without a database, because a misspelled {@code migrate.url} leaves the application without one.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class UnknownPropertiesAutoConfiguration {

    private static final Log log = Log.of(UnknownProperties.class);

    @Bean
    static BeanFactoryPostProcessor migrateUnknownProperties(Environment environment) {
        return (beans) ->
                UnknownProperties.ofEngines().in(environment).forEach((unknown) -> log.warn("{}", unknown.message()));
    }
}
