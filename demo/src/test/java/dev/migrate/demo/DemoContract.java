package dev.migrate.demo;

import static dev.migrate.spring.boot.test.MigrationAssertions.assertThatMigrationsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo shows over HTTP, on whatever database: started once, each test begins at the head. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DemoContract {

    private static final String HEAD = "90c6f1d3b7e4";

    private static final String BEFORE_HEAD = "3b8e50d7c1a6";

    private static final String MERGE_POINT = "f27b4e6a9c03";

    private static final String IRREVERSIBLE = "c93d7f50a1be";

    private static final String BEFORE_IRREVERSIBLE = "8b04e6c1d2a3";

    private TestDatabase database;

    private ConfigurableApplicationContext application;

    @BeforeAll
    void start(TestDatabase database) {
        this.database = database;
        this.application = SpringApplication.run(
                DemoApplication.class,
                "--spring.profiles.active=" + profile(database.product()),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.main.banner-mode=off",
                "--server.port=0");
    }

    @AfterAll
    void stop() {
        if (this.application != null) {
            this.application.close();
        }
    }

    @BeforeEach
    void goToTheHead() {
        upgrade("head").expectStatus().isOk();
    }

    @Test
    void revisionsMatchTheEntities() {
        // #region assertions
        assertThatMigrationsOf(this.application)
                .haveASingleHead()
                .areReversible("c93d7f50a1be") // irreversible on purpose
                .matchTheModels();
        // #endregion
    }

    @Test
    void databaseIsAtTheHead() {
        get("").jsonPath("$.engines.default.current")
                .isEqualTo(List.of(HEAD))
                .jsonPath("$.engines.default.heads")
                .isEqualTo(List.of(HEAD))
                .jsonPath("$.engines.default.pending")
                .isEqualTo(0)
                .jsonPath("$.engines.default.upToDate")
                .isEqualTo(true)
                .jsonPath("$.engines.default.lock")
                .isEmpty();
    }

    @Test
    void returnsTheCurrentRevision() {
        // #region current
        get("/current")
                .jsonPath("$.current[0].id")
                .isEqualTo("90c6f1d3b7e4")
                .jsonPath("$.current[0].message")
                .isEqualTo("Find orders by day")
                .jsonPath("$.current[0].state")
                .isEqualTo("applied")
                .jsonPath("$.pending")
                .isEqualTo(0)
                .jsonPath("$.upToDate")
                .isEqualTo(true);
        // #endregion
    }

    @Test
    void returnsTheHistoryNewestFirst() {
        get("/history")
                .jsonPath("$.revisions.length()")
                .isEqualTo(11)
                .jsonPath("$.revisions[0].id")
                .isEqualTo(HEAD)
                .jsonPath("$.revisions[10].id")
                .isEqualTo("5f1c2a9d3e70")
                .jsonPath("$.revisions[*].state")
                .<List<String>>value(states -> assertThat(states).containsOnly("applied"))
                .jsonPath("$.revisions[?(@.mergePoint == true)].id")
                .isEqualTo(MERGE_POINT)
                .jsonPath("$.revisions[?(@.branchPoint == true)].id")
                .isEqualTo(IRREVERSIBLE)
                .jsonPath("$.revisions[?(@.reversible == false)].id")
                .isEqualTo(IRREVERSIBLE)
                .jsonPath("$.revisions[*].branchLabels[*]")
                .<List<String>>value(labels -> assertThat(labels).containsOnly("catalogue", "orders"));
    }

    @Test
    void returnsTheHeads() {
        get("/heads").jsonPath("$.heads[*].id").isEqualTo(HEAD);
    }

    @Test
    void returnsTheHeadWithItsScript() {
        get("/show/head")
                .jsonPath("$.id")
                .isEqualTo(HEAD)
                .jsonPath("$.revises")
                .isEqualTo(List.of(BEFORE_HEAD))
                .jsonPath("$.author")
                .isEqualTo("Ada Moss")
                .jsonPath("$.created")
                .isEqualTo("2026-03-12T10:15:00Z")
                .jsonPath("$.location")
                .<String>value(text -> assertThat(text).startsWith("classpath:db/migrate/202603121015"))
                .jsonPath("$.kind")
                .isEqualTo("sql")
                .jsonPath("$.head")
                .isEqualTo(true)
                .jsonPath("$.checksum")
                .<String>value(text -> assertThat(text).startsWith("sha256:"))
                .jsonPath("$.upgrade")
                .<String>value(text -> assertThat(text).contains("CREATE INDEX purchase_order_day"))
                .jsonPath("$.downgrade")
                .<String>value(text -> assertThat(text).contains("DROP INDEX purchase_order_day"));
    }

    @Test
    void rejectsDowngradeWithoutCredentials() {
        client().post()
                .uri("/actuator/migrations/downgrade")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("target", "-1"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        databaseIsAtTheHead();
    }

    @Test
    void rejectsDowngradeByViewer() {
        post("viewer", "downgrade", Map.of("target", "-1")).expectStatus().isForbidden();
        databaseIsAtTheHead();
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    void rejectsCrossSiteRequests(String type) {
        client("ops")
                .post()
                .uri("/actuator/migrations/downgrade")
                .contentType(MediaType.valueOf(type))
                .body("{\"target\": \"-1\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        databaseIsAtTheHead();
    }

    @Test
    void downgradesAndUpgradesForOperator() {
        downgrade("-1")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.direction")
                .isEqualTo("downgrade")
                .jsonPath("$.target")
                .isEqualTo("-1")
                .jsonPath("$.dryRun")
                .isEqualTo(false)
                .jsonPath("$.steps.length()")
                .isEqualTo(1)
                .jsonPath("$.steps[0].revision")
                .isEqualTo(HEAD)
                .jsonPath("$.steps[0].statements")
                .isEqualTo(1)
                .jsonPath("$.steps[0].heads")
                .isEqualTo(List.of(BEFORE_HEAD))
                .jsonPath("$.current")
                .isEqualTo(List.of(BEFORE_HEAD));
        get("").jsonPath("$.engines.default.pending").isEqualTo(1);
        get("/history").jsonPath("$.revisions[0].state").isEqualTo("pending");

        upgrade("head")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.steps[0].revision")
                .isEqualTo(HEAD)
                .jsonPath("$.current")
                .isEqualTo(List.of(HEAD));
        databaseIsAtTheHead();
    }

    @Test
    void recordsThePrincipalOfADowngrade() {
        downgrade("-1").expectStatus().isOk();
        get("/log")
                .jsonPath("$.entries[0].action")
                .isEqualTo("downgrade")
                .jsonPath("$.entries[0].revision")
                .isEqualTo(HEAD)
                .jsonPath("$.entries[0].outcome")
                .isEqualTo("done")
                .jsonPath("$.entries[0].principal")
                .isEqualTo("ops");
        get("ops", "/actuator/auditevents")
                .jsonPath("$.events[?(@.principal == 'ops')].type")
                .<List<String>>value(types -> assertThat(types).contains("MIGRATION_DOWNGRADE"));
    }

    @Test
    void dryRunChangesNothing() {
        post("ops", "downgrade", Map.of("target", "-2", "dryRun", true))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.dryRun")
                .isEqualTo(true)
                .jsonPath("$.steps[*].revision")
                .isEqualTo(List.of(HEAD, BEFORE_HEAD));
        databaseIsAtTheHead();
    }

    @Test
    void rejectsDowngradeAcrossIrreversibleRevision() {
        downgrade(BEFORE_IRREVERSIBLE)
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(409)
                .jsonPath("$.detail")
                .<String>value(text -> assertThat(text).contains(IRREVERSIBLE));
        databaseIsAtTheHead();
    }

    @Test
    void distinguishesUnknownFromInvalidSymbols() {
        downgrade("0000dead")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .<String>value(text -> assertThat(text).contains("0000dead"));
        downgrade("head@@").expectStatus().isBadRequest();
        databaseIsAtTheHead();
    }

    @Test
    void revertsAllReversibleRevisionsAndUpgradesAgain() {
        downgrade(IRREVERSIBLE)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.steps.length()")
                .isEqualTo(8)
                .jsonPath("$.current")
                .isEqualTo(List.of(IRREVERSIBLE));
        upgrade("heads").expectStatus().isOk();
        databaseIsAtTheHead();
    }

    @Test
    void computesTotalsOfExistingOrders() {
        downgrade("17e8b2c4f906").expectStatus().isOk();
        this.database.jdbc().update("insert into customer (id, name) values (1, 'Jane')");
        this.database
                .jdbc()
                .update("insert into purchase_order (id, customer_id, placed_on) values (1, 1, '2026-02-12')");
        this.database
                .jdbc()
                .update(
                        "insert into order_line (id, order_id, book_id, quantity, unit_price) values (1, 1, 2, 3, 4.50)");
        upgrade("head").expectStatus().isOk();
        get("viewer", "/orders?day=2026-02-12").jsonPath("$[0].total").isEqualTo(13.5);
    }

    @Test
    void sellsBooksAndRecordsPrices() {
        client("viewer")
                .put()
                .uri("/books/3/price")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("amount", new BigDecimal("12.50")))
                .exchange()
                .expectStatus()
                .isOk();
        get("viewer", "/books/3/prices").jsonPath("$[-1].newPrice").isEqualTo(12.5);
        client("viewer")
                .post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("customer", "Ann", "lines", List.of(Map.of("book", 3, "copies", 2))))
                .exchange()
                .expectStatus()
                .isCreated();
        get("viewer", "/orders?day=" + LocalDate.now(ZoneOffset.UTC))
                .jsonPath("$[?(@.customer == 'Ann')].total")
                .isEqualTo(25.0);
    }

    @Test
    void healthIsPublic() {
        client().get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    /** The dashboard of the reference queries only existing metrics. */
    @Test
    void prometheusHasEveryMetricOfTheDashboard() throws IOException {
        JsonNode dashboard = JsonMapper.shared()
                .readTree(Files.readString(Path.of("..", "docs", "reference", "grafana-dashboard.json")));
        Set<String> asked = new TreeSet<>();
        dashboard
                .findValuesAsString("expr")
                .forEach(expression -> Pattern.compile("migrate_\\w+(?=\\{)")
                        .matcher(expression)
                        .results()
                        .forEach(metric -> asked.add(metric.group())));
        String metrics = new String(
                get("viewer", "/actuator/prometheus").returnResult().getResponseBody(), StandardCharsets.UTF_8);
        assertThat(asked)
                .hasSizeGreaterThan(5)
                .allSatisfy(metric -> assertThat(metrics).contains("\n" + metric + "{"));
        assertThat(metrics).contains("migrate_engine=\"default\"").doesNotContain(this.database.url());
    }

    private RestTestClient.BodyContentSpec get(String path) {
        return get("viewer", "/actuator/migrations" + path);
    }

    private RestTestClient.BodyContentSpec get(String user, String path) {
        return client(user).get().uri(path).exchange().expectStatus().isOk().expectBody();
    }

    private RestTestClient.ResponseSpec upgrade(String target) {
        return confirmed("upgrade", target);
    }

    private RestTestClient.ResponseSpec downgrade(String target) {
        return confirmed("downgrade", target);
    }

    /** Runs a dry run and then the same request with its confirmation. */
    private RestTestClient.ResponseSpec confirmed(String operation, String target) {
        byte[] dryRun = post("ops", operation, Map.of("target", target, "dryRun", true))
                .expectBody()
                .returnResult()
                .getResponseBody();
        String confirm = JsonMapper.shared().readTree(dryRun).path("confirm").asString("");
        return confirm.isEmpty()
                ? post("ops", operation, Map.of("target", target))
                : post("ops", operation, Map.of("target", target, "confirm", confirm));
    }

    private RestTestClient.ResponseSpec post(String user, String operation, Map<String, ?> body) {
        return client(user)
                .post()
                .uri("/actuator/migrations/" + operation)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient client(String user) {
        return client().mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(user, user))
                .build();
    }

    private RestTestClient client() {
        String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private static String profile(DatabaseProduct product) {
        return switch (product) {
            case POSTGRESQL -> "postgres";
            case MARIADB -> "mariadb";
            case H2 -> "default";
            case MYSQL, SQLITE -> throw new IllegalArgumentException("The demo has no profile for " + product);
        };
    }
}
