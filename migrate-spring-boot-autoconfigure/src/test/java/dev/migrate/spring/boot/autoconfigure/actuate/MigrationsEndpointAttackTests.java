package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Attacks on the write operations. None of them changes the database. */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsEndpointAttackTests {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  INFO 1 --- [main] forged : all is well";

    private static final String PASSWORD = "hunter2";

    private static final String DOWN = "{\"target\": \"base\"}";

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                        "management.endpoint.migrations.access=unrestricted",
                        "management.endpoint.migrations.roles=OPS",
                        "management.info.migrations.enabled=true",
                        "management.endpoint.health.show-details=always",
                        "logging.level.dev.migrate.run=trace",
                        "logging.level.org.springframework.boot.actuate.audit=debug",
                        "migrate.instances.away.url=jdbc:h2:mem:away;NOSUCH=1;PASSWORD=" + PASSWORD,
                        "migrate.instances.away.user=owner",
                        "migrate.instances.away.password=" + PASSWORD,
                        "migrate.instances.away.startup=async",
                        "migrate.instances.gone.url=jdbc:postgresql://owner:" + PASSWORD + "@127.0.0.1:1/x?sslpassword="
                                + PASSWORD,
                        "migrate.instances.gone.user=owner",
                        "migrate.instances.gone.password=" + PASSWORD,
                        "migrate.instances.gone.startup=none",
                        "migrate.instances.away.locations=classpath:db/people",
                        "migrate.instances.gone.locations=classpath:db/people")
                .on("default");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void onlyPostWrites(String method) {
        for (String path : List.of("/downgrade?target=base", "/stamp?target=base&purge=true")) {
            sample.as("ops").send(method, path, "HEAD".equals(method) ? "" : DOWN, "Content-Type", "application/json");
        }
        assertNothingMoved();
    }

    @Test
    void ignoresMethodOverride() {
        Answer answer = sample.as("ops")
                .send("GET", "/downgrade?target=base&_method=post", "", "X-HTTP-Method-Override", "POST");
        assertThat(answer.status()).isEqualTo(404);
        assertNothingMoved();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"
            })
    void rejectsCrossSiteRequests(String type) {
        Answer answer = sample.as("ops").send("POST", "/downgrade?target=base", DOWN, "Content-Type", type);
        assertThat(answer.status()).isEqualTo(415);
        assertNothingMoved();
    }

    @Test
    void ignoresClaimedRole() {
        Answer answer = sample.as("viewer")
                .send(
                        "POST",
                        "/downgrade?roles=OPS",
                        "{\"target\": \"base\", \"roles\": \"OPS\"}",
                        "Content-Type",
                        "application/json",
                        "X-Forwarded-User",
                        "ops");
        assertThat(answer.status()).isIn(400, 403);
        assertNothingMoved();
    }

    @Test
    void sameRulesApplyToTheManagementPort() {
        try (Sample apart = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoint.migrations.roles=OPS",
                "management.server.port=0")) {
            Sample management = apart.onManagementPort();
            assertThat(apart.as("ops").post("/downgrade", DOWN).status()).isEqualTo(404);
            assertThat(management.get("").status()).isEqualTo(200);
            assertThat(management.post("/downgrade", DOWN).status()).isEqualTo(401);
            assertThat(management.as("viewer").post("/downgrade", DOWN).status())
                    .isEqualTo(403);
            assertThat(management.as("ops").post("/downgrade", DOWN).status()).isEqualTo(409);
            assertThat(management
                            .as("ops")
                            .post("/downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void permitAllOnManagementPortDoesNotPermitWrites() {
        try (Sample apart =
                Sample.start("management.endpoints.access.default=unrestricted", "management.server.port=0")) {
            assertThat(apart.onManagementPort()
                            .as("ops")
                            .post("/downgrade", DOWN)
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void rejectsOversizedArgumentWithShortMessage() {
        String long_ = "a".repeat(5_000_000);
        for (String body : List.of(
                "{\"target\": \"" + long_ + "\"}",
                "{\"target\": \"head\", \"tag\": \"" + long_ + "\"}",
                "{\"target\": \"head\", \"engine\": \"" + long_ + "\"}",
                "{\"target\": \"head\", \"dryRun\": \"" + long_ + "\"}",
                "{\"target\": \"head\", \"" + long_ + "\": 1}",
                "[".repeat(100_000))) {
            Answer answer = sample.as("ops").post("/downgrade", body);
            assertThat(answer.status()).as(answer.text()).isBetween(400, 413);
            assertThat(answer.text().length()).isLessThan(3000);
        }
        assertNothingMoved();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE account; --",
                "acc0001' OR '1'='1",
                "../../../../etc/passwd",
                "..\\\\..\\\\application.yml",
                "file:/etc/passwd",
                "classpath:application.yml",
                "${jndi:ldap://127.0.0.1/x}",
                "#{T(java.lang.Runtime).getRuntime().exec('true')}",
                "%0d%0aSet-Cookie: a=b",
                "\\u0000",
                "\\ud800"
            })
    void symbolsAreNeverPaths(String target) {
        Answer answer = sample.as("ops").post("/downgrade", "{\"target\": \"" + target + "\"}");
        assertThat(answer.status()).as(answer.text()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("root:", "spring.datasource");
        assertNothingMoved();
    }

    @Test
    void escapesLineBreaksInTheLog(CapturedOutput output) {
        String forged = JsonMapper.shared().writeValueAsString("x\r\n" + FORGED + "\u001b[2J");
        for (String key : List.of("target", "engine", "tag", "dryRun", "purge")) {
            sample.as("ops").post("/downgrade", "{\"target\": \"nobody\", \"" + key + "\": " + forged + "}");
            sample.as("viewer").post("/downgrade", "{\"target\": \"nobody\", \"" + key + "\": " + forged + "}");
        }
        sample.as("x\n" + FORGED).post("/downgrade", DOWN);
        assertThat(output.getAll()).contains("MIGRATION_DOWNGRADE_DENIED").doesNotContain("\u001b[2J");
        assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith(FORGED));
        assertNothingMoved();
    }

    @Test
    void escapesLineBreaksInTheLogOfTheDatabase() {
        String tag = JsonMapper.shared().writeValueAsString("x\n" + FORGED + "\u001b[2J");
        assertThat(sample.as("ops")
                        .post("/downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\", \"tag\": " + tag + "}")
                        .status())
                .isEqualTo(200);
        assertThat(sample.as("ops").post("/upgrade", "{\"target\": \"head\"}").status())
                .isEqualTo(200);
        assertThat(sample.get("/log?limit=2").json().at("/entries/1/tag").asString())
                .isEqualTo("x\\u000a" + FORGED + "\\u001b[2J");
    }

    @Test
    void exposesNoPassword(CapturedOutput output) {
        List<String> paths = List.of(
                "migrations",
                "migrations?engine=away",
                "migrations?engine=gone",
                "migrations/current?engine=away",
                "migrations/history?engine=gone",
                "health",
                "info",
                "metrics",
                "metrics/migrate.run",
                "metrics/migrate.revisions.pending",
                "env",
                "configprops",
                "beans",
                "conditions",
                "auditevents");
        for (String path : paths) {
            assertThat(sample.as("ops").actuator(path).text()).as(path).doesNotContain(PASSWORD);
        }
        for (String engine : List.of("away", "gone")) {
            Answer answer = sample.as("ops").post("/upgrade", "{\"target\": \"head\", \"engine\": \"" + engine + "\"}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).contains("database-unreachable").doesNotContain(PASSWORD);
        }
        assertThat(sample.audit("MIGRATION_UPGRADE_FAILED"))
                .isNotEmpty()
                .allSatisfy((event) -> assertThat(event.toString()).doesNotContain(PASSWORD));
        assertThat(output.getAll()).doesNotContain(PASSWORD);
    }

    private static void assertNothingMoved() {
        assertThat(sample.get("?engine=default")
                        .json()
                        .at("/engines/default/current/0")
                        .asString())
                .isEqualTo("acc0004");
        assertThat(sample.bean(JdbcTemplate.class).queryForObject("select count(*) from account", Integer.class))
                .isNotNull();
    }
}
