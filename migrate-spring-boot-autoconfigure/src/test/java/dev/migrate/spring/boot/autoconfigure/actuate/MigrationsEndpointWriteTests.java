package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.plan.Plan;
import dev.migrate.report.MigrateListener;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.audit.AuditEvent;

class MigrationsEndpointWriteTests {

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoint.migrations.roles=OPS",
                "migrate.lock.wait=1s");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @BeforeEach
    void upgradeToTheHead() {
        sample.bean(MigrationEngine.class).upgrade(MigrationRequest.to("head"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "stamp"})
    void rejectsAnonymousCaller(String command) {
        Answer answer = sample.post("/" + command, "{\"target\": \"acc0003\"}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("unauthenticated");
        assertThat(current()).containsExactly("acc0004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "stamp"})
    void rejectsCallerWithoutRole(String command) {
        int before = sample.audit("MIGRATION_" + command.toUpperCase(Locale.ROOT) + "_DENIED")
                .size();
        Answer answer = sample.as("viewer").post("/" + command, "{\"target\": \"acc0003\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("forbidden");
        assertThat(current()).containsExactly("acc0004");
        List<AuditEvent> denied = sample.audit("MIGRATION_" + command.toUpperCase(Locale.ROOT) + "_DENIED");
        assertThat(denied).hasSize(before + 1);
        assertThat(denied.get(before).getPrincipal()).isEqualTo("viewer");
        assertThat(denied.get(before).getData())
                .containsAllEntriesOf(Map.of("target", "acc0003", "engine", "default", "outcome", "denied"));
    }

    @Test
    void downgradesAndUpgradesForPermittedCaller() {
        Answer down = ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\"}");
        assertThat(down.status()).as(down.text()).isEqualTo(200);
        assertThat(down.keys()).containsExactly("direction", "target", "dryRun", "steps", "current");
        assertThat(down.json().path("direction").asString()).isEqualTo("downgrade");
        assertThat(down.json().path("target").asString()).isEqualTo("-1");
        assertThat(down.json().path("dryRun").asBoolean()).isFalse();
        assertThat(down.json().path("steps").path(0).propertyNames())
                .containsExactly("revision", "message", "statements", "durationMs", "heads");
        assertThat(down.json().path("steps").path(0).path("revision").asString())
                .isEqualTo("acc0004");
        assertThat(down.json().path("current").path(0).asString()).isEqualTo("acc0003");
        assertThat(current()).containsExactly("acc0003");
        Answer up = ops("upgrade", "{\"target\": \"head\"}");
        assertThat(up.status()).isEqualTo(200);
        assertThat(up.json().path("direction").asString()).isEqualTo("upgrade");
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void rejectsTablesWithoutRecord() {
        ops("stamp", "{\"target\": \"base\", \"purge\": true}");
        try {
            for (String command : List.of("upgrade", "downgrade")) {
                Answer refused = ops(command, "{\"target\": \"acc0001\", \"dryRun\": true}");
                assertThat(refused.status()).as(refused.text()).isEqualTo(409);
                assertThat(refused.json().path("code").asString()).isEqualTo("non-empty-schema");
                assertThat(refused.json().path("remedy").asString()).contains("migrate.baseline=REV");
            }
            assertThat(sample.get("/current").json().path("notice").asString()).contains("are refused");
            assertThat(sample.get("").json().at("/engines/default/notice").asString())
                    .contains("are refused");
        } finally {
            ops("stamp", "{\"target\": \"acc0004\"}");
        }
        assertThat(sample.get("/current").json().has("notice")).isFalse();
    }

    @Test
    void recordsPrincipalAndTagInTheLog() {
        ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\", \"tag\": \"ticket-42\"}");
        Answer log = sample.get("/log?limit=1");
        assertThat(log.json().path("entries").path(0).path("action").asString()).isEqualTo("downgrade");
        assertThat(log.json().path("entries").path(0).path("principal").asString())
                .isEqualTo("ops");
        assertThat(log.json().path("entries").path(0).path("tag").asString()).isEqualTo("ticket-42");
    }

    @Test
    void auditsBeforeAndAfter() {
        int before = sample.audit("MIGRATION_DOWNGRADE").size();
        ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\"}");
        AuditEvent requested = last("MIGRATION_DOWNGRADE_REQUESTED");
        assertThat(requested.getPrincipal()).isEqualTo("ops");
        assertThat(requested.getData()).containsEntry("target", "-1").doesNotContainKey("outcome");
        assertThat(sample.audit("MIGRATION_DOWNGRADE")).hasSize(before + 1);
        AuditEvent done = last("MIGRATION_DOWNGRADE");
        assertThat(done.getPrincipal()).isEqualTo("ops");
        assertThat(done.getTimestamp()).isAfterOrEqualTo(requested.getTimestamp());
        assertThat(done.getData())
                .containsEntry("outcome", "done")
                .containsEntry("engine", "default")
                .containsEntry("steps", List.of("acc0004"))
                .containsEntry("current", List.of("acc0003"));
    }

    @Test
    void dryRunReturnsStepsAndChangesNothing() {
        Answer answer = ops("downgrade", "{\"target\": \"acc0003\", \"dryRun\": true}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
        assertThat(answer.json().path("steps").findValuesAsString("revision")).containsExactly("acc0004");
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void upToDateDatabaseIsNoError() {
        Answer answer = ops("upgrade", "{\"target\": \"head\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("steps").isEmpty()).isTrue();
        assertThat(answer.json().path("current").path(0).asString()).isEqualTo("acc0004");
    }

    @Test
    void stampsWithoutRunningAScript() {
        Answer answer = ops("stamp", "{\"target\": \"acc0003\", \"purge\": false}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.keys()).containsExactly("targets", "purge", "current");
        assertThat(answer.json().path("current").path(0).asString()).isEqualTo("acc0003");
        assertThat(last("MIGRATION_STAMP").getData()).containsEntry("current", List.of("acc0003"));
        assertThat(ops("stamp", "{\"target\": \"acc0004\"}").status()).isEqualTo(200);
    }

    @Test
    void purgesOnRequest() {
        Answer answer = ops("stamp", "{\"target\": \"acc0004\", \"purge\": true}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("purge").asBoolean()).isTrue();
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void downgradeAcrossAnIrreversibleRevisionIsAConflict() {
        Answer answer = ops("downgrade", "{\"target\": \"acc0001\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("irreversible");
        assertThat(answer.json().path("revisions").path(0).asString()).isEqualTo("acc0002");
        assertThat(current()).containsExactly("acc0004");
        assertThat(last("MIGRATION_DOWNGRADE_FAILED").getData())
                .containsEntry("code", "irreversible")
                .containsEntry("outcome", "failed");
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade,acc0009,404",
        "downgrade,acc0009,404",
        "stamp,acc0009,404",
        "upgrade,acc,400",
        "upgrade,a@b@c,400"
    })
    void rejectsUnknownSymbols(String command, String target, int status) {
        Answer answer = ops(command, "{\"target\": \"" + target + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(current()).containsExactly("acc0004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"target\": \"\"}", "{\"target\": null}", "{\"dryRun\": true}"})
    void targetIsRequired(String body) {
        Answer answer = ops("upgrade", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("target-required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrade | {\"target\": \"head\", \"dryRun\": \"perhaps\"}",
                "stamp | {\"target\": \"acc0003\", \"purge\": \"perhaps\"}",
                "stamp | {\"target\": \"acc0003\", \"dryRun\": true}",
                "downgrade | {\"target\": \"acc0003\", \"purge\": true}",
                "downgrade | {\"target\": \"-1\", \"dryrun\": true}",
                "downgrade | {\"target\": \"-1\", \"dry_run\": true, \"more\": \"1\"}"
            })
    void rejectsInvalidArguments(String command, String body) {
        Answer answer = ops(command, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("code").asString()).isEqualTo("wrong-argument");
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void suggestsTheKeyOfAMisspelledOne() {
        Answer answer = ops("upgrade", "{\"tarqet\": \"head\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Unknown key 'tarqet'").contains("Did you mean 'target'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"target\": [\"head\"]}", "{\"target\": {\"a\": 1}}", "no json"})
    void rejectsMalformedBodies(String body) {
        assertThat(ops("downgrade", body).status()).isEqualTo(400);
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void rejectsStampWithoutTarget() {
        Answer answer = ops("stamp", "{\"target\": \",\", \"purge\": true}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("bad-symbol");
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void rejectsOverlongTag() {
        Answer answer = ops("downgrade", "{\"target\": \"-1\", \"tag\": \"" + "x".repeat(256) + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void rejectsForms() {
        assertThat(sample.as("ops").postForm("/downgrade", "target=-1").status())
                .isEqualTo(415);
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void unknownCommandIsNotFound() {
        Answer answer = ops("destroy", "{\"target\": \"head\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void unknownEngineIsNotFound() {
        Answer answer = ops("upgrade", "{\"target\": \"head\", \"engine\": \"other\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asString()).isEqualTo("no-such-engine");
    }

    @Test
    void theDefaultEngineCanBeNamed() {
        assertThat(ops("upgrade", "{\"target\": \"head\", \"engine\": \"default\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void getRequestsDoNotReachWrites() {
        assertThat(sample.as("ops").get("/upgrade").status()).isEqualTo(404);
        assertThat(sample.as("ops").get("/downgrade?target=-1").status()).isEqualTo(404);
        assertThat(sample.as("ops").delete("/downgrade").status()).isEqualTo(405);
        assertThat(sample.as("ops").post("", "{\"target\": \"head\"}").status()).isEqualTo(405);
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void symbolsAreNeverSql() {
        Answer answer = ops("downgrade", "{\"target\": \"'; drop table account; --\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void checksPermissionBeforeSymbols() {
        assertThat(sample.as("viewer")
                        .post("/upgrade", "{\"target\": \"acc0009\"}")
                        .status())
                .isEqualTo(403);
        assertThat(sample.as("viewer")
                        .post("/upgrade", "{\"target\": \"head\", \"engine\": \"other\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void reportsHeldLock() throws Exception {
        sample.bean(MigrationEngine.class).downgrade(MigrationRequest.to("acc0003"));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MigrationEngine other = MigrationEngine.builder(sample.bean(DataSource.class))
                .listener(new MigrateListener() {
                    @Override
                    public void runStarted(Plan plan) {
                        locked.countDown();
                        try {
                            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException interruption) {
                            throw new IllegalStateException(interruption);
                        }
                    }
                })
                .build();
        Thread holder = new Thread(() -> other.upgrade(MigrationRequest.to("head")));
        holder.start();
        try {
            assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();
            Answer answer = ops("upgrade", "{\"target\": \"head\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(423);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.json().path("code").asString()).isEqualTo("locked");
            assertThat(answer.json().path("holder").asString()).isNotBlank();
            Answer status = sample.get("");
            assertThat(status.json()
                            .path("engines")
                            .path("default")
                            .path("lock")
                            .propertyNames())
                    .isSubsetOf(EndpointPage.keysAfter("`lock` is the lock holder"))
                    .contains("owner");
        } finally {
            release.countDown();
            holder.join(30_000);
        }
        assertThat(current()).containsExactly("acc0004");
    }

    @Test
    void responsesHaveTheDocumentedKeys() {
        Answer down = ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"acc0003\", \"tag\": \"ticket-42\"}");
        assertThat(down.keys())
                .containsExactlyElementsOf(EndpointPage.keysAfter("The response to an upgrade or a downgrade:"));
        assertThat(down.json().path("steps").path(0).propertyNames())
                .containsExactlyElementsOf(EndpointPage.exampleAfter("The response to an upgrade or a downgrade:")
                        .path("steps")
                        .path(0)
                        .propertyNames());
        assertThat(sample.get("/log?limit=1").json().path("entries").path(0).propertyNames())
                .containsExactlyElementsOf(EndpointPage.exampleAfter("`GET /actuator/migrations/log`:")
                        .path("entries")
                        .path(0)
                        .propertyNames());
        assertThat(ops("stamp", "{\"target\": \"acc0003\"}").keys())
                .containsExactlyElementsOf(EndpointPage.keysAfter("The response to a stamp:"));
        assertThat(ops("downgrade", "{\"target\": \"acc0001\"}").json())
                .isEqualTo(EndpointPage.exampleAfter("gets `application/problem+json`:"));
    }

    @Test
    void dryRunReturnsTheDocumentedKeys() {
        Answer dry = ops("downgrade", "{\"target\": \"-1\", \"dryRun\": true}");
        assertThat(dry.json()).isEqualTo(EndpointPage.exampleAfter("The response to a dry run:"));
    }

    @Test
    void rejectsDataLossWithoutConfirmation() {
        Answer refused = ops("downgrade", "{\"target\": \"-1\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.json().path("code").asString()).isEqualTo("confirmation-required");
        assertThat(refused.json().path("detail").asString()).contains("'acc0003'", "drops table 'note'");
        assertThat(refused.json().path("losses").size()).isEqualTo(1);
        String confirm = refused.json().path("confirm").asString();
        for (String wrong : List.of("base", "acc0004", "acc0003 ", "")) {
            Answer mismatch = ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"" + wrong + "\"}");
            assertThat(mismatch.status()).as(mismatch.text()).isEqualTo(409);
            assertThat(mismatch.json().path("code").asString()).isEqualTo("confirmation-mismatch");
            assertThat(mismatch.json().path("title").asString()).isEqualTo("Confirmation does not match");
            assertThat(mismatch.json().path("losses").size()).isPositive();
        }
        assertThat(current()).containsExactly("acc0004");
        assertThat(ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"" + confirm + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ops("downgrade", "{\"target\": \"-1\", \"confirm\": \"" + confirm + "\"}")
                        .status())
                .as("the same request, sent again after the database has moved")
                .isEqualTo(409);
        assertThat(current()).containsExactly("acc0003");
    }

    @Test
    void rejectsDowngradeBelowTheFloor() {
        try (Sample floored = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoint.migrations.downgrade-floor=acc0004")) {
            for (String path : List.of("/downgrade", "/stamp")) {
                Answer refused = floored.as("ops").post(path, "{\"target\": \"acc0003\", \"confirm\": \"acc0003\"}");
                assertThat(refused.status()).as(refused.text()).isEqualTo(409);
                assertThat(refused.json().path("code").asString()).isEqualTo("below-floor");
            }
            assertThat(floored.as("ops")
                            .post("/stamp", "{\"target\": \"acc0004\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void reportsFailedScriptWithLineAndDatabaseError() {
        try (Sample failing = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "migrate.locations=classpath:db/failing",
                "migrate.startup=none")) {
            Answer answer = failing.as("viewer").post("/upgrade", "{\"target\": \"head\"}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.json().path("code").asString()).isEqualTo("statement-failed");
            assertThat(answer.json().path("revision").asString()).isEqualTo("fail01");
            assertThat(answer.json().path("location").asString()).contains("db/failing/second.sql:");
            assertThat(answer.json().path("applied").path(0).asString()).isEqualTo("fine01");
            assertThat(answer.json().path("detail").asString()).containsIgnoringCase("nowhere");
            assertThat(failing.audit("MIGRATION_UPGRADE_FAILED"))
                    .singleElement()
                    .satisfies((event) -> {
                        assertThat(event.getPrincipal()).isEqualTo("viewer");
                        assertThat(event.getData()).containsEntry("code", "statement-failed");
                    });
        }
    }

    private static Answer ops(String command, String body) {
        return sample.as("ops").post("/" + command, body);
    }

    private static AuditEvent last(String type) {
        List<AuditEvent> events = sample.audit(type);
        assertThat(events).as(type).isNotEmpty();
        return events.get(events.size() - 1);
    }

    private static List<String> current() {
        return sample.bean(MigrationEngine.class).status().current();
    }
}
