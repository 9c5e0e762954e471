package dev.migrate.demo;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ProcessTests {

    @Test
    void runsFromTheJarAlone(@TempDir Path folder) throws InterruptedException {
        try (DemoProcess demo = DemoProcess.start(folder.resolve("output.log"))) {
            demo.client("viewer")
                    .get()
                    .uri("/actuator/migrations/current")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.current[0].id")
                    .isEqualTo("90c6f1d3b7e4")
                    .jsonPath("$.upToDate")
                    .isEqualTo(true);
        }
    }
}
