package dev.migrate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Two processes that find the same empty database at the same time. */
abstract class TwoInstancesContract {

    private static final String UPGRADES = "$.entries[?(@.action == 'upgrade' && @.outcome == 'done')].revision";

    /** On top of the demo's own revisions; it cannot be applied until the test lets it. */
    private static final String GATE = """
            -- Wait at the gate
            --
            -- Revision ID: 9a7e0001
            -- Revises: 90c6f1d3b7e4

            -- migrate:upgrade dialect=postgresql
            SELECT pg_advisory_xact_lock(4711);

            -- migrate:upgrade dialect=mariadb
            SELECT GET_LOCK(CONCAT('gate ', DATABASE()), 600);
            SELECT RELEASE_LOCK(CONCAT('gate ', DATABASE()));
            """;

    private final String profile;

    private final String closeGate;

    private final String openGate;

    TwoInstancesContract(String profile, String closeGate, String openGate) {
        this.profile = profile;
        this.closeGate = closeGate;
        this.openGate = openGate;
    }

    @Test
    void appliesEachRevisionOnce(TestDatabase database, @TempDir Path folder) throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("gate.sql"), GATE);
        String locations = "--migrate.locations=classpath:db/migrate,file:" + scripts;
        try (Connection connection = database.dataSource().getConnection();
                Statement gate = connection.createStatement()) {
            gate.execute(this.closeGate);
            try (DemoProcess first = DemoProcess.start(folder.resolve("first.log"), this.profile, database, locations);
                    DemoProcess second =
                            DemoProcess.start(folder.resolve("second.log"), this.profile, database, locations)) {
                DemoProcess.awaitAny("Waiting for the migration lock", first, second);
                gate.execute(this.openGate);
                isAtTheHeadByTwelveSteps(first.client("viewer"));
                isAtTheHeadByTwelveSteps(second.client("viewer"));
            }
        }
    }

    private static void isAtTheHeadByTwelveSteps(RestTestClient client) {
        client.get()
                .uri("/actuator/migrations")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.engines.default.upToDate")
                .isEqualTo(true);
        client.get()
                .uri("/actuator/migrations/log")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.entries.length()")
                .isEqualTo(12)
                .jsonPath(UPGRADES)
                .<List<String>>value(revisions -> assertThat(revisions)
                        .containsExactlyInAnyOrder(
                                "5f1c2a9d3e70",
                                "8b04e6c1d2a3",
                                "c93d7f50a1be",
                                "17e8b2c4f906",
                                "a4d91b3e7c58",
                                "6e20d8f7b3c1",
                                "d15c9a08e4f2",
                                "f27b4e6a9c03",
                                "b60e3d9f8a17",
                                "3b8e50d7c1a6",
                                "90c6f1d3b7e4",
                                "9a7e0001"));
    }
}
