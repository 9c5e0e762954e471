package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.error.Log;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Upgrades or validates the databases while the application starts. Beans that use a database depend on this bean.
 */
public final class MigrationInitializer implements InitializingBean, Ordered {

    private static final Log log = Log.of(MigrationInitializer.class);

    private final EngineStartups startups;

    /** Creates the bean; runs nothing yet. */
    public MigrationInitializer(EngineStartups startups) {
        this.startups = startups;
    }

    @Override
    public void afterPropertiesSet() {
        if (isTrainingRun()) {
            log.info(
                    "Database was not upgraded: this is a training run, because 'spring.context.exit' is 'onRefresh'.");
            return;
        }
        this.startups.run();
    }

    static boolean isTrainingRun() {
        return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(
                SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
