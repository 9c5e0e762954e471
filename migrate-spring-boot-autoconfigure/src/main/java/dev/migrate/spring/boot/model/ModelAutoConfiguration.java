package dev.migrate.spring.boot.model;

import dev.migrate.autogenerate.ModelSource;
import dev.migrate.spring.boot.autoconfigure.HibernateDdl;
import java.util.Objects;
import org.hibernate.integrator.spi.Integrator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the models to compare with the database. The models are read only
 * for a comparison.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class ModelAutoConfiguration {

    @Bean
    ModelSources migrateModelSources(
            ObjectProvider<ModelSource> sources, ResourceLoader resources, ConfigurableEnvironment environment) {
        return new ModelSources(
                () -> sources.orderedStream().toList(),
                resources,
                () -> isSchemaFileRun(environment),
                () -> HibernateDdl.in(environment));
    }

    /** Returns whether the application, without the overrides of a command, runs {@code schema.sql}. */
    private static boolean isSchemaFileRun(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter((source) -> !source.getName().equals("migrateCommand"))
                .map((source) -> source.getProperty("spring.sql.init.mode"))
                .filter(Objects::nonNull)
                .findFirst()
                .map((mode) -> !mode.toString().equalsIgnoreCase("never"))
                .orElse(true);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({AbstractEntityManagerFactoryBean.class, Integrator.class})
    static class JpaConfiguration {

        @Bean
        JpaModelSource migrateJpaModelSource(ApplicationContext context) {
            return new JpaModelSource(context);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcConverter.class)
    static class DataJdbcConfiguration {

        @Bean
        DataJdbcModelSource migrateDataJdbcModelSource(ApplicationContext context) {
            return new DataJdbcModelSource(context);
        }
    }
}
