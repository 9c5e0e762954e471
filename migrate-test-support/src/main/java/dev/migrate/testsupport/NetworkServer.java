package dev.migrate.testsupport;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A server that is accessed over TCP as a user with the right to create databases. */
final class NetworkServer implements Server {

    private static final Pattern URL = Pattern.compile("(jdbc:\\w+://[^/?]+)(?:/([^?]*))?(\\?.*)?");

    private final DatabaseProduct product;

    private final String url;

    private final String user;

    private final String password;

    private final String description;

    private final AutoCloseable process;

    private final ReusedDatabases used;

    private NetworkServer(
            DatabaseProduct product,
            String url,
            String user,
            String password,
            String description,
            AutoCloseable process) {
        this.product = product;
        this.url = url;
        this.user = user;
        this.password = password;
        this.description = description;
        this.process = process;
        this.used = new ReusedDatabases(
                jdbc(), (name) -> new SingleConnectionDataSource(urlOf(name), user, password, true));
    }

    /**
     * Connects once to check that the server responds and is the expected product, because MariaDB and MySQL share a
     * port and a protocol.
     *
     * @param process stops the server when closed, if it was started for this run
     */
    static NetworkServer connect(
            DatabaseProduct product, String url, String user, String password, String origin, AutoCloseable process)
            throws UnavailableException {
        String version;
        try {
            version = jdbc(url, user, password).queryForObject("select version()", String.class);
        } catch (DataAccessException e) {
            throw new UnavailableException(
                    origin + " at " + address(url) + " does not accept user '" + user + "'", e.getMostSpecificCause());
        }
        if (version == null || productOf(version) != product) {
            throw new UnavailableException(origin + " at " + address(url) + " is " + version);
        }
        return new NetworkServer(product, url, user, password, number(version) + " (" + origin + ")", process);
    }

    private static String address(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? parts.group(1).replaceFirst(".*//", "") : url;
    }

    private static DatabaseProduct productOf(String version) {
        if (version.startsWith("PostgreSQL")) {
            return DatabaseProduct.POSTGRESQL;
        }
        return version.contains("MariaDB") ? DatabaseProduct.MARIADB : DatabaseProduct.MYSQL;
    }

    private static String number(String version) {
        Matcher number = Pattern.compile("\\d+(\\.\\d+)+").matcher(version);
        return number.find() ? number.group() : version;
    }

    @Override
    public String description() {
        return this.description;
    }

    @Override
    public TestDatabase create() {
        String name = created();
        return new TestDatabase(this.product, urlOf(name), this.user, this.password, () -> remove(name), this::create);
    }

    @Override
    public TestDatabase lend() {
        if (this.product != DatabaseProduct.POSTGRESQL) {
            return create();
        }
        ReusedDatabases.Used database = this.used.take().orElseGet(() -> this.used.created(created()));
        return new TestDatabase(
                this.product,
                urlOf(database.name()),
                this.user,
                this.password,
                () -> this.used.release(database),
                this::lend);
    }

    private String created() {
        String name = TestDatabase.uniqueName();
        jdbc().execute("create database " + name);
        if (this.product == DatabaseProduct.POSTGRESQL) {
            jdbc().execute("alter database " + name + " set synchronous_commit = off");
        }
        return name;
    }

    @Override
    public void close() {
        this.used.close();
        try {
            this.process.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not stop " + this.product + " " + this.description, e);
        }
    }

    private String urlOf(String database) {
        Matcher parts = URL.matcher(this.url);
        if (!parts.matches()) {
            throw new IllegalStateException("Not a URL with host and database: " + this.url);
        }
        String parameters = parts.group(3);
        return parts.group(1) + "/" + database + (parameters == null ? "" : parameters);
    }

    /** Drops a database after closing connections that a failed test has left open. */
    private void remove(String database) {
        if (this.product == DatabaseProduct.POSTGRESQL) {
            jdbc().execute("drop database " + database + " with (force)");
            return;
        }
        List<Long> open = jdbc().queryForList(
                        "select id from %s where db = ?".formatted(this.product.sessions()), Long.class, database);
        open.forEach(this::kill);
        jdbc().execute("drop database " + database);
    }

    private void kill(long connection) {
        try {
            jdbc().execute("kill " + connection);
        } catch (DataAccessException e) {
            boolean stillThere = !jdbc().queryForList(
                            "select id from %s where id = ?".formatted(this.product.sessions()), Long.class, connection)
                    .isEmpty();
            if (stillThere) {
                throw e;
            }
        }
    }

    private JdbcTemplate jdbc() {
        return jdbc(this.url, this.user, this.password);
    }

    private static JdbcTemplate jdbc(String url, String user, String password) {
        return new JdbcTemplate(new DriverManagerDataSource(url, user, password));
    }
}
