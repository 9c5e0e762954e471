package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(OutputCaptureExtension.class)
class MigrationsEndpointReadTests {

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start("migrate.target=acc0003");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @Test
    void rootReturnsTheStatusOfTheDatabase() {
        Answer answer = sample.get("");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"engines\":{\"default\":{\"current\":[\"acc0003\"],\"heads\":[\"acc0004\"],\"pending\":1,"
                        + "\"upToDate\":false,\"lock\":null}}}");
    }

    @Test
    void currentHasTheCurrentRevisionsAndTheHeads() {
        Answer answer = sample.get("/current");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.keys()).containsExactly("current", "heads", "pending", "upToDate");
        assertThat(answer.json().path("current").path(0).path("id").asString()).isEqualTo("acc0003");
        assertThat(answer.json().path("heads").path(0).path("id").asString()).isEqualTo("acc0004");
        assertThat(answer.json().path("pending").asInt()).isEqualTo(1);
        assertThat(answer.json().path("upToDate").asBoolean()).isFalse();
    }

    @Test
    void historyIsNewestFirstWithStates() {
        Answer answer = sample.get("/history");
        assertThat(answer.keys()).containsExactly("revisions");
        assertThat(answer.json().path("revisions").findValuesAsString("id"))
                .containsExactly("acc0004", "acc0003", "acc0002", "acc0001");
        assertThat(answer.json().path("revisions").findValuesAsString("state"))
                .containsExactly("pending", "applied", "applied", "applied");
    }

    @Test
    void historyTakesARange() {
        assertThat(sample.get("/history?range=acc0001:acc0002")
                        .json()
                        .path("revisions")
                        .findValuesAsString("id"))
                .contains("acc0002")
                .doesNotContain("acc0003", "acc0004");
    }

    @Test
    void logHasEveryStepNewestFirst() {
        Answer answer = sample.get("/log");
        assertThat(answer.keys()).containsExactly("entries");
        assertThat(answer.json().path("entries").findValuesAsString("revision"))
                .containsExactly("acc0003", "acc0002", "acc0001");
        assertThat(answer.json().path("entries").path(0).path("outcome").asString())
                .isEqualTo("done");
    }

    @Test
    void logIsLimited() {
        assertThat(sample.get("/log?limit=1").json().path("entries").findValuesAsString("revision"))
                .containsExactly("acc0003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void rejectsInvalidLimit(String limit) {
        Answer answer = sample.get("/log?limit=" + limit);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("wrong-argument");
    }

    @Test
    void headsHasTheHeads() {
        assertThat(sample.get("/heads").json().path("heads").findValuesAsString("id"))
                .containsExactly("acc0004");
    }

    @Test
    void branchesIsEmptyWithoutBranchPoints() {
        assertThat(sample.get("/branches").text()).isEqualTo("{\"branches\":[]}");
    }

    @Test
    void showHasOneRevisionWithItsTexts() {
        Answer answer = sample.get("/show/acc0001");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.keys())
                .containsExactly(
                        "id",
                        "message",
                        "revises",
                        "dependsOn",
                        "branchLabels",
                        "author",
                        "created",
                        "location",
                        "kind",
                        "head",
                        "branchPoint",
                        "mergePoint",
                        "reversible",
                        "state",
                        "applied",
                        "appliedBy",
                        "durationMs",
                        "checksum",
                        "upgrade",
                        "downgrade");
        assertThat(answer.json().path("created").asString()).isEqualTo("2026-01-01T09:00:00Z");
        assertThat(answer.json().path("state").asString()).isEqualTo("applied");
        assertThat(answer.json().path("upgrade").asString()).contains("CREATE TABLE account");
        assertThat(answer.json().path("branchLabels").path(0).asString()).isEqualTo("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "acc0004", "acc0003+1", "+1", "billing@head", "heads"})
    void showAcceptsEverySymbol(String symbol) {
        Answer answer = sample.get("/show/" + symbol);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo("acc0004");
    }

    @Test
    void omitsUnknownValues() {
        assertThat(sample.get("/show/acc0004").keys()).doesNotContain("author", "applied", "appliedBy", "durationMs");
    }

    @Test
    void unknownRevisionIsNotFound() {
        Answer answer = sample.get("/show/acc0009");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.keys()).startsWith("type", "title", "status", "detail", "remedy", "code");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:migrate:problem:no-such-revision");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
        assertThat(answer.json().path("detail").asString()).contains("acc0009");
        assertThat(answer.json().path("remedy").asString()).isNotBlank();
        assertThat(answer.json().path("nearMatches").isArray()).isTrue();
    }

    @Test
    void rejectsAmbiguousPrefixWithCandidates() {
        Answer answer = sample.get("/show/acc");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("candidates").valueStream().map((each) -> each.asString()))
                .contains("acc0001", "acc0004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "';%20drop%20table%20account;--",
                "..",
                "%2e%2e",
                "..;",
                "a@b@c",
                "%0a2026-01-01%20ERROR%20forged",
                "++1",
                "%00"
            })
    void rejectsOnlyInvalidSymbols(String symbol, CapturedOutput output) {
        Answer answer = sample.get("/show/" + symbol);
        assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
        assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("2026-01-01 ERROR forged"));
        assertThat(sample.get("/current").status()).isEqualTo(200);
        assertThat(sample.get("")
                        .json()
                        .path("engines")
                        .path("default")
                        .path("current")
                        .path(0)
                        .asString())
                .isEqualTo("acc0003");
    }

    @Test
    void rejectsBaseAsRevision() {
        Answer answer = sample.get("/show/base");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/show", "/current/acc0001", "/show/acc0001/more", "/upgrade", "/stamp"})
    void unknownViewIsNotFound(String path) {
        Answer answer = sample.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("no-such-view");
    }

    @Test
    void engineCanBeNamed() {
        assertThat(sample.get("?engine=default").json().path("engines").propertyNames())
                .containsExactly("default");
        assertThat(sample.get("/current?engine=default").status()).isEqualTo(200);
    }

    @Test
    void unknownEngineIsNotFound() {
        for (String path : List.of("?engine=other", "/current?engine=other")) {
            Answer answer = sample.get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.json().path("remedy").asString()).contains("'default'");
        }
    }

    @Test
    void symbolWithSeveralRevisionsIsAConflict() {
        try (Sample branched = Sample.start("migrate.locations=classpath:db/branched")) {
            Answer answer = branched.get("/show/heads");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.json().path("revisions").valueStream().map((each) -> each.asString()))
                    .containsExactlyInAnyOrder("left01", "right01");
            Answer branches = branched.get("/branches");
            assertThat(branches.json()
                            .path("branches")
                            .path(0)
                            .path("revision")
                            .path("id")
                            .asString())
                    .isEqualTo("root01");
            assertThat(branches.json().path("branches").path(0).path("children").findValuesAsString("id"))
                    .containsExactlyInAnyOrder("left01", "right01");
            assertThat(branched.get("/show/head").status()).isEqualTo(409);
        }
    }

    @Test
    void reportsInvalidScripts() {
        try (Sample invalid = Sample.start("migrate.locations=classpath:db/invalid", "migrate.startup=none")) {
            Answer answer = invalid.get("/current");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.json().path("problems").path(0).path("location").asString())
                    .contains("db/invalid/wrong.sql:");
        }
    }

    @Test
    void responsesHaveTheDocumentedKeys() {
        assertThat(sample.get("").json().path("engines").path("default").propertyNames())
                .containsExactlyElementsOf(EndpointPage.exampleAfter("`GET /actuator/migrations`:")
                        .path("engines")
                        .path("default")
                        .propertyNames());
        assertThat(sample.get("/show/acc0001").keys())
                .containsExactlyElementsOf(EndpointPage.keysAfter("`GET /actuator/migrations/show/acc0001`:"));
        assertThat(sample.get("/current").keys())
                .containsExactlyElementsOf(EndpointPage.keysAfter("`GET /actuator/migrations/current`:"));
        for (String view : List.of("history", "heads", "branches")) {
            assertThat(EndpointPage.read())
                    .contains("{\"" + sample.get("/" + view).keys().get(0) + "\": [");
        }
    }

    @Test
    void readOperationsWriteNothing() {
        try (Sample untouched = Sample.start("migrate.startup=none")) {
            for (String path : List.of("", "/current", "/history", "/log", "/heads", "/branches", "/show/acc0001")) {
                assertThat(untouched.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(untouched
                            .bean(JdbcTemplate.class)
                            .queryForList("select table_name from information_schema.tables"
                                    + " where table_schema = 'PUBLIC'"))
                    .isEmpty();
        }
    }
}
