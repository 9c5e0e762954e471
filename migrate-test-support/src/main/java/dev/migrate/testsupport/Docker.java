package dev.migrate.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Starts servers in containers. */
final class Docker {

    private Docker() {}

    static Server start(DatabaseProduct product, Map<String, String> environment) throws UnavailableException {
        if (!mayAnswer(environment) || !DockerClientFactory.instance().isDockerAvailable()) {
            throw new UnavailableException("no Docker");
        }
        JdbcDatabaseContainer<?> container = switch (product) {
            case POSTGRESQL -> new PostgreSQLContainer("postgres:18-alpine");
            case MARIADB -> new MariaDBContainer("mariadb:11.4");
            case MYSQL -> new MySQLContainer("mysql:8.4");
            case H2, SQLITE -> throw new IllegalArgumentException(product + " needs no container");
        };
        start(container);
        // the images assign the password of the created user to root
        String user = product == DatabaseProduct.POSTGRESQL ? container.getUsername() : "root";
        return NetworkServer.connect(
                product,
                container.getJdbcUrl(),
                user,
                container.getPassword(),
                "container " + container.getDockerImageName(),
                container::stop);
    }

    /** Starts a container. An image that cannot be pulled makes the server unavailable. */
    private static void start(JdbcDatabaseContainer<?> container) throws UnavailableException {
        try {
            container.start();
        } catch (ContainerLaunchException | ContainerFetchException e) {
            throw new UnavailableException("no container", e);
        }
    }

    /**
     * Returns whether a Docker engine might be running. Testcontainers takes seconds to find that none is. The existence of
     * a {@code docker} command is no evidence, because its engine might not be running.
     */
    private static boolean mayAnswer(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "/");
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "/run");
        return environment.containsKey("DOCKER_HOST")
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                Path.of(home, ".docker/run/docker.sock"),
                                Path.of(home, ".testcontainers.properties"),
                                Path.of(runtime, "docker.sock"),
                                Path.of(runtime, "podman/podman.sock"))
                        .anyMatch(Files::exists);
    }
}
