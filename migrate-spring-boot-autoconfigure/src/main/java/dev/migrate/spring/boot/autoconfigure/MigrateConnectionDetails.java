package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * Where and as whom Migrate connects. A bean of this type takes the place of the properties {@code migrate.url},
 * {@code migrate.user} and so on; a user that is set by property still wins, so that a service connection can be used
 * with the rights of a migrating user.
 */
public interface MigrateConnectionDetails extends ConnectionDetails {

    /** The login user, if it is not the application's. */
    @Nullable
    String getUsername();

    /** The password of the login user. */
    @Nullable
    String getPassword();

    /** The JDBC URL, if it is not the application's. */
    @Nullable
    String getJdbcUrl();

    /** The JDBC driver, by default what the URL tells. */
    default @Nullable String getDriverClassName() {
        String url = getJdbcUrl();
        return (url != null) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
    }
}
