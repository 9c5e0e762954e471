package dev.migrate.testsupport;

import java.nio.file.Path;
import org.h2.engine.Constants;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs H2 in this process. */
final class H2Server implements Server {

    private static final String USER = "sa";

    @Override
    public String description() {
        return Constants.VERSION + " (in this process)";
    }

    @Override
    public TestDatabase create() {
        return open("jdbc:h2:mem:" + TestDatabase.uniqueName() + ";DB_CLOSE_DELAY=-1");
    }

    static TestDatabase inFile(Path file) {
        return open("jdbc:h2:file:" + file.toAbsolutePath());
    }

    static TestDatabase onServer(Path folder, int port) {
        Path file = folder.toAbsolutePath().resolve(TestDatabase.uniqueName());
        return open("jdbc:h2:tcp://localhost:" + port + "/" + file);
    }

    private static TestDatabase open(String url) {
        return new TestDatabase(DatabaseProduct.H2, url, USER, "", () -> shutDown(url), () -> new H2Server().create());
    }

    private static void shutDown(String url) {
        new JdbcTemplate(new DriverManagerDataSource(url, USER, "")).execute("SHUTDOWN");
    }
}
