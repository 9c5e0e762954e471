package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.MigrateException;
import dev.migrate.importer.flyway.FlywayConfigurationFiles;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.importer.flyway.FlywaySources;
import dev.migrate.report.Finding;
import dev.migrate.revision.SimilarNames;
import dev.migrate.spring.boot.autoconfigure.ConfiguredEngine;
import dev.migrate.spring.boot.autoconfigure.JdbcDrivers;
import dev.migrate.spring.boot.autoconfigure.MigrateConnectionDetails;
import dev.migrate.spring.boot.autoconfigure.MigrateDataSource;
import dev.migrate.spring.boot.autoconfigure.MigrationBeans;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.autoconfigure.model.ModelSources;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.properties.InvalidValues;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties;
import dev.migrate.spring.boot.cli.command.CommandContext;
import dev.migrate.spring.boot.cli.command.CommandError;
import dev.migrate.spring.boot.cli.command.CommandException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** CommandContext backed by the beans and properties of an application. Creates only the beans that a command requires. */
final class ApplicationCommandContext implements CommandContext {

    /** The interface of Flyway's migrations, which is not required. */
    private static final String JAVA_MIGRATION = "org.flywaydb.core.api.migration.JavaMigration";

    private final Set<MigrationEngine> usedEngines = ConcurrentHashMap.newKeySet();
    private @Nullable ConfigurableApplicationContext application;

    /** Sets the application whose beans are used. */
    void use(ConfigurableApplicationContext context) {
        this.application = context;
    }

    @Override
    public MigrationEngine engine(@Nullable String name) {
        MigrationEngines engines = MigrationEngines.in(context().getBeanFactory());
        MigrationEngine engine = engines.find(name).orElseThrow(() -> engineNotFound(name, engines.names()));
        this.usedEngines.add(engine);
        return engine;
    }

    /** Returns the engines that a command might be running. */
    Collection<MigrationEngine> usedEngines() {
        return this.usedEngines;
    }

    private static RuntimeException engineNotFound(@Nullable String name, List<String> known) {
        if (known.isEmpty()) {
            return noDataSource();
        }
        String names = "'" + String.join("', '", known) + "'";
        if (name == null) {
            return new CommandException(
                    CommandError.ENGINE_REQUIRED,
                    "The application has several engines: " + names + ".",
                    "Specify one with '--engine NAME', or use '--engine all'.");
        }
        String near = SimilarNames.to(name, known).stream()
                .findFirst()
                .map((match) -> "Did you mean '" + match + "'? ")
                .orElse("");
        return new CommandException(
                CommandError.NO_SUCH_ENGINE,
                "There is no engine '" + name + "'.",
                near + "The engines are: " + names + ".");
    }

    @Override
    public List<String> engines() {
        MigrationEngines engines = MigrationEngines.in(context().getBeanFactory());
        return engines.names().isEmpty()
                ? ConfiguredEngine.all(context()).stream()
                        .map(ConfiguredEngine::name)
                        .toList()
                : engines.names();
    }

    @Override
    public EnginePrefix prefix(@Nullable String engine) {
        return EnginePrefix.of(
                Objects.requireNonNullElse(
                        engine, engines().size() == 1 ? engines().get(0) : EngineNames.DEFAULT),
                context().getEnvironment());
    }

    @Override
    public ScriptAuthor author(@Nullable String engine) {
        ConfiguredEngine configured = configured(engine);
        return ScriptAuthor.builder()
                .settings(configured.settings(context()))
                .classLoader(classLoader())
                .migrations(migrations(configured))
                .build();
    }

    @Override
    public ModelSource models(MigrationEngine engine) {
        return ModelSources.in(context()).named(engine.settings().autogenerate().source());
    }

    @Override
    public OfflineSql offline(@Nullable String engine) {
        ConfiguredEngine configured = configured(engine);
        return OfflineSql.builder(url(configured))
                .settings(configured.settings(context()))
                .classLoader(classLoader())
                .migrations(migrations(configured))
                .build();
    }

