package dev.migrate.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Defines the search order for a server: from the environment, running locally, in a container, embedded. */
final class ServerSources {

    private final Map<String, String> environment;

    ServerSources(Map<String, String> environment) {
        this.environment = environment;
    }

    List<ServerSource> of(DatabaseProduct product) {
        return switch (product) {
            case H2 -> List.of(H2Server::new);
            case SQLITE -> List.of(SqliteServer::new);
            case POSTGRESQL ->
                network(
                        product,
                        "jdbc:postgresql://localhost:5432/postgres",
                        "postgres",
                        List.of(EmbeddedPostgreSql::start));
            case MARIADB -> network(product, "jdbc:mariadb://localhost:3306/", "root", List.of(EmbeddedMariaDb::start));
            case MYSQL ->
                network(
                        product,
                        "jdbc:mysql://localhost:3306/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                        "root",
                        List.of());
        };
    }

    private List<ServerSource> network(
            DatabaseProduct product, String localUrl, String localUser, List<ServerSource> embedded) {
        String variable = "MIGRATE_TEST_" + product + "_";
        String url = this.environment.get(variable + "URL");
        if (url != null) {
            return List.of(() -> configured(product, variable, url));
        }
        if (Boolean.parseBoolean(this.environment.get(variable + "EMBEDDED"))) {
            return embedded;
        }
        List<ServerSource> sources = new ArrayList<>();
        sources.add(() -> NetworkServer.connect(product, localUrl, localUser, "", "local server", () -> {}));
        sources.add(() -> Docker.start(product, this.environment));
        sources.addAll(embedded);
        return sources;
    }

    /** Connects to the configured server. Fails if it is unavailable, because another server would give a false result. */
    private Server configured(DatabaseProduct product, String variable, String url) {
        try {
            return NetworkServer.connect(
                    product,
                    url,
                    this.environment.getOrDefault(variable + "USER", ""),
                    this.environment.getOrDefault(variable + "PASSWORD", ""),
                    "server",
                    () -> {});
        } catch (UnavailableException e) {
            throw new IllegalStateException(variable + "URL is set, but the " + e.getMessage(), e);
        }
    }
}
