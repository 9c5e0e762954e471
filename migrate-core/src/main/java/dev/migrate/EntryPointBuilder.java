package dev.migrate;

import dev.migrate.operation.Migration;
import dev.migrate.settings.MigrateSettings;
import java.time.Clock;
import java.util.List;

/**
 * Collects what all entry points require: the settings, and where scripts and Java revisions are found.
 *
 * @param <B> the builder itself
 */
abstract sealed class EntryPointBuilder<B extends EntryPointBuilder<B>>
        permits MigrationEngine.Builder, OfflineSql.Builder, ScriptAuthor.Builder {

    MigrateSettings settings = MigrateSettings.defaults();
    ClassLoader classLoader = defaultClassLoader();
    Clock clock = Clock.systemUTC();
    Iterable<? extends Migration> migrations = List.of();

    private static ClassLoader defaultClassLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? EntryPointBuilder.class.getClassLoader() : ofThread;
    }

    abstract B self();

    /** Sets the settings. Default: {@link MigrateSettings#defaults()}. */
    public B settings(MigrateSettings value) {
        this.settings = value;
        return self();
    }

    /** Sets the class loader of {@code classpath:} locations. Default: the context class loader of the thread. */
    public B classLoader(ClassLoader value) {
        this.classLoader = value;
        return self();
    }

    /** Sets the clock for time stamps. Default: the system clock. */
    public B clock(Clock value) {
        this.clock = value;
        return self();
    }

    /**
     * Sets Java revisions that the application instantiates itself, such as beans. Default: none, only those in the
     * locations.
     *
     * @param value the revisions; iterated when the scripts are read
     */
    public B migrations(Iterable<? extends Migration> value) {
        this.migrations = value;
        return self();
    }
}
