package dev.migrate.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonAssert;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The tutorial, step by step, as its reader does it. */
class FirstMigrationTests {

    private static final Path TUTORIAL = Path.of("src/test/resources/tutorial");

    private static final String FIRST = "202611240900_2d5a8c3e7f10_create_entries.sql";

    private static final String SECOND = "202611241130_7b1f4e9a6c28_add_the_author_of_an_entry.sql";

    @TempDir
    private Path project;

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectories(this.project.resolve("db/migrate"));
    }

    @Test
    void upgradesTwiceAndDowngradesOnce() throws IOException {
        write(FIRST);
        try (ConfigurableApplicationContext application = start()) {
            assertThat(get(application, "")).satisfies(answer -> isAnswer(answer, "after-the-first-start.json"));
        }
        write(SECOND);
        try (ConfigurableApplicationContext application = start()) {
            assertThat(get(application, "")).satisfies(answer -> isAnswer(answer, "after-the-second-start.json"));
            assertThat(downgrade(application, "viewer", Map.of("target", "-1"))).isEqualTo(HttpStatus.FORBIDDEN);
            assertThat(downgrade(application, "ops", Map.of("target", "-1"))).isEqualTo(HttpStatus.CONFLICT);
            assertThat(downgrade(application, "ops", Map.of("target", "-1", "dryRun", true)))
                    .isEqualTo(HttpStatus.OK);
            assertThat(downgrade(application, "ops", Map.of("target", "-1", "confirm", "2d5a8c3e7f10")))
                    .isEqualTo(HttpStatus.OK);
            assertThat(get(application, "")).satisfies(answer -> isAnswer(answer, "after-the-downgrade.json"));
            assertThat(get(application, "/log")).contains("\"principal\":\"ops\"");
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                GuestbookApplication.class,
                "--spring.config.location=" + TUTORIAL.resolve("application.yml"),
                "--spring.datasource.url=jdbc:h2:file:" + this.project.resolve("guestbook"),
                "--migrate.locations=file:" + this.project.resolve("db/migrate"),
                "--spring.main.banner-mode=off",
                "--server.port=0");
    }

    private void write(String script) throws IOException {
        Files.copy(TUTORIAL.resolve("db/migrate").resolve(script), this.project.resolve("db/migrate/" + script));
    }

    private static String get(ConfigurableApplicationContext application, String path) {
        return new String(
                client(application, "viewer")
                        .get()
                        .uri("/actuator/migrations" + path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);
    }

    private static HttpStatus downgrade(
            ConfigurableApplicationContext application, String user, Map<String, Object> body) {
        return HttpStatus.valueOf(client(application, user)
                .post()
                .uri("/actuator/migrations/downgrade")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult()
                .getStatus()
                .value());
    }

    private static void isAnswer(String answer, String file) {
        JsonAssert.comparator(JsonCompareMode.STRICT).assertIsMatch(read(file), answer);
    }

    private static String read(String file) {
        try {
            return Files.readString(TUTORIAL.resolve(file));
        } catch (IOException e) {
            throw new AssertionError("No " + file, e);
        }
    }

    private static RestTestClient client(ConfigurableApplicationContext application, String user) {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port"))
                .defaultHeaders(headers -> headers.setBasicAuth(user, user))
                .build();
    }
}
