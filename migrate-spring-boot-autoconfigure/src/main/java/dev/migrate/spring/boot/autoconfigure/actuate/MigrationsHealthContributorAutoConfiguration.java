package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.state.KnownState;
import dev.migrate.spring.boot.autoconfigure.state.KnownStateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.state.KnownStates;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health contributor {@code migrations}.
 */
@AutoConfiguration(after = KnownStateAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(KnownStates.class)
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationsHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"migrationsHealthIndicator", "migrationsHealthContributor"})
    HealthContributor migrationsHealthContributor(KnownStates states) {
        Map<String, KnownState> all = states.all();
        return (all.size() == 1)
                ? new MigrationsHealthIndicator(all.values().iterator().next())
                : CompositeHealthContributor.fromMap(all, MigrationsHealthIndicator::new);
    }
}
