package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrateSettings;
import dev.migrate.MigrationEngine;
import dev.migrate.operation.Migration;
import dev.migrate.report.MigrateListener;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Migrate.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@Conditional(MigrateAutoConfiguration.DatabaseCondition.class)
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrateProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class MigrateAutoConfiguration {

    @Bean
    MigrateSchemaManagementProvider migrateSchemaManagementProvider(
            ObjectProvider<DataSource> dataSources, @MigrateDataSource ObjectProvider<DataSource> marked) {
        return new MigrateSchemaManagementProvider(dataSources, marked);
    }

    /** Not tied to our own engine bean: an engine that the application makes itself is run at start as well. */
    @Bean
    MigrationInitializer migrationInitializer(Map<String, MigrationEngine> engines, MigrateProperties properties) {
        return new MigrationInitializer(engines, properties.getStartup(), properties.getTarget());
    }

    @Bean
    static LazyInitializationExcludeFilter eagerMigration() {
        return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class, AsyncMigration.class);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(MigrationEngine.class)
    static class EngineConfiguration {

        @Bean
        @ConditionalOnMissingBean(MigrateConnectionDetails.class)
        PropertiesMigrateConnectionDetails migrateConnectionDetails(MigrateProperties properties) {
            return new PropertiesMigrateConnectionDetails(properties);
        }

        @Bean
        MigrationEngine migrationEngine(
                MigrateProperties properties,
                MigrateConnectionDetails connectionDetails,
                ObjectProvider<DataSource> dataSources,
                @MigrateDataSource ObjectProvider<DataSource> marked,
                ObjectProvider<JdbcConnectionDetails> applicationDetails,
                ObjectProvider<MigrateSettingsCustomizer> customizers,
                ObjectProvider<MigrateListener> listeners,
                ObjectProvider<Migration> migrations,
                ResourceLoader resourceLoader) {
            MigrateSettings settings = properties.toSettings();
            for (MigrateSettingsCustomizer customizer :
                    customizers.orderedStream().toList()) {
                settings = customizer.customize(settings);
            }
            return new MigrationEngine(
                    new MigratingDataSource(properties, connectionDetails, dataSources, marked, applicationDetails)
                            .choose(),
                    settings,
                    Objects.requireNonNullElseGet(
                            resourceLoader.getClassLoader(), MigrateAutoConfiguration.class::getClassLoader),
                    Clock.systemUTC(),
                    new ListenerChain(listeners.orderedStream().toList()),
                    migrations);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "migrate.startup", havingValue = "async")
    static class AsyncConfiguration {

        @Bean
        AsyncMigration asyncMigration(
                ConfigurableApplicationContext context,
                Map<String, MigrationEngine> engines,
                MigrateProperties properties) {
            return new AsyncMigration(context, engines, properties.getTarget());
        }

        @Bean
        @ConditionalOnMissingBean(ApplicationAvailability.class)
        HeldBackAvailability applicationAvailability(ObjectProvider<AsyncMigration> migration) {
            return new HeldBackAvailability(migration);
        }
    }

    static final class DatabaseCondition extends AnyNestedCondition {

        DatabaseCondition() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DataSource.class)
        static final class DataSourceBean {}

        @ConditionalOnBean(JdbcConnectionDetails.class)
        static final class JdbcConnectionDetailsBean {}

        @ConditionalOnBean(MigrateConnectionDetails.class)
        static final class MigrateConnectionDetailsBean {}

        @ConditionalOnBean(MigrationEngine.class)
        static final class EngineBean {}

        @ConditionalOnProperty("migrate.url")
        static final class UrlProperty {}
    }
}
