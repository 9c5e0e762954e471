package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.MigrationEngine;
import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Stops running engines when the application closes, before the context waits for requests and threads. Each run ends
 * between two statements, in a state from which the next start resumes. Does not create engines that were not used.
 */
public final class StopOnContextClosed implements ApplicationListener<ContextClosedEvent> {

    private final ConfigurableApplicationContext context;

    /** Creates the listener for a context. */
    public StopOnContextClosed(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
            for (String name : beans.getBeanNamesForType(MigrationEngine.class, true, false)) {
                if (beans.containsSingleton(name)) {
                    beans.getBean(name, MigrationEngine.class).stop(Duration.ZERO);
                }
            }
        }
    }
}
