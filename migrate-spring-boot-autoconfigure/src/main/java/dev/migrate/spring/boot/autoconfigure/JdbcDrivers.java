package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.MigrateException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Finds out why there is no JDBC driver for a URL: a missing dependency, a wrong class, or an unsupported product. */
public final class JdbcDrivers {

    private static final Map<DatabaseDriver, String> SUPPORTED = Map.of(
            DatabaseDriver.POSTGRESQL, "org.postgresql:postgresql",
            DatabaseDriver.MARIADB, "org.mariadb.jdbc:mariadb-java-client",
            DatabaseDriver.MYSQL, "com.mysql:mysql-connector-j",
            DatabaseDriver.H2, "com.h2database:h2",
            DatabaseDriver.SQLITE, "org.xerial:sqlite-jdbc");

    /** Drivers that wrap the driver of a product. */
    private static final Map<DatabaseDriver, String> WRAPPERS = Map.of(
            DatabaseDriver.TESTCONTAINERS, "org.testcontainers:testcontainers-jdbc",
            DatabaseDriver.AWS_WRAPPER, "software.amazon.jdbc:aws-advanced-jdbc-wrapper");

    /** The messages of Spring Boot, HikariCP, and the driver manager about a missing driver. */
    private static final Pattern NOT_FOUND =
            Pattern.compile("(?:[Ff]ailed to load|[Cc]annot load|could not load) driver class:? ?([\\w.$]*)"
                    + "|Failed to get driver instance|No suitable driver");

    private static final Pattern SCHEME = Pattern.compile("jdbc:[\\w+.-]+(:(?=[a-z0-9]+:))?");

    private JdbcDrivers() {}

    /**
     * Returns the class of the driver for a URL.
     *
     * @param prefix the prefix of the engine's property names
     * @param url the URL
     * @param named the driver class that a property specifies, if any
     */
    static String require(String prefix, String url, @Nullable String named) {
        if (StringUtils.hasText(named)) {
            return named(prefix + "driver-class-name", url, named);
        }
        DatabaseDriver product = product(url);
        String className = product.getDriverClassName();
        if (className == null) {
            return registered(prefix, url);
        }
        if (!ClassUtils.isPresent(className, null)) {
            throw missing(prefix + "url", url, product);
        }
        return className;
    }

    /** Checks that the class in a property is a JDBC driver. */
    static void requireClass(String prefix, String className) {
        driver(prefix + "driver-class-name", className, DatabaseDriver.UNKNOWN);
    }

    private static String named(String property, String url, String className) {
        Driver driver = driver(property, className, product(url));
        if (!accepts(driver, url)) {
            throw new InvalidSettingsException(
                    property,
                    "'%s' is '%s', but that driver does not accept '%s'.".formatted(property, className, scheme(url)),
                    "Remove '%s': the URL selects the driver.".formatted(property));
        }
        return className;
    }

    private static Driver driver(String property, String className, DatabaseDriver product) {
        try {
            return (Driver)
                    ClassUtils.forName(className, null).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException failure) {
            throw new InvalidSettingsException(
                    property,
                    "'%s' is '%s', but the class path has no such JDBC driver.".formatted(property, className),
                    "Correct '%s', or remove it and add the dependency %s.".formatted(property, dependency(product)));
        }
    }

    private static DatabaseDriver product(String url) {
        return url.startsWith("jdbc:") ? DatabaseDriver.fromJdbcUrl(url) : DatabaseDriver.UNKNOWN;
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException refused) {
            return false;
        }
    }

    private static String registered(String prefix, String url) {
        try {
            return DriverManager.getDriver(url).getClass().getName();
        } catch (SQLException none) {
            throw new InvalidSettingsException(
                    prefix + "url",
                    "No JDBC driver on the class path accepts '%s'.".formatted(scheme(url)),
                    "Correct '%surl', or add the dependency of its driver and name the driver in '%1$sdriver-class-name'."
                            .formatted(prefix));
        }
    }

    private static MigrateException missing(String property, String url, DatabaseDriver product) {
        if (!SUPPORTED.containsKey(product) && !WRAPPERS.containsKey(product)) {
            return new DatabaseException(
                    ErrorCode.UNSUPPORTED_DATABASE,
                    "'%s' is '%s': Migrate does not support this product (%s)."
                            .formatted(property, scheme(url), product.name().toLowerCase(Locale.ROOT)),
                    "Use PostgreSQL, MariaDB, MySQL, H2, or SQLite.",
                    null);
        }
        return new InvalidSettingsException(
                property,
                "The JDBC driver for '%s' (%s) is not on the class path."
                        .formatted(scheme(url), product.getDriverClassName()),
                "Add the dependency %s to the application, with scope 'runtime', or correct '%s'."
                        .formatted(dependency(product), property));
    }

    private static String dependency(DatabaseDriver product) {
        String coordinates = SUPPORTED.getOrDefault(product, WRAPPERS.get(product));
        return coordinates == null ? "of the driver for the URL" : "'" + coordinates + "'";
    }

    /** Returns the scheme of a URL, which contains no credentials. */
    private static String scheme(String url) {
        Matcher scheme = SCHEME.matcher(url);
        return scheme.lookingAt() ? scheme.group() + ":" : "a URL that does not begin with 'jdbc:'";
    }

    /** Returns the reason if the application's data source cannot be created because of a missing driver. */
    public static Optional<MigrateException> explain(Throwable failure, Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        String named = environment.getProperty("spring.datasource.driver-class-name");
        boolean isDriver = Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
                .anyMatch((cause) -> cause.getMessage() != null
                        && NOT_FOUND.matcher(cause.getMessage()).find());
        if (!isDriver || !StringUtils.hasText(url)) {
            return Optional.empty();
        }
        try {
            require("spring.datasource.", url, named);
            return Optional.empty();
        } catch (MigrateException explanation) {
            return Optional.of(explanation);
        }
    }
}
