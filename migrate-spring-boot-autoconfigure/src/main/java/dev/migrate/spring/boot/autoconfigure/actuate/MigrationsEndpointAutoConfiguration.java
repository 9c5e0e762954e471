package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.autoconfigure.UnknownProperties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link MigrationsEndpoint}.
 */
@AutoConfiguration(after = MigrateAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(MigrationEngines.class)
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
@EnableConfigurationProperties(MigrationsEndpointProperties.class)
public final class MigrationsEndpointAutoConfiguration {

    private static final String PREFIX = "management.endpoint.migrations";

    private static final Logger log = LoggerFactory.getLogger(MigrationsEndpoint.class);

    @Bean
    Engines migrationsEndpointEngines(MigrationEngines engines, Environment environment) {
        return new Engines(engines, environment);
    }

    @Bean
    static BeanFactoryPostProcessor migrationsEndpointUnknownProperties(Environment environment) {
        UnknownProperties unknown = new UnknownProperties(
                PREFIX, MigrationsEndpointProperties.class, Set.of(PREFIX + ".access", PREFIX + ".cache.time-to-live"));
        return (beans) -> unknown.in(environment).forEach((each) -> log.warn("{}", each.message()));
    }

    @Bean
    @ConditionalOnMissingBean
    MigrationsEndpoint migrationsEndpoint(Engines engines) {
        return new MigrationsEndpoint(engines);
    }

    @Bean
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @Conditional(OnUnrestrictedAccessCondition.class)
    WritableMigrationsEndpointWebExtension writableMigrationsEndpointWebExtension(
            MigrationsEndpoint endpoint,
            Engines engines,
            MigrationsEndpointProperties properties,
            ApplicationEventPublisher publisher) {
        return new WritableMigrationsEndpointWebExtension(endpoint, engines, permission(properties), publisher);
    }

    @Bean
    @Conditional(OnUnrestrictedAccessCondition.class)
    static UnknownArguments migrationsUnknownArguments() {
        return new UnknownArguments();
    }

    @Bean
    @ConditionalOnMissingBean(MigrationsEndpointWebExtension.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
        return new MigrationsEndpointWebExtension(endpoint);
    }

    private static WritePermission permission(MigrationsEndpointProperties properties) {
        boolean anonymous = properties.isAllowAnonymousWrites();
        if (anonymous && !properties.getRoles().isEmpty()) {
            throw new InvalidSettingsException(
                    "management.endpoint.migrations.allow-anonymous-writes",
                    "'management.endpoint.migrations.allow-anonymous-writes' lets everyone write, and"
                            + " 'management.endpoint.migrations.roles' does not.",
                    "Remove one of the two.");
        }
        if (anonymous) {
            log.warn("Anyone who reaches the migrations endpoint can change the database:"
                    + " 'management.endpoint.migrations.allow-anonymous-writes' is set.");
        }
        if (!anonymous && properties.getRoles().isEmpty()) {
            log.warn("Everyone who is signed in can change the database through the migrations endpoint:"
                    + " name who may in 'management.endpoint.migrations.roles'.");
        }
        return new WritePermission(properties.getRoles(), anonymous);
    }
}
