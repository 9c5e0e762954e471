package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.EngineProperties;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Resolves the data source of an engine. A data source created here is never a connection pool, because an engine opens
 * one connection occasionally, and a pool would keep it open.
 */
final class MigrationDataSourceResolver {

    private static final String OWN = "migrate.";

    private final String prefix;
    private final EngineProperties properties;
    private final MigrateConnectionDetails details;
    private final Supplier<@Nullable DataSource> application;
    private final Supplier<@Nullable DataSource> marked;
    private final ObjectProvider<DataSource> all;
    private final ObjectProvider<JdbcConnectionDetails> applicationDetails;

    private MigrationDataSourceResolver(
            String prefix,
            EngineProperties properties,
            MigrateConnectionDetails details,
            Supplier<@Nullable DataSource> application,
            Supplier<@Nullable DataSource> marked,
            ObjectProvider<DataSource> all,
            ObjectProvider<JdbcConnectionDetails> applicationDetails) {
        this.prefix = prefix;
        this.properties = properties;
        this.details = details;
        this.application = application;
        this.marked = marked;
        this.all = all;
        this.applicationDetails = applicationDetails;
    }

    /** Returns the data source of the default engine. */
    MigrationDataSourceResolver(
            MigrateProperties properties,
            MigrateConnectionDetails details,
            ObjectProvider<DataSource> applications,
            ObjectProvider<DataSource> marked,
            ObjectProvider<JdbcConnectionDetails> applicationDetails) {
        this(
                OWN,
                properties,
                details,
                applications::getIfUnique,
                marked::getIfAvailable,
                applications,
                applicationDetails);
    }

    /** Returns the data source of an instance. The bean that it names replaces the application's data source. */
    static DataSource ofInstance(String name, MigrateProperties.Instance instance, ListableBeanFactory beans) {
        String prefix = EngineInstances.PREFIX + name + ".";
        ObjectProvider<DataSource> applications = beans.getBeanProvider(DataSource.class);
        String bean = nullIfEmpty(instance.getDataSource());
        if (bean != null && StringUtils.hasText(instance.getUrl())) {
            throw new InvalidSettingsException(
                    prefix + "url",
                    "'%sdata-source' and '%1$surl' both specify the database to migrate.".formatted(prefix),
                    "Remove one of the two properties.");
        }
        return new MigrationDataSourceResolver(
                        prefix,
                        instance,
                        new PropertiesMigrateConnectionDetails(instance),
                        (bean != null) ? () -> named(bean, prefix, beans) : applications::getIfUnique,
                        () -> null,
                        applications,
                        beans.getBeanProvider(JdbcConnectionDetails.class))
                .resolve();
    }

    private static DataSource named(String bean, String prefix, ListableBeanFactory beans) {
        if (beans.containsBean(bean) && beans.isTypeMatch(bean, DataSource.class)) {
            return beans.getBean(bean, DataSource.class);
        }
        List<String> known = List.of(beans.getBeanNamesForType(DataSource.class));
        throw new InvalidSettingsException(
                prefix + "data-source",
                "'%sdata-source' is '%s', but there is no data source bean with that name.".formatted(prefix, bean),
                known.isEmpty()
                        ? "The application has no data source bean: set '%surl'.".formatted(prefix)
                        : "Specify one of these beans: '" + String.join("', '", known) + "'.");
    }

    DataSource resolve() {
        DataSource markedDataSource = this.marked.get();
        if (markedDataSource != null) {
            return markedDataSource;
        }
        boolean ownUser = StringUtils.hasText(this.properties.getUser());
        String user = nullIfEmpty(ownUser ? this.properties.getUser() : this.details.getUsername());
        String password = ownUser ? this.properties.getPassword() : this.details.getPassword();
        if (user == null && StringUtils.hasLength(password)) {
            throw new InvalidSettingsException(
                    this.prefix + "password",
                    "'%spassword' is set, but '%1$suser' is not.".formatted(this.prefix),
                    "Set '%suser', or remove the password.".formatted(this.prefix));
        }
        String url = nullIfEmpty(this.details.getJdbcUrl());
        if (url != null) {
            return simple(DataSourceBuilder.create().url(url), user, password, driverFor(url));
        }
        DataSource application = this.application.get();
        if (application == null) {
            return withoutDataSource(user, password);
        }
        return (user != null) ? derived(application, user, password) : application;
    }

    /** Returns the driver class for a URL, preferring the one in the connection details. */
    private String driverFor(String url) {
        String own = nullIfEmpty(this.properties.getDriverClassName());
        String known = this.details.getDriverClassName();
        if (own == null
                && known != null
                && !known.equals(DatabaseDriver.fromJdbcUrl(url).getDriverClassName())) {
            return known;
        }
        return JdbcDrivers.require(this.prefix, url, own);
    }

    private DataSource withoutDataSource(@Nullable String user, @Nullable String password) {
        JdbcConnectionDetails connection = this.applicationDetails.getIfUnique();
        if (this.all.stream().findAny().isPresent()) {
            throw new InvalidSettingsException(
                    this.prefix + "url",
                    "There are several data sources, and none is primary, so the one to migrate is ambiguous.",
                    this.prefix.equals(OWN)
                            ? "Mark one with @Primary or with @MigrateDataSource, or set 'migrate.url'."
                            : "Specify one in '%sdata-source', or set '%1$surl'.".formatted(this.prefix));
        }
        if (connection == null) {
            throw new InvalidSettingsException(
                    this.prefix + "url",
                    "There is neither a data source nor a JDBC URL.",
                    "Set '%surl'.".formatted(this.prefix));
        }
        return simple(
                DataSourceBuilder.create().url(connection.getJdbcUrl()),
                (user != null) ? user : connection.getUsername(),
                (user != null) ? password : connection.getPassword(),
                connection.getDriverClassName());
    }

    private DataSource derived(DataSource application, String user, @Nullable String password) {
        String own = nullIfEmpty(this.properties.getDriverClassName());
        if (own != null) {
            JdbcDrivers.requireClass(this.prefix, own);
        }
        try {
            return simple(
                    DataSourceBuilder.derivedFrom(application),
                    user,
                    (password != null) ? password : "",
                    this.properties.getDriverClassName());
        } catch (RuntimeException notDerivable) {
            throw new InvalidSettingsException(
                    this.prefix + "user",
                    "'%suser' is set, but the URL of the application's data source (%s) cannot be determined."
                            .formatted(this.prefix, application.getClass().getName()),
                    "Set '%surl'.".formatted(this.prefix));
        }
    }

    /** Returns null for an empty value, such as that of an empty environment variable. */
    private static @Nullable String nullIfEmpty(@Nullable String value) {
        return StringUtils.hasText(value) ? value : null;
    }

    private static DataSource simple(
            DataSourceBuilder<?> builder,
            @Nullable String user,
            @Nullable String password,
            @Nullable String driverClassName) {
        if (user != null) {
            builder.username(user);
        }
        if (password != null) {
            builder.password(password);
        }
        if (StringUtils.hasText(driverClassName)) {
            builder.driverClassName(driverClassName);
        }
        return builder.type(SimpleDriverDataSource.class).build();
    }
}
