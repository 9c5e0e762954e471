package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.error.MigrateException;
import dev.migrate.report.MigrateListener;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.properties.EngineProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.startup.EngineFailedException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;

/** Creates engines from properties and from the application's customizers and listeners. */
final class EngineFactory {

    static final String BEAN = "migrationEngineFactory";

    private final ApplicationContext context;
    private final MigrateProperties properties;

    EngineFactory(ApplicationContext context, MigrateProperties properties) {
        this.context = context;
        this.properties = properties;
    }

    /** Creates the default engine. */
    MigrationEngine unnamed(MigrationDataSourceResolver dataSource) {
        return engine(EngineNames.DEFAULT, this.properties, dataSource.resolve());
    }

    /** Creates the engine of {@code migrate.instances.NAME}. */
    MigrationEngine instance(String name) {
        MigrateProperties.Instance instance = Objects.requireNonNull(
                EngineInstances.of(this.context.getEnvironment()).get(name), name);
        try {
            return engine(name, instance, MigrationDataSourceResolver.ofInstance(name, instance, this.context));
        } catch (MigrateException failure) {
            throw EngineFailedException.of(name, EnginePrefix.of(name, this.context.getEnvironment()), failure);
        }
    }

    private MigrationEngine engine(String name, EngineProperties properties, DataSource dataSource) {
        return MigrationEngine.builder(dataSource)
                .settings(settings(name, properties, this.context))
                .classLoader(Objects.requireNonNullElseGet(
                        this.context.getClassLoader(), EngineFactory.class::getClassLoader))
                .listener(new ListenerChain(listeners(name).toList()))
                .migrations(new MigrationBeans(name, this.context))
                .build();
    }

    /** Returns the settings of an engine. */
    static MigrateSettings settings(String name, EngineProperties properties, ListableBeanFactory beans) {
        MigrateSettings settings = properties.toSettings();
        for (MigrateSettingsCustomizer customizer : beans.getBeanProvider(MigrateSettingsCustomizer.class)
                .orderedStream()
                .toList()) {
            settings = customizer.customize(name, settings);
        }
        return settings;
    }

    private Stream<MigrateListener> listeners(String name) {
        return Stream.concat(
                this.context.getBeanProvider(MigrateListener.class).orderedStream(),
                this.context
                        .getBeanProvider(EngineListenerFactory.class)
                        .orderedStream()
                        .map((factory) -> factory.listenerOf(name)));
    }
}
