package dev.migrate.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** PostgreSQL's own binaries, from Maven Central. */
final class EmbeddedPostgreSql {

    private EmbeddedPostgreSql() {}

    static Server start() throws UnavailableException {
        EmbeddedPostgres server;
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            throw new UnavailableException("embedded binaries do not start", e);
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
