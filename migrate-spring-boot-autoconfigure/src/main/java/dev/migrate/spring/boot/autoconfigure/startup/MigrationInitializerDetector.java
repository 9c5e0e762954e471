package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.autoconfigure.properties.StartupMode;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Makes beans that use the database depend on {@link MigrationInitializer}. */
final class MigrationInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    private static final String DEFER = "spring.jpa.defer-datasource-initialization";

    private static final String ENTITY_MANAGER_FACTORY = "jakarta.persistence.EntityManagerFactory";

    private final Environment environment;

    MigrationInitializerDetector(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(MigrationInitializer.class);
    }

    @Override
    public void detectionComplete(ConfigurableListableBeanFactory beanFactory, Set<String> initializers) {
        if (this.environment.getProperty(DEFER, Boolean.class, false)
                && migratesAtStart()
                && initializers.stream().anyMatch((name) -> beanFactory.isTypeMatch(name, MigrationInitializer.class))
                && hasEntityManagerFactory(beanFactory)) {
            throw new InvalidSettingsException(
                    DEFER,
                    "'" + DEFER
                            + "=true' starts Hibernate before the migration, so Hibernate would check or change an"
                            + " outdated schema.",
                    "Remove '" + DEFER
                            + "' and convert SQL scripts that require the tables of Hibernate into revisions, or set"
                            + " 'migrate.startup' to 'none'.");
        }
    }

    private boolean migratesAtStart() {
        return EngineStartups.anyOf(
                this.environment, (startup) -> startup == StartupMode.UPGRADE || startup == StartupMode.VALIDATE);
    }

    private static boolean hasEntityManagerFactory(ConfigurableListableBeanFactory beanFactory) {
        ClassLoader classLoader = beanFactory.getBeanClassLoader();
        if (!ClassUtils.isPresent(ENTITY_MANAGER_FACTORY, classLoader)) {
            return false;
        }
        Class<?> type = ClassUtils.resolveClassName(ENTITY_MANAGER_FACTORY, classLoader);
        return beanFactory.getBeanNamesForType(type, true, false).length > 0;
    }

    /** Runs after other migration tools and before {@code schema.sql}. */
    @Override
    public int getOrder() {
        return 10;
    }
}
