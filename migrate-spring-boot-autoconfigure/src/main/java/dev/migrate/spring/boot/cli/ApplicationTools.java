package dev.migrate.spring.boot.cli;

import dev.migrate.MigrateSettings;
import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.operation.Migration;
import dev.migrate.spring.boot.autoconfigure.MigrateConnectionDetails;
import dev.migrate.spring.boot.autoconfigure.MigrateDataSource;
import dev.migrate.spring.boot.autoconfigure.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.MigrateSettingsCustomizer;
import dev.migrate.spring.boot.document.ProblemAnswer;
import dev.migrate.spring.boot.model.ModelSources;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.util.StringUtils;

/** Tools made of the beans and properties of an application; no other bean is made than those that they need. */
final class ApplicationTools implements Tools {

    private static final String DEFAULT = "default";

    private @Nullable ConfigurableApplicationContext application;

    /** From now on tools can be asked for. */
    void use(ConfigurableApplicationContext context) {
        this.application = context;
    }

    @Override
    public MigrationEngine engine(@Nullable String name) {
        ListableBeanFactory beans = context().getBeanFactory();
        if (name != null && !name.equals(DEFAULT)) {
            return other(beans, name);
        }
        MigrationEngine unnamed = beans.getBeanProvider(MigrationEngine.class).getIfUnique();
        if (unnamed != null) {
            return unnamed;
        }
        String known = known(beans);
        if (known.isEmpty()) {
            throw withoutDataSource();
        }
        throw refusal(
                "engine-required",
                "There are several engines, and none of them is the default one.",
                "Name one with '--engine': " + known + ".");
    }

    private static MigrationEngine other(ListableBeanFactory beans, String name) {
        if (beans.containsBean(name) && beans.isTypeMatch(name, MigrationEngine.class)) {
            return beans.getBean(name, MigrationEngine.class);
        }
        throw refusal(
                "no-such-engine", "There is no engine '" + name + "'.", "Name one of these: " + known(beans) + ".");
    }

    private static String known(ListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(MigrationEngine.class);
        return names.length == 0 ? "" : "'" + String.join("', '", names) + "'";
    }

    @Override
    public ScriptAuthor author() {
        return new ScriptAuthor(settings(properties()), classLoader(), Clock.systemUTC(), Path.of(""), migrations());
    }

    @Override
    public ModelSource models(MigrationEngine engine) {
        return context()
                .getBean(ModelSources.class)
                .named(engine.settings().autogenerate().source());
    }

    @Override
    public OfflineSql offline() {
        MigrateProperties properties = properties();
        return new OfflineSql(settings(properties), classLoader(), Clock.systemUTC(), url(properties), migrations());
    }

    private ObjectProvider<Migration> migrations() {
        return context().getBeanProvider(Migration.class);
    }

    /** Bound here, because an application without a data source has no bean of them. */
    private MigrateProperties properties() {
        return Binder.get(context().getEnvironment()).bindOrCreate("migrate", MigrateProperties.class);
    }

    private MigrateSettings settings(MigrateProperties properties) {
        MigrateSettings settings = properties.toSettings();
        for (MigrateSettingsCustomizer customizer : context()
                .getBeanProvider(MigrateSettingsCustomizer.class)
                .orderedStream()
                .toList()) {
            settings = customizer.customize(settings);
        }
        return settings;
    }

    /** What tells the product. Only where no URL is known beforehand is the database asked. */
    private String url(MigrateProperties properties) {
        ListableBeanFactory beans = context().getBeanFactory();
        String[] marked = beans.getBeanNamesForAnnotation(MigrateDataSource.class);
        if (marked.length > 0) {
            return ask(beans.getBean(marked[0], DataSource.class));
        }
        MigrateConnectionDetails own =
                beans.getBeanProvider(MigrateConnectionDetails.class).getIfUnique();
        String url = own != null ? own.getJdbcUrl() : properties.getUrl();
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
            throw withoutDataSource();
        }
        return ask(dataSource);
    }

    private static String ask(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
        } catch (MetaDataAccessException failure) {
            throw new DatabaseException(
                    "database-unreachable",
                    "Only the database could tell which product it is, and it cannot be reached: "
                            + failure.getMessage(),
                    "Set 'migrate.url'.",
                    failure);
        }
    }

    private ClassLoader classLoader() {
        return Objects.requireNonNullElseGet(context().getClassLoader(), ApplicationTools.class::getClassLoader);
    }

    private ConfigurableApplicationContext context() {
        if (this.application == null) {
            throw new IllegalStateException("The application is not there yet.");
        }
        return this.application;
    }

    private static InvalidSettingsException withoutDataSource() {
        return new InvalidSettingsException(
                "spring.datasource.url",
                "The application has no data source that could be migrated.",
                "Set 'spring.datasource.url' or 'migrate.url', and leave 'migrate.enabled' at 'true'.");
    }

    private static RefusalException refusal(String code, String detail, String remedy) {
        return new RefusalException(ExitCode.WRONG_USAGE, ProblemAnswer.of(400, code, "Wrong usage", detail, remedy));
    }
}
