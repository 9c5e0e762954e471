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
        return new WritableMigrationsEndpointWebExtension(
                endpoint, engines, permission(properties), floor(properties), publisher);
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
        Set<String> roles = roles(properties.getRoles());
        if (anonymous && !roles.isEmpty()) {
            throw new InvalidSettingsException(
                    ANONYMOUS,
                    "'%s' lets everyone write, and '%s' does not.".formatted(ANONYMOUS, ROLES),
                    "Remove one of the two.");
        }
        if (anonymous) {
            log.warn("Anyone who reaches the migrations endpoint can change the database: '{}' is set.", ANONYMOUS);
        }
        if (!anonymous && roles.isEmpty()) {
            log.warn(
                    "Everyone who is signed in can change the database through the migrations endpoint:"
                            + " name who may in '{}'.",
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
                    roles.size() > 1
                            ? "'%s' has an empty entry.".formatted(ROLES)
                            : "'%s' is set, and it names no role.".formatted(ROLES),
                    "Name the roles that may change the database, for example '%1$s=OPS', or remove '%1$s' so that every"
                                    .formatted(ROLES)
                            + " caller who is signed in may. If the value is a placeholder such as '${OPS_ROLE:}', set"
                            + " what it stands for.");
        }
        return roles;
    }

    private static @Nullable String floor(MigrationsEndpointProperties properties) {
        String floor = properties.getDowngradeFloor();
        if (floor != null && floor.isBlank()) {
            throw new InvalidSettingsException(
                    FLOOR,
                    "'%s' is set, and it names no revision.".formatted(FLOOR),
                    "Set it to the id of the revision that must stay applied, or remove it. If the value is a"
                            + " placeholder, set what it stands for.");
        }
        return (floor != null) ? floor.strip() : null;
    }
}
