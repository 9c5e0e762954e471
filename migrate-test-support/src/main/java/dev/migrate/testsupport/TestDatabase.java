package dev.migrate.testsupport;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database for the exclusive use of one test. Closing it removes it. */
public final class TestDatabase implements AutoCloseable {

    private final DatabaseProduct product;

    private final String url;

    private final String user;

    private final String password;

    private final Runnable removal;

    private final Supplier<TestDatabase> next;

    TestDatabase(
            DatabaseProduct product,
            String url,
            String user,
            String password,
            Runnable removal,
            Supplier<TestDatabase> next) {
        this.product = product;
        this.url = url;
        this.user = user;
        this.password = password;
        this.removal = removal;
        this.next = next;
    }

    /** Returns an H2 database in a file, which is kept when the database is closed. */
    public static TestDatabase inFile(Path file) {
        return H2Server.inFile(file);
    }

    /** Returns an empty database for use outside JUnit, on the server that tests use. It is removed when the process ends. */
    public static TestDatabase on(DatabaseProduct product) {
        return new Servers(new ServerSources(System.getenv())::of, false, (report) -> {}).create(product);
    }

    /** Returns an existing database, which the caller removes. */
    public static TestDatabase at(DatabaseProduct product, String url, String user, String password) {
        return new TestDatabase(product, url, user, password, () -> {}, () -> {
            throw new UnsupportedOperationException("Cannot create further databases on the server of " + url);
        });
    }

    /** Returns a new H2 database in a file of a local server. */
    public static TestDatabase onH2Server(Path folder, int port) {
        return H2Server.onServer(folder, port);
    }

    /** Returns a unique database name. */
    static String uniqueName() {
        return "migrate_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Returns the product. */
    public DatabaseProduct product() {
        return this.product;
    }

    /** Returns the JDBC URL. */
    public String url() {
        return this.url;
    }

    /** Returns the user name, or an empty string if none is required. */
    public String user() {
        return this.user;
    }

    /** Returns the password of the user, which might be empty. */
    public String password() {
        return this.password;
    }

    /** Returns a data source without a connection pool. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(this.url, this.user, this.password);
    }

    /** Returns a template that runs each statement on a new connection. */
    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    /**
     * Returns the major version of the server.
     *
     * @throws IllegalStateException if the server cannot be asked
     */
    public int majorVersion() {
        try (Connection connection = dataSource().getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException failure) {
            throw new IllegalStateException("Could not read the version of " + this.url, failure);
        }
    }

    /**
     * Returns another empty database on the same server. The caller closes it.
     *
     * @throws UnsupportedOperationException if this database was opened with {@link #at}
     */
    public TestDatabase another() {
        return this.next.get();
    }

    @Override
    public void close() {
        this.removal.run();
    }

    @Override
    public String toString() {
        return this.url;
    }
}
