package dev.migrate.testsupport;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database that one test has for itself. Closing it removes it. */
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

    /** An H2 database in a file, which stays where it is when the database is closed. */
    public static TestDatabase inFile(Path file) {
        return H2Server.inFile(file);
    }

    /** An empty database where no JUnit gives one, on the server that tests would use; the process ends with it. */
    public static TestDatabase on(DatabaseProduct product) {
        return new Servers(new Places(System.getenv())::of, false, (report) -> {}).create(product);
    }

    /** A database that somebody else has made and removes. */
    public static TestDatabase at(DatabaseProduct product, String url, String user, String password) {
        return new TestDatabase(product, url, user, password, () -> {}, () -> {
            throw new UnsupportedOperationException("Only who made " + url + " makes others");
        });
    }

    /** A new H2 database in a file that a server on this machine holds. */
    public static TestDatabase onH2Server(Path folder, int port) {
        return H2Server.onServer(folder, port);
    }

    /** A name that no other test uses. */
    static String uniqueName() {
        return "migrate_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** What it runs on. */
    public DatabaseProduct product() {
        return this.product;
    }

    /** Its JDBC URL. */
    public String url() {
        return this.url;
    }

    /** Who may connect; empty where nobody is asked. */
    public String user() {
        return this.user;
    }

    /** The user's password; often empty. */
    public String password() {
        return this.password;
    }

    /** A new connection each time, no pool. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(this.url, this.user, this.password);
    }

    /** Statements for it, each on a connection of its own. */
    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    /** Another empty database on the same server; the caller closes it. */
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
