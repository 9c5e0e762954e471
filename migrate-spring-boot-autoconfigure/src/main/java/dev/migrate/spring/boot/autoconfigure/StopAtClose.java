package dev.migrate.spring.boot.autoconfigure;

import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Stops what the engines are at when the application closes, before its requests and threads are waited for: each run
 * ends between two statements, in a state from which the next start goes on.
 */
final class StopAtClose implements ApplicationListener<ContextClosedEvent> {

    private final ApplicationContext context;
    private final MigrationEngines engines;

    StopAtClose(ApplicationContext context, MigrationEngines engines) {
        this.context = context;
        this.engines = engines;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            this.engines.all().values().forEach((engine) -> engine.stop(Duration.ZERO));
        }
    }
}
