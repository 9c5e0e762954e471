package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers an engine bean for each instance. It is injected only by name and never replaces the default engine.
 */
final class InstanceRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    InstanceRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
        EngineInstances.of(this.environment)
                .keySet()
                .forEach((name) -> registry.registerBeanDefinition(EngineInstances.PREFIX + name, definition(name)));
    }

    private static RootBeanDefinition definition(String name) {
        RootBeanDefinition definition = new RootBeanDefinition(MigrationEngine.class);
        definition.setFactoryBeanName(EngineFactory.BEAN);
        definition.setFactoryMethodName("instance");
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        definition.setDefaultCandidate(false);
        return definition;
    }
}
