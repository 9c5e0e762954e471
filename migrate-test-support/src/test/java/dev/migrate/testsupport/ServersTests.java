package dev.migrate.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServersTests {

    private final List<String> reports = new ArrayList<>();

    @Test
    void reportNothingWithoutRequests() {
        try (Servers servers = new Servers(new ServerSources(Map.of())::of, false, this.reports::add)) {
            assertThat(servers.report()).isEmpty();
        }
        assertThat(this.reports).isEmpty();
    }

    @Test
    void reportVersionsAndReasons() {
        try (Servers servers = new Servers(ServersTests::onlyH2, false, this.reports::add)) {
            assertThat(servers.whyMissing(DatabaseProduct.H2)).isEmpty();
            assertThat(servers.whyMissing(DatabaseProduct.MARIADB)).contains("no server, no Docker");
        }
        assertThat(this.reports)
                .singleElement()
                .asString()
                .matches("databases: H2 2\\.\\S+ \\(in this process\\); not run: MARIADB \\(no server, no Docker\\)");
    }

    @Test
    void failIfARequiredProductIsMissing() {
        try (Servers servers = new Servers(ServersTests::onlyH2, true, this.reports::add)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> servers.whyMissing(DatabaseProduct.POSTGRESQL))
                    .withMessage("POSTGRESQL is required because CI=true, but is unavailable: no server, no Docker. "
                            + "MIGRATE_TEST_POSTGRESQL_URL, _USER, and _PASSWORD specify a server.");
        }
    }

    @Test
    void allowMissingMySql() {
        try (Servers servers = new Servers(ServersTests::onlyH2, true, this.reports::add)) {
            assertThat(servers.whyMissing(DatabaseProduct.MYSQL)).isPresent();
        }
    }

    @Test
    void useOnlyEmbeddedBinariesIfTheyAreRequested() {
        Map<String, String> environment = Map.of("MIGRATE_TEST_POSTGRESQL_EMBEDDED", "true");
        try (Servers servers = new Servers(new ServerSources(environment)::of, false, this.reports::add)) {
            assertThat(servers.whyMissing(DatabaseProduct.POSTGRESQL)).isEmpty();
            assertThat(servers.report()).contains("(embedded)");
        }
    }

    @Test
    void rejectUnreachableConfiguredServer() {
        Map<String, String> environment = Map.of(
                "MIGRATE_TEST_POSTGRESQL_URL", "jdbc:postgresql://localhost:1/test",
                "MIGRATE_TEST_POSTGRESQL_USER", "jane");
        try (Servers servers = new Servers(new ServerSources(environment)::of, false, this.reports::add)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> servers.whyMissing(DatabaseProduct.POSTGRESQL))
                    .withMessageStartingWith("MIGRATE_TEST_POSTGRESQL_URL is set, but the server at localhost:1 "
                            + "does not accept user 'jane'");
        }
    }

    @Test
    void startEmbeddedPostgreSqlWithoutServer() throws UnavailableException {
        try (Server server = EmbeddedPostgreSql.start();
                TestDatabase database = server.create()) {
            assertThat(server.description()).endsWith("(embedded)");
            assertThat(database.jdbc().queryForObject("select current_database()", String.class))
                    .startsWith("migrate_test_");
        }
    }

    private static List<ServerSource> onlyH2(DatabaseProduct product) {
        if (product == DatabaseProduct.H2) {
            return List.of(H2Server::new);
        }
        return List.of(() -> missing("no server"), () -> missing("no Docker"));
    }

    private static Server missing(String why) throws UnavailableException {
        throw new UnavailableException(why);
    }
}
