package dev.migrate.spring.boot.model;

import dev.migrate.autogenerate.Desired;
import dev.migrate.autogenerate.Target;
import dev.migrate.autogenerate.jpa.PersistenceUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ResourceLoader;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * The entity manager factories of an application, made once more as the application defines them, but without a database,
 * in a bean factory below the application's that is thrown away afterwards. The application's own are neither made nor
 * disturbed.
 */
final class OfflineFactories implements AutoCloseable {

    private final DefaultListableBeanFactory application;
    private final Below beans;
    private final Map<String, PersistenceUnit> units = new HashMap<>();

    OfflineFactories(ApplicationContext context, Target target) {
        this.application = (DefaultListableBeanFactory) context.getAutowireCapableBeanFactory();
        this.beans = new Below(this.application);
        this.beans.registerResolvableDependency(BeanFactory.class, this.beans);
        this.beans.registerResolvableDependency(ApplicationContext.class, context);
        this.beans.registerResolvableDependency(ResourceLoader.class, context);
        this.beans.registerResolvableDependency(ApplicationEventPublisher.class, context);
        this.beans.addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AbstractEntityManagerFactoryBean factory) {
                    PersistenceUnit unit = new PersistenceUnit(target);
                    factory.getJpaPropertyMap().putAll(unit.settings(factory.getJpaPropertyMap()));
                    OfflineFactories.this.units.put(name, unit);
                }
                return bean;
            }
        });
    }

    static List<String> names(DefaultListableBeanFactory application) {
        List<String> names = new ArrayList<>();
        for (String name : application.getBeanNamesForType(AbstractEntityManagerFactoryBean.class, true, false)) {
            names.add(BeanFactoryUtils.transformedBeanName(name));
        }
        return names;
    }

    /**
     * What one persistence unit wants.
     *
     * @param name of the bean that makes its entity manager factory
     */
    Unit unit(String name) {
        DataSource dataSource = null;
        RuntimeException failure = null;
        try {
            AbstractEntityManagerFactoryBean factory = (AbstractEntityManagerFactoryBean) this.beans.make(name);
            dataSource = factory.getDataSource();
            factory.getNativeEntityManagerFactory();
        } catch (RuntimeException notToTheEnd) {
            failure = notToTheEnd;
        }
        PersistenceUnit unit = this.units.get(name);
        if (unit == null) {
            throw failure == null ? new IllegalStateException("'" + name + "' was not initialized") : failure;
        }
        return new Unit(name, dataSource, unit.desired(failure));
    }

    @Override
    public void close() {
        this.beans.destroySingletons();
    }

    /** A bean factory that has no definitions of its own, so that all but what it is asked to make is the application's. */
    private static final class Below extends DefaultListableBeanFactory {

        private final DefaultListableBeanFactory application;

        Below(DefaultListableBeanFactory application) {
            super(application);
            this.application = application;
            copyConfigurationFrom(application);
        }

        /** Makes a bean as the application defines it, but without what would prepare the database first. */
        Object make(String name) {
            RootBeanDefinition copy =
                    new RootBeanDefinition((RootBeanDefinition) this.application.getMergedBeanDefinition(name));
            copy.setDependsOn((String[]) null);
            return createBean(name, copy, null);
        }
    }

    record Unit(String name, @Nullable DataSource dataSource, Desired desired) {}
}
