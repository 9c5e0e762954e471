package dev.migrate.scratch;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

class ConnectionPropertiesTests {

    private static final String URL = "jdbc:postgresql://nowhere/app";

    static Stream<Arguments> sources() {
        HikariDataSource hikari = hikari();
        return Stream.of(
                Arguments.of("DriverManagerDataSource", driverManager()),
                Arguments.of("SimpleDriverDataSource", simpleDriver()),
                Arguments.of("HikariCP", hikari),
                Arguments.of("HikariCP around a data source", hikariAround(driverManager())),
                Arguments.of("Tomcat", tomcat()),
                Arguments.of("DBCP2", dbcp2()),
                Arguments.of("a wrapper of Spring", new DelegatingDataSource(hikari)),
                Arguments.of("two wrappers", new DelegatingDataSource(new LazyConnectionDataSourceProxy(dbcp2()))),
                Arguments.of("a wrapper that only unwraps", new Opaque(hikari)),
                Arguments.of("a proxy", proxy(hikari)),
                Arguments.of("a routing data source", routing(hikari)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void readsUserPasswordAndDriverProperties(String name, DataSource source) {
        assertThat(ConnectionProperties.of(source))
                .containsOnly(entry("user", "jane"), entry("password", "s3cret"), entry("sslmode", "require"));
    }

    static Stream<Arguments> sourcesWithPropertiesInTheUrl() {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUser("jane");
        driver.setPassword("s3cret");
        return Stream.of(
                Arguments.of("a data source of the driver", driver),
                Arguments.of("HikariCP around a data source of the driver", hikariAround(driver)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sourcesWithPropertiesInTheUrl")
    void readsUserAndPassword(String name, DataSource source) {
        assertThat(ConnectionProperties.of(source)).containsOnly(entry("user", "jane"), entry("password", "s3cret"));
    }

    static Stream<Arguments> sourcesWithoutUser() {
        return Stream.of(
                Arguments.of("a URL alone", new DriverManagerDataSource(URL + "?user=jane&password=s3cret")),
                Arguments.of("an unknown data source", new Opaque(new Opaque(null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sourcesWithoutUser")
    void readsNothingElse(String name, DataSource source) {
        assertThat(ConnectionProperties.of(source)).isEmpty();
    }

    private static Properties sslmode() {
        Properties properties = new Properties();
        properties.setProperty("sslmode", "require");
        return properties;
    }

    private static DataSource driverManager() {
        DriverManagerDataSource source = new DriverManagerDataSource(URL, "jane", "s3cret");
        source.setConnectionProperties(sslmode());
        return source;
    }

    private static DataSource simpleDriver() {
        SimpleDriverDataSource source = new SimpleDriverDataSource(new Driver(), URL, "jane", "s3cret");
        source.setConnectionProperties(sslmode());
        return source;
    }

    private static HikariDataSource hikari() {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(URL);
        source.setUsername("jane");
        source.setPassword("s3cret");
        source.addDataSourceProperty("sslmode", "require");
        return source;
    }

    private static DataSource hikariAround(DataSource inner) {
        HikariDataSource source = new HikariDataSource();
        source.setDataSource(inner);
        return source;
    }

    private static DataSource tomcat() {
        org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource();
        source.setUrl(URL);
        source.setUsername("jane");
        source.setPassword("s3cret");
        source.setConnectionProperties("sslmode=require");
        return source;
    }

    private static DataSource dbcp2() {
        BasicDataSource source = new BasicDataSource();
        source.setUrl(URL);
        source.setUsername("jane");
        source.setPassword("s3cret");
        source.setConnectionProperties("sslmode=require");
        return source;
    }

    private static DataSource proxy(DataSource target) {
        return (DataSource) Proxy.newProxyInstance(
                ConnectionPropertiesTests.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static DataSource routing(DataSource target) {
        AbstractRoutingDataSource source = new AbstractRoutingDataSource() {

            @Override
            protected Object determineCurrentLookupKey() {
                return "any";
            }
        };
        source.setTargetDataSources(Map.of());
        source.setDefaultTargetDataSource(target);
        source.afterPropertiesSet();
        return source;
    }

    /** A wrapper without a property for the data source that it wraps. */
    private static final class Opaque extends AbstractDataSource {

        private final DataSource target;

        Opaque(DataSource target) {
            this.target = target;
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            return this.target.getConnection();
        }

        @Override
        public java.sql.Connection getConnection(String user, String password) throws java.sql.SQLException {
            return this.target.getConnection(user, password);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws java.sql.SQLException {
            return this.target != null && (type.isInstance(this.target) || this.target.isWrapperFor(type));
        }

        @Override
        public <T> T unwrap(Class<T> type) throws java.sql.SQLException {
            return type.isInstance(this.target) ? type.cast(this.target) : this.target.unwrap(type);
        }
    }
}
