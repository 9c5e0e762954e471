package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.InvalidSettingsException;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Makes whatever uses the database wait for {@link MigrationInitializer}. */
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
                            + "=true' makes Hibernate start before the database is migrated, so that it would check or"
                            + " change a schema of yesterday.",
                    "Remove '" + DEFER
                            + "', and turn SQL scripts that need the tables of Hibernate into revisions; or set"
                            + " 'migrate.startup' to 'none'.");
        }
    }

    private boolean migratesAtStart() {
        return StartupRuns.anyOf(
                this.environment, (startup) -> startup == Startup.UPGRADE || startup == Startup.VALIDATE);
    }

    private static boolean hasEntityManagerFactory(ConfigurableListableBeanFactory beanFactory) {
        ClassLoader classLoader = beanFactory.getBeanClassLoader();
        if (!ClassUtils.isPresent(ENTITY_MANAGER_FACTORY, classLoader)) {
            return false;
        }
        Class<?> type = ClassUtils.resolveClassName(ENTITY_MANAGER_FACTORY, classLoader);
        return beanFactory.getBeanNamesForType(type, true, false).length > 0;
    }

    /** After other migration tools, should an application still carry one, and before {@code schema.sql}. */
    @Override
    public int getOrder() {
        return 10;
    }
}