    @Override
    public List<Finding> propertyFindings() {
        return UnknownProperties.ofEngines().in(context().getEnvironment()).stream()
                .map((unknown) -> Finding.error(
                        "unknown-property",
                        unknown.origin(),
                        unknown.messageWithoutOrigin(),
                        "Correct the name, or remove the property."))
                .toList();
    }

    @Override
    public Optional<MigrateException> explain(Throwable failure) {
        return InvalidValues.explain(failure)
                .or(() -> JdbcDrivers.explain(failure, context().getEnvironment()));
    }

    @Override
    public FlywaySettings flywaySettings() {
        return new FlywayProperties(context().getEnvironment()).over(FlywayConfigurationFiles.read(Path.of("")));
    }

    @Override
    public FlywaySources flywaySources(String product, @Nullable Path replacements) {
        return new FlywaySources(Path.of(""), classLoader(), product, javaMigrations(), replacements);
    }

    /** Returns the classes of the beans that Flyway would run as migrations. */
    private List<String> javaMigrations() {
        if (!ClassUtils.isPresent(JAVA_MIGRATION, classLoader())) {
            return List.of();
        }
        Class<?> type = ClassUtils.resolveClassName(JAVA_MIGRATION, classLoader());
        ListableBeanFactory beans = context().getBeanFactory();
        return Stream.of(beans.getBeanNamesForType(type, true, false))
                .map(beans::getType)
                .filter(Objects::nonNull)
                .map((bean) -> ClassUtils.getUserClass(bean).getName())
                .toList();
    }

    private MigrationBeans migrations(ConfiguredEngine configured) {
        return new MigrationBeans(configured.name(), context());
    }

    /** Returns the engine's properties, which exist also in an application without a data source. */
    private ConfiguredEngine configured(@Nullable String engine) {
        return ConfiguredEngine.find(engine, context())
                .orElseThrow(() -> engineNotFound(
                        engine,
                        ConfiguredEngine.all(context()).stream()
                                .map(ConfiguredEngine::name)
                                .toList()));
    }

    /** Returns the JDBC URL, which identifies the product. Connects to the database only if no URL is configured. */
    private String url(ConfiguredEngine engine) {
        ListableBeanFactory beans = context().getBeanFactory();
        if (engine.dataSource().isPresent()) {
            return urlOf(beans.getBean(engine.dataSource().get(), DataSource.class));
        }
        String[] marked = beans.getBeanNamesForAnnotation(MigrateDataSource.class);
        if (engine.isDefault() && marked.length > 0) {
            return urlOf(beans.getBean(marked[0], DataSource.class));
        }
        MigrateConnectionDetails own =
                beans.getBeanProvider(MigrateConnectionDetails.class).getIfUnique();
        String url = engine.isDefault() && own != null
                ? own.getJdbcUrl()
                : engine.properties().getUrl();
        if (StringUtils.hasText(url)) {
            return url;
        }
        JdbcConnectionDetails details =
                beans.getBeanProvider(JdbcConnectionDetails.class).getIfUnique();
        if (details != null && StringUtils.hasText(details.getJdbcUrl())) {
            return details.getJdbcUrl();
        }
        DataSource dataSource = beans.getBeanProvider(DataSource.class).getIfUnique();
        if (dataSource == null) {
            throw noDataSource();
        }
        return urlOf(dataSource);
    }

    private static String urlOf(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
        } catch (MetaDataAccessException failure) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    "Could not connect to the database to determine its product: " + failure.getMessage(),
                    "Set 'migrate.url'.",
                    failure);
        }
    }

    private ClassLoader classLoader() {
        return Objects.requireNonNullElseGet(
                context().getClassLoader(), ApplicationCommandContext.class::getClassLoader);
    }

    private ConfigurableApplicationContext context() {
        if (this.application == null) {
            throw new IllegalStateException("The application context is not available yet.");
        }
        return this.application;
    }

    private static InvalidSettingsException noDataSource() {
        return new InvalidSettingsException(
                "spring.datasource.url",
                "The application has no data source to migrate.",
                "Set 'spring.datasource.url' or 'migrate.url', and set 'migrate.enabled' to 'true'.");
    }
}
