package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.status.StatusCacheAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.status.StatusCaches;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the info contributor {@code migrations}. Disabled by default,
 * because {@code /info} is often public.
 */
@AutoConfiguration(after = StatusCacheAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBean(StatusCaches.class)
@ConditionalOnEnabledInfoContributor(value = "migrations", fallback = InfoContributorFallback.DISABLE)
public final class MigrationsInfoContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "migrationsInfoContributor")
    InfoContributor migrationsInfoContributor(StatusCaches caches) {
        return new MigrationsInfoContributor(caches);
    }
}
