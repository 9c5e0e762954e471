package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * The connection that Migrate uses. A bean of this type replaces the properties {@code migrate.url}, {@code migrate.user},
 * and so on, except that a user set as a property takes precedence, so that a service connection can be combined with a
 * user that has the rights to migrate.
 */
public interface MigrateConnectionDetails extends ConnectionDetails {

    /** Returns the login user, or null for the user of the application's data source. */
    @Nullable
    String getUsername();

    /** Returns the password of the login user. */
    @Nullable
    String getPassword();

    /** Returns the JDBC URL, or null for the URL of the application's data source. */
    @Nullable
    String getJdbcUrl();

    /** Returns the JDBC driver class, or null to detect it from the URL. */
    default @Nullable String getDriverClassName() {
        String url = getJdbcUrl();
        return (url != null) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
    }
}
