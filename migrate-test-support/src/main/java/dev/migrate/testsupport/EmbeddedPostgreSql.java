package dev.migrate.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** Runs PostgreSQL's binaries from Maven Central. */
final class EmbeddedPostgreSql {

    private EmbeddedPostgreSql() {}

    static Server start() throws UnavailableException {
        EmbeddedPostgres server;
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            throw new UnavailableException("could not start embedded binaries", e);
        }
        return NetworkServer.connect(
                DatabaseProduct.POSTGRESQL,
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "postgres",
                "",
                "embedded",
                server);
    }
}
