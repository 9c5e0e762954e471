package dev.migrate.spring.boot.autoconfigure.model;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.TargetSchema;
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
 * Creates copies of the application's entity manager factories without a database, in a temporary child bean factory. The
 * application's own factories are neither created nor changed.
 */
final class OfflineEntityManagerFactories implements AutoCloseable {

    private final DefaultListableBeanFactory application;
    private final ChildBeanFactory beans;
    private final Map<String, PersistenceUnit> units = new HashMap<>();

    OfflineEntityManagerFactories(ApplicationContext context, DatabaseContext databaseContext) {
        this.application = (DefaultListableBeanFactory) context.getAutowireCapableBeanFactory();
        this.beans = new ChildBeanFactory(this.application);
        this.beans.registerResolvableDependency(BeanFactory.class, this.beans);
        this.beans.registerResolvableDependency(ApplicationContext.class, context);
        this.beans.registerResolvableDependency(ResourceLoader.class, context);
        this.beans.registerResolvableDependency(ApplicationEventPublisher.class, context);
        this.beans.addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AbstractEntityManagerFactoryBean factory) {
                    PersistenceUnit unit = new PersistenceUnit(databaseContext);
                    factory.getJpaPropertyMap().putAll(unit.settings(factory.getJpaPropertyMap()));
                    OfflineEntityManagerFactories.this.units.put(name, unit);
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
     * The target schema of one persistence unit.
     *
     * @param name the name of the bean that creates its entity manager factory
     */
    Unit unit(String name) {
        DataSource dataSource = null;
        RuntimeException failure = null;
        try {
            AbstractEntityManagerFactoryBean factory = (AbstractEntityManagerFactoryBean) this.beans.create(name);
            dataSource = factory.getDataSource();
            factory.getNativeEntityManagerFactory();
        } catch (RuntimeException incomplete) {
            failure = incomplete;
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

    /** A bean factory without its own definitions, so that all beans except the copies are the application's. */
    private static final class ChildBeanFactory extends DefaultListableBeanFactory {

        private final DefaultListableBeanFactory application;

        ChildBeanFactory(DefaultListableBeanFactory application) {
            super(application);
            this.application = application;
            copyConfigurationFrom(application);
        }

        /** Creates a bean as the application defines it, but without its dependencies on database initialization. */
        Object create(String name) {
            RootBeanDefinition copy =
                    new RootBeanDefinition((RootBeanDefinition) this.application.getMergedBeanDefinition(name));
            copy.setDependsOn((String[]) null);
            return createBean(name, copy, null);
        }
    }

    record Unit(String name, @Nullable DataSource dataSource, TargetSchema desired) {}
}
