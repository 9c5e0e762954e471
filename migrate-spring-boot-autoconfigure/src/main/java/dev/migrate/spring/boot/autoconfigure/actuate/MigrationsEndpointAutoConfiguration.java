package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.Log;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final String ROLES = "management.endpoint.migrations.roles";
    private static final String ANONYMOUS = "management.endpoint.migrations.allow-anonymous-writes";
    private static final String FLOOR = "management.endpoint.migrations.downgrade-floor";
    private static final Log log = Log.of(MigrationsEndpoint.class);

    @Bean
    EndpointEngines migrationsEndpointEngines(MigrationEngines engines, Environment environment) {
        return new EndpointEngines(engines, environment);
    }

    @Bean
    static BeanFactoryPostProcessor migrationsEndpointUnknownProperties(Environment environment) {
        UnknownProperties unknown = new UnknownProperties(
                PREFIX, MigrationsEndpointProperties.class, Set.of(PREFIX + ".access", PREFIX + ".cache.time-to-live"));
        return (beans) -> unknown.in(environment).forEach((each) -> log.warn("{}", each.message()));
    }

    @Bean
    @ConditionalOnMissingBean
    MigrationsEndpoint migrationsEndpoint(EndpointEngines engines) {
        return new MigrationsEndpoint(engines);
    }

    @Bean
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @Conditional(OnUnrestrictedAccessCondition.class)
    WritableMigrationsEndpointWebExtension writableMigrationsEndpointWebExtension(
            MigrationsEndpoint endpoint,
            EndpointEngines engines,
            MigrationsEndpointProperties properties,
            ApplicationEventPublisher publisher) {
        return new WritableMigrationsEndpointWebExtension(
                endpoint, engines, permission(properties), floor(properties), publisher);
    }

    @Bean
    @Conditional(OnUnrestrictedAccessCondition.class)
    static UnknownArgumentAdvisor migrationsUnknownArguments() {
        return new UnknownArgumentAdvisor();
    }

    @Bean
    @ConditionalOnMissingBean(MigrationsEndpointWebExtension.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
        return new MigrationsEndpointWebExtension(endpoint);
    }

    private static WritePermission permission(MigrationsEndpointProperties properties) {
        boolean anonymous = properties.isAllowAnonymousWrites();
        Set<String> roles = roles(properties.getRoles());
        if (anonymous && !roles.isEmpty()) {
            throw new InvalidSettingsException(
                    ANONYMOUS,
                    "'%s' permits every caller to write, and '%s' does not.".formatted(ANONYMOUS, ROLES),
                    "Remove one of the two properties.");
        }
        if (anonymous) {
            log.warn("Every caller of the migrations endpoint can change the database: '{}' is 'true'.", ANONYMOUS);
        }
        if (!anonymous && roles.isEmpty()) {
            log.warn(
                    "Every authenticated caller of the migrations endpoint can change the database. To restrict this,"
                            + " set '{}'.",
                    ROLES);
        }
        return new WritePermission(roles, anonymous);
    }

    /** Rejects an empty list, because it would permit writes to every authenticated caller. */
    private static Set<String> roles(@Nullable Set<String> given) {
        if (given == null) {
            return Set.of();
        }
        Set<String> roles = given.stream().map(String::strip).collect(Collectors.toSet());
        if (roles.isEmpty() || roles.contains("")) {
            throw new InvalidSettingsException(
                    ROLES,
                    roles.size() > 1 ? "'%s' has an empty entry.".formatted(ROLES) : "'%s' is empty.".formatted(ROLES),
                    "Set '%1$s' to the roles that may change the database, for example '%1$s=OPS', or remove it to permit"
                                    .formatted(ROLES)
                            + " every authenticated caller. If the value is a placeholder such as '${OPS_ROLE:}', set the"
                            + " property that it refers to.");
        }
        return roles;
    }

    private static @Nullable String floor(MigrationsEndpointProperties properties) {
        String floor = properties.getDowngradeFloor();
        if (floor != null && floor.isBlank()) {
            throw new InvalidSettingsException(
                    FLOOR,
                    "'%s' is empty.".formatted(FLOOR),
                    "Set '%s' to the id of the revision that must remain applied, or remove it. If the value is a"
                                    .formatted(FLOOR)
                            + " placeholder, set the property that it refers to.");
        }
        return (floor != null) ? floor.strip() : null;
    }
}
