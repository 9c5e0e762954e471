package dev.migrate.spring.boot.autoconfigure;

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
 * Upgrades the database on a thread of its own once everything else is up. Until that has ended well the application
 * takes no traffic; it stays alive if it does not, so that a person can look at it.
 */
final class AsyncMigration implements SmartLifecycle {

    private static final Log log = Log.of(AsyncMigration.class);

    private final ConfigurableApplicationContext context;
    private final StartupRuns runs;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Object monitor = new Object();
    private boolean started;
    private boolean migrated;
    private ReadinessState wanted = ReadinessState.REFUSING_TRAFFIC;

    AsyncMigration(ConfigurableApplicationContext context, StartupRuns runs) {
        this.context = context;
        this.runs = runs;
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

    /** One database that fails keeps no other from being upgraded, and all of the application from traffic. */
    private void migrate() {
        try {
            boolean whole = true;
            for (StartupRun run : this.runs.asynchronous()) {
                whole &= upgraded(run);
            }
            if (whole) {
                release();
            }
        } finally {
            this.ended.complete(null);
        }
    }

    private boolean upgraded(StartupRun run) {
        try {
            run.upgrade(this.runs.recorder());
            return true;
        } catch (StoppedException stopped) {
            log.info("{} was left where it is: the application is closing.", run.database());
        } catch (MigrateException failure) {
            log.error(
                    "The {} could not be upgraded; the application takes no traffic. {} {}",
                    StringUtils.uncapitalize(run.database()),
                    this.runs.prefix(run).in(String.valueOf(failure.getMessage())),
                    this.runs.prefix(run).in(failure.remedy()),
                    failure);
        } catch (RuntimeException | Error failure) {
            log.error(
                    "The {} could not be upgraded; the application takes no traffic.",
                    StringUtils.uncapitalize(run.database()),
                    failure);
        }
        return false;
    }

    private void release() {
        ReadinessState state;
        synchronized (this.monitor) {
            this.migrated = true;
            state = this.wanted;
        }
        if (state == ReadinessState.ACCEPTING_TRAFFIC) {
            AvailabilityChangeEvent.publish(this.context, this, state);
        }
    }

    /** Says whether the application has to be kept from traffic. */
    boolean holdsBack() {
        synchronized (this.monitor) {
            return !this.migrated;
        }
    }

    private boolean refuses(ReadinessState state) {
        synchronized (this.monitor) {
            this.wanted = state;
            return !this.migrated && state == ReadinessState.ACCEPTING_TRAFFIC;
        }
    }

    @Override
    public void stop() {
        this.ended.join();
    }

    /** Lets the context wait for the run as long as its own patience allows, and not longer. */
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

    /** Takes back what is said too early. Comes last of all listeners, so that each of them hears this after that. */
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
