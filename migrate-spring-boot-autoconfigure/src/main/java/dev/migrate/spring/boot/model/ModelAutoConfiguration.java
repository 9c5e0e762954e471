package dev.migrate.spring.boot.model;

import dev.migrate.autogenerate.ModelSource;
import org.hibernate.integrator.spi.Integrator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the models that the database is compared with. Nothing here is
 * asked unless somebody compares.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class ModelAutoConfiguration {

    @Bean
    ModelSources migrateModelSources(
            ObjectProvider<ModelSource> sources, ResourceLoader resources, Environment environment) {
        return new ModelSources(() -> sources.orderedStream().toList(), resources, environment);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({AbstractEntityManagerFactoryBean.class, Integrator.class})
    static class JpaConfiguration {

        @Bean
        JpaModelSource migrateJpaModelSource(ApplicationContext context) {
            return new JpaModelSource(context);
        }
    }
}
