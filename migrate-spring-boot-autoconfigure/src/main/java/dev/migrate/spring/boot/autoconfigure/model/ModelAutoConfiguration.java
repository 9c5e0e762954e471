package dev.migrate.spring.boot.autoconfigure.model;

import org.hibernate.integrator.spi.Integrator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the models to compare with the database. No bean mentions a class
 * of autogenerate, so that an application starts without loading any.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class ModelAutoConfiguration {

    @Bean
    ModelContext migrateModelContext(ApplicationContext context) {
        return new ModelContext(context);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({AbstractEntityManagerFactoryBean.class, Integrator.class})
    static class JpaConfiguration {

        @Bean
        ModelKind migrateJpaModels() {
            return ModelKind.JPA;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcConverter.class)
    static class DataJdbcConfiguration {

        @Bean
        ModelKind migrateDataJdbcModels() {
            return ModelKind.DATA_JDBC;
        }
    }
}
