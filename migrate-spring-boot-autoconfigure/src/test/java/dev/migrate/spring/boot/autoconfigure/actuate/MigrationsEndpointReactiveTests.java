package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The endpoint in a WebFlux application. */
class MigrationsEndpointReactiveTests {

    private static final String DOWN = "{\"target\": \"-1\", \"confirm\": \"acc0003\"}";

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                        new Class<?>[] {Sample.Application.class, ReactiveSecured.class},
                        "spring.main.web-application-type=reactive",
                        "management.endpoint.migrations.access=unrestricted",
                        "management.endpoint.migrations.roles=OPS",
                        "management.endpoint.health.show-components=always",
                        "migrate.instances.people.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                        "migrate.instances.people.user=sa",
                        "migrate.instances.people.locations=classpath:db/people")
                .on("default");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @BeforeEach
    void upgradeToTheHead() {
        assertThat(sample.as("ops").post("/upgrade", "{\"target\": \"head\"}").status())
                .isEqualTo(200);
    }

    @Test
    void runsOnAReactiveServer() {
        assertThat(sample.bean(ReactiveWebServerFactory.class)).isNotNull();
    }

    @Test
    void rootReturnsTheStatusOfEachDatabase() {
        assertThat(sample.get("").text())
                .startsWith(
                        "{\"engines\":{\"default\":{\"current\":[\"acc0004\"],\"heads\":[\"acc0004\"],\"pending\":0,"
                                + "\"upToDate\":true,\"lock\":null}")
                .contains("\"people\":{\"current\":[\"person01\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/current", "/history", "/log", "/heads", "/branches", "/current?engine=people"})
    void returnsEachView(String path) {
        assertThat(sample.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "acc0003+1", "billing@head", "acc0004", "heads"})
    void showAcceptsEverySymbol(String symbol) {
        assertThat(sample.get("/show/" + symbol).json().path("id").asString()).isEqualTo("acc0004");
    }

    @ParameterizedTest
    @CsvSource({"/show/nobody, 404", "/show/a@b@c, 400", "/nothing, 404", "/current?engine=nobody, 404", "/upgrade, 404"
    })
    void returnsFailuresAsProblems(String path, int status) {
        Answer answer = sample.get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void downgradesAndUpgradesForPermittedCaller() {
        Answer dry = sample.as("ops").post("/downgrade", "{\"target\": \"-1\", \"dryRun\": true}");
        assertThat(dry.json().path("dryRun").asBoolean()).isTrue();
        Answer down = sample.as("ops").post("/downgrade", DOWN);
        assertThat(down.status()).as(down.text()).isEqualTo(200);
        assertThat(down.json().at("/current/0").asString()).isEqualTo("acc0003");
        assertThat(sample.get("/log?limit=1").json().at("/entries/0/principal").asString())
                .isEqualTo("ops");
        assertThat(sample.audit("MIGRATION_DOWNGRADE"))
                .isNotEmpty()
                .allSatisfy((event) -> assertThat(event.getPrincipal()).isEqualTo("ops"));
    }

    @Test
    void rejectsOtherCallers() {
        assertThat(sample.post("/downgrade", DOWN).status()).isEqualTo(401);
        assertThat(sample.as("viewer").post("/downgrade", DOWN).status()).isEqualTo(403);
        assertThat(sample.as("ops").postForm("/downgrade", "target=base").status())
                .isEqualTo(415);
        assertAtTheHead();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"target\": [\"base\"]}",
                "{\"target\": \"base\", \"dryrun\": true}",
                "{}",
                "no json"
            })
    void rejectsInvalidBodies(String body) {
        assertThat(sample.as("ops").post("/downgrade", body).status()).isEqualTo(400);
        assertAtTheHead();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/downgrade?dryRun=false | {'target': '-1', 'dryRun': true, 'confirm': 'acc0003'}",
                "/downgrade?dry%52un=false | {'target': '-1', 'dryRun': true, 'confirm': 'acc0003'}",
                "/downgrade?target=-1&confirm=acc0003&dryRun=true&dryRun=false | {}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': true, 'dryRun': false}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': null}",
                "/%64owngrade?dryRun=false | {'target': '-1', 'dryRun': true, 'confirm': 'acc0003'}",
                "/upgrade?command=downgrade | {'target': '-1', 'confirm': 'acc0003'}",
                "/upgrade | {'command': 'downgrade', 'target': '-1', 'confirm': 'acc0003'}"
            })
    void rejectsAmbiguousArguments(String path, String body) {
        Answer answer = sample.as("ops").post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertAtTheHead();
    }

    @Test
    void acceptsArgumentsFromBodyOrQuery() {
        Answer answer = sample.as("ops").post("/downgrade?dryRun=true", "{\"target\": \"-1\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("confirm").asString()).isEqualTo("acc0003");
        assertThat(sample.as("ops")
                        .send("POST", "/downgrade?target=-1&dryRun=true", "", "Content-Type", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(sample.as("ops")
                        .post("/downgrade", "{\"a\": \"" + "x".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertAtTheHead();
    }

    @Test
    void dataLossRequiresConfirmation() {
        Answer refused = sample.as("ops").post("/downgrade", "{\"target\": \"-1\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("confirmation-required");
        assertAtTheHead();
    }

    @Test
    void irreversibleIsAConflict() {
        assertThat(sample.as("ops").post("/downgrade", "{\"target\": \"base\"}").status())
                .isEqualTo(409);
        assertAtTheHead();
    }

    @Test
    void healthReportsEachDatabase() {
        assertThat(sample.actuator("health/migrations").status()).isEqualTo(200);
        sample.as("ops").post("/downgrade", DOWN);
        assertThat(sample.actuator("health/migrations").status()).isEqualTo(503);
    }

    private static void assertAtTheHead() {
        assertThat(sample.get("?engine=default")
                        .json()
                        .at("/engines/default/current/0")
                        .asString())
                .isEqualTo("acc0004");
    }

    @Configuration(proxyBeanMethods = false)
    static class ReactiveSecured {

        @Bean
        SecurityWebFilterChain everything(ServerHttpSecurity http) {
            return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
                    .csrf((csrf) -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("viewer")
                            .password("{noop}viewer")
                            .roles("VIEWER")
                            .build(),
                    User.withUsername("ops").password("{noop}ops").roles("OPS").build());
        }
    }
}
