package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.InvalidSettingsException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Chooses how the engine connects. What is built here is never a pool: an engine opens one connection, now and then,
 * and a pool would keep it.
 */
final class MigratingDataSource {

    private final MigrateProperties properties;
    private final MigrateConnectionDetails details;
    private final ObjectProvider<DataSource> applications;
    private final ObjectProvider<DataSource> marked;
    private final ObjectProvider<JdbcConnectionDetails> applicationDetails;

    MigratingDataSource(
            MigrateProperties properties,
            MigrateConnectionDetails details,
            ObjectProvider<DataSource> applications,
            ObjectProvider<DataSource> marked,
            ObjectProvider<JdbcConnectionDetails> applicationDetails) {
        this.properties = properties;
        this.details = details;
        this.applications = applications;
        this.marked = marked;
        this.applicationDetails = applicationDetails;
    }

    DataSource choose() {
        DataSource markedDataSource = this.marked.getIfAvailable();
        if (markedDataSource != null) {
            return markedDataSource;
        }
        boolean ownUser = StringUtils.hasText(this.properties.getUser());
        String user = filled(ownUser ? this.properties.getUser() : this.details.getUsername());
        String password = ownUser ? this.properties.getPassword() : this.details.getPassword();
        if (user == null && StringUtils.hasLength(password)) {
            throw new InvalidSettingsException(
                    "migrate.password",
                    "'migrate.password' is set, but there is no 'migrate.user' that it belongs to.",
                    "Set 'migrate.user' too, or remove the password.");
        }
        String url = filled(this.details.getJdbcUrl());
        if (url != null) {
            return simple(DataSourceBuilder.create().url(url), user, password, this.details.getDriverClassName());
        }
        DataSource application = this.applications.getIfUnique();
        if (application == null) {
            return withoutDataSource(user, password);
        }
        return (user != null) ? derived(application, user, password) : application;
    }

    private DataSource withoutDataSource(@Nullable String user, @Nullable String password) {
        JdbcConnectionDetails connection = this.applicationDetails.getIfUnique();
        if (this.applications.stream().findAny().isPresent()) {
            throw new InvalidSettingsException(
                    "migrate.url",
                    "There are several data sources, and none of them is the primary one: it is open which to migrate.",
                    "Mark one with @Primary or with @MigrateDataSource, or set 'migrate.url'.");
        }
        if (connection == null) {
            throw new InvalidSettingsException(
                    "migrate.url", "There is no data source, and no URL of one.", "Set 'migrate.url'.");
        }
        return simple(
                DataSourceBuilder.create().url(connection.getJdbcUrl()),
                (user != null) ? user : connection.getUsername(),
                (user != null) ? password : connection.getPassword(),
                connection.getDriverClassName());
    }

    private DataSource derived(DataSource application, String user, @Nullable String password) {
        try {
            return simple(
                    DataSourceBuilder.derivedFrom(application),
                    user,
                    (password != null) ? password : "",
                    this.properties.getDriverClassName());
        } catch (RuntimeException notDerivable) {
            throw new InvalidSettingsException(
                    "migrate.user",
                    "'migrate.user' is set, but the application's data source ("
                            + application.getClass().getName() + ") does not tell its URL.",
                    "Set 'migrate.url' too.");
        }
    }

    /** What is set to nothing, as by an empty variable of the environment, is not set. */
    private static @Nullable String filled(@Nullable String value) {
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
