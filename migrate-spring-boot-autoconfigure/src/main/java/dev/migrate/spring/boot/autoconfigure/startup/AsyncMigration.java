package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.error.Log;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StoppedException;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.StringUtils;

/**
 * Upgrades the database on a separate thread after the application has started. The application refuses traffic until
 * the upgrade has succeeded. If the upgrade fails, the application stays alive for diagnosis.
 */
public final class AsyncMigration implements SmartLifecycle {

    private static final Log log = Log.of(AsyncMigration.class);

    private final ConfigurableApplicationContext context;
    private final EngineStartups startups;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Object monitor = new Object();
    private boolean started;
    private boolean migrated;
    private ReadinessState requested = ReadinessState.REFUSING_TRAFFIC;

    /** Creates the bean; runs nothing yet. */
    public AsyncMigration(ConfigurableApplicationContext context, EngineStartups startups) {
        this.context = context;
        this.startups = startups;
    }

    @Override
    public void start() {
        synchronized (this.monitor) {
            if (this.started) {
                return;
            }
            this.started = true;
        }
        if (MigrationInitializer.isTrainingRun()) {
            this.ended.complete(null);
            return;
        }
        this.context.addApplicationListener(new Refusal());
        new Thread(this::migrate, "migrate").start();
    }

    /** Upgrades each database, also after a failure. A failure keeps the application from accepting traffic. */
    private void migrate() {
        try {
            boolean succeeded = true;
            for (StartupAction action : this.startups.asynchronous()) {
                succeeded &= upgrade(action);
            }
            if (succeeded) {
                acceptTraffic();
            }
        } finally {
            this.ended.complete(null);
        }
    }

    private boolean upgrade(StartupAction action) {
        try {
            this.startups.upgrade(action);
            return true;
        } catch (StoppedException stopped) {
            log.info("{} was not upgraded: the application is closing.", action.database());
        } catch (MigrateException failure) {
            log.error(
                    "Could not upgrade the {}; the application refuses traffic. {} {}",
                    StringUtils.uncapitalize(action.database()),
                    this.startups.prefix(action).message(failure),
                    this.startups.prefix(action).remedy(failure),
                    failure);
        } catch (RuntimeException | Error failure) {
            log.error(
                    "Could not upgrade the {}; the application refuses traffic.",
                    StringUtils.uncapitalize(action.database()),
                    failure);
        }
        return false;
    }

    private void acceptTraffic() {
        ReadinessState state;
        synchronized (this.monitor) {
            this.migrated = true;
            state = this.requested;
        }
        if (state == ReadinessState.ACCEPTING_TRAFFIC) {
            AvailabilityChangeEvent.publish(this.context, this, state);
        }
    }

    /** Returns whether the application must refuse traffic. */
    boolean refusesTraffic() {
        synchronized (this.monitor) {
            return !this.migrated;
        }
    }

    private boolean refuses(ReadinessState state) {
        synchronized (this.monitor) {
            this.requested = state;
            return !this.migrated && state == ReadinessState.ACCEPTING_TRAFFIC;
        }
    }

    @Override
    public void stop() {
        this.ended.join();
    }

    /** Stops the run without blocking, so that the context's own shutdown timeout applies. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void stop(Runnable callback) {
        this.ended.thenRun(callback);
    }

    @Override
    public boolean isRunning() {
        synchronized (this.monitor) {
            return this.started;
        }
    }

    /** Reverts a readiness state that is published too early. Runs last, so that all listeners receive the states in order. */
    private final class Refusal implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
            if (event.getSource() != AsyncMigration.this && refuses(event.getState())) {
                AvailabilityChangeEvent.publish(
                        AsyncMigration.this.context, AsyncMigration.this, ReadinessState.REFUSING_TRAFFIC);
            }
        }
    }
}
