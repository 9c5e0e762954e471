package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.properties.StartupMode;
import dev.migrate.spring.boot.autoconfigure.startup.AsyncMigration;
import dev.migrate.spring.boot.autoconfigure.startup.DeferredReadiness;
import dev.migrate.spring.boot.autoconfigure.startup.EngineStartups;
import dev.migrate.spring.boot.autoconfigure.startup.MigrationInitializer;
import dev.migrate.spring.boot.autoconfigure.startup.StopOnContextClosed;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Migrate.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@Conditional(MigrateAutoConfiguration.DatabaseCondition.class)
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrateProperties.class)
@Import({DatabaseInitializationDependencyConfigurer.class, InstanceRegistrar.class})
public final class MigrateAutoConfiguration {

    @Bean
    MigrateSchemaManagementProvider migrateSchemaManagementProvider(
            ListableBeanFactory beans, @MigrateDataSource ObjectProvider<DataSource> marked, Environment environment) {
        return new MigrateSchemaManagementProvider(
                beans, marked, EngineInstances.of(environment).values());
    }

    @Bean(EngineFactory.BEAN)
    EngineFactory migrationEngineFactory(ApplicationContext context, MigrateProperties properties) {
        return new EngineFactory(context, properties);
    }

    @Bean
    MigrationEngines migrationEngines(ListableBeanFactory beans) {
        return MigrationEngines.in(beans);
    }

    /** Does not depend on the auto-configured engine, because engines that the application defines also run at startup. */
    @Bean
    MigrationInitializer migrationInitializer(
            MigrationEngines engines,
            MigrateProperties properties,
            Environment environment,
            ConfigurableListableBeanFactory beans) {
        return new MigrationInitializer(
                EngineStartups.of(engines.all(), properties, environment, beans.getApplicationStartup()));
    }

    @Bean
    StopOnContextClosed migrationStopOnContextClosed(ConfigurableApplicationContext context) {
        return new StopOnContextClosed(context);
    }

    @Bean
    static BeanFactoryPostProcessor migrateOtherMigrations(Environment environment, ResourceLoader resources) {
        return (beans) -> new OtherToolsWarning(beans, environment).warn(resources);
    }

    @Bean
    static LazyInitializationExcludeFilter eagerMigration() {
        return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class, AsyncMigration.class);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(MigrationEngine.class)
    @Conditional(UnnamedEngineCondition.class)
    static class EngineConfiguration {

        @Bean
        @ConditionalOnMissingBean(MigrateConnectionDetails.class)
        PropertiesMigrateConnectionDetails migrateConnectionDetails(MigrateProperties properties) {
            return new PropertiesMigrateConnectionDetails(properties);
        }

        @Bean
        MigrationEngine migrationEngine(
                EngineFactory factory,
                MigrateProperties properties,
                MigrateConnectionDetails connectionDetails,
                ObjectProvider<DataSource> dataSources,
                @MigrateDataSource ObjectProvider<DataSource> marked,
                ObjectProvider<JdbcConnectionDetails> applicationDetails) {
            return factory.unnamed(new MigrationDataSourceResolver(
                    properties, connectionDetails, dataSources, marked, applicationDetails));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AbstractEntityManagerFactoryBean.class)
    static class HibernateConfiguration {

        @Bean
        static HibernateDdlWarning migrateHibernateDdlWarning(
                ObjectProvider<MigrateSchemaManagementProvider> management, Environment environment) {
            return new HibernateDdlWarning(management, environment);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnAsynchronousStartup.class)
    static class AsyncConfiguration {

        @Bean
        AsyncMigration asyncMigration(
                ConfigurableApplicationContext context, MigrationEngines engines, MigrateProperties properties) {
            return new AsyncMigration(
                    context,
                    EngineStartups.of(
                            engines.all(), properties, context.getEnvironment(), context.getApplicationStartup()));
        }

        @Bean
        @ConditionalOnMissingBean(ApplicationAvailability.class)
        DeferredReadiness applicationAvailability(ObjectProvider<AsyncMigration> migration) {
            return new DeferredReadiness(migration);
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

        @Conditional(OnInstances.class)
        static final class InstancesWithUrls {}
    }

    static final class OnInstances implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return EngineInstances.areIn(context.getEnvironment());
        }
    }

    static final class OnAsynchronousStartup implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return EngineStartups.anyOf(context.getEnvironment(), StartupMode.ASYNC::equals);
        }
    }
}
