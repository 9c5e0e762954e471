package dev.migrate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Two processes that find the same empty database at the same time. */
abstract class TwoInstancesContract {

    private static final String UPGRADES = "$.entries[?(@.action == 'upgrade' && @.outcome == 'done')].revision";

    private final String profile;

    TwoInstancesContract(String profile) {
        this.profile = profile;
    }

    @Test
    void bothComeUpAndEachRevisionIsAppliedOnce(TestDatabase database, @TempDir Path folder)
            throws InterruptedException {
        try (DemoProcess first = DemoProcess.start(folder.resolve("first.log"), this.profile, database);
                DemoProcess second = DemoProcess.start(folder.resolve("second.log"), this.profile, database)) {
            isAtTheHeadByElevenSteps(first.client("viewer"));
            isAtTheHeadByElevenSteps(second.client("viewer"));
        }
    }

    private static void isAtTheHeadByElevenSteps(RestTestClient client) {
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
                .isEqualTo(11)
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
                                "90c6f1d3b7e4"));
    }
}
