package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.Log;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Brings the database to where it should be, or checks that it is there, while the application starts. Whatever uses
 * the database depends on this bean.
 */
public final class MigrationInitializer implements InitializingBean, Ordered {

    private static final Log log = Log.of(MigrationInitializer.class);

    private final StartupRuns runs;

    MigrationInitializer(StartupRuns runs) {
        this.runs = runs;
    }

    @Override
    public void afterPropertiesSet() {
        if (isTrainingRun()) {
            log.info("Database was left alone: 'spring.context.exit=onRefresh' makes this a training run.");
            return;
        }
        this.runs.atStart();
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
