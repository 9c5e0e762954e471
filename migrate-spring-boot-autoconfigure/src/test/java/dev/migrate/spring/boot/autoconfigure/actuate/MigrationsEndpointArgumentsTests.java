package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.MigrationEngine;
import dev.migrate.plan.Plan;
import dev.migrate.report.MigrateListener;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Ambiguous requests, and more requests than the application has connections. */
class MigrationsEndpointArgumentsTests {

    private static final int POOL = 3;

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoint.migrations.roles=OPS",
                "spring.datasource.hikari.maximum-pool-size=" + POOL,
                "spring.datasource.hikari.connection-timeout=2000");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/downgrade?dryRun=false | {'target': '-1', 'dryRun': true, 'confirm': 'acc0003'}",
                "/downgrade?dryRun=true | {'target': '-1', 'dryRun': true}",
                "/downgrade?dry%52un=false | {'target': '-1', 'dryRun': true, 'confirm': 'acc0003'}",
                "/downgrade?dryRun=false | {'target': '-1', 'dry\\u0052un': true, 'confirm': 'acc0003'}",
                "/downgrade?target=-1 | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade?confirm=acc0003 | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade?engine=default | {'target': '-1', 'confirm': 'acc0003', 'engine': 'default'}",
                "/downgrade?tag=a&tag=a | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade?target=-1&confirm=acc0003&dryRun=true&dryRun=false | {}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': true, 'dryRun': false}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dry\\u0052un': true, 'dryRun': false}",
                "/downgrade | {'target': 'base', 'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': null}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': 1}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': 'yes'}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': ''}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryRun': ' true'}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'dryrun': true}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003', 'DryRun': 'true'}",
                "/downgrade?dryRun | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade?dryRun=1 | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade?dry-run=true | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade;dryRun=true | {'target': '-1', 'confirm': 'acc0003'}",
                "/downgrade | {'target': '-1', 'confirm': ['acc0003']}",
                "/downgrade | {'target': '-1', 'confirm': 'acc0003'} {'dryRun': true}",
                "/upgrade?command=downgrade | {'target': '-1', 'confirm': 'acc0003'}",
                "/upgrade | {'command': 'downgrade', 'target': '-1', 'confirm': 'acc0003'}",
                "/upgrade?command=stamp | {'target': 'base'}",
                "/stamp?purge=false | {'target': 'base', 'purge': true}",
                "/stamp?target=acc0001&target=acc0002 | {}"
            })
    void rejectsAmbiguousArguments(String path, String body) {
        Answer answer = sample.as("ops").post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertAtTheHead();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/downgrade?dryRun=true | {'target': '-1'}",
                "/downgrade?target=-1&dryRun=true | {}",
                "/downgrade?engine=default | {'target': '-1', 'dryRun': 'true'}",
                "/downgrade | {'target': '-1', 'dryRun': 'TRUE', 'tag': null, 'confirm': null}"
            })
    void acceptsArgumentsFromBodyOrQuery(String path, String body) {
        Answer answer = sample.as("ops").post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
        assertAtTheHead();
    }

    @Test
    void readsArgumentsFromTheQueryWithoutABody() {
        Answer answer = sample.as("ops")
                .send("POST", "/downgrade?target=-1&dryRun=true", "", "Content-Type", "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertAtTheHead();
    }

    @Test
    void appliesToTheManagementPort() {
        try (Sample apart = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "management.endpoints.web.base-path=/",
                "management.endpoints.web.path-mapping.migrations=actuator/migrations",
                "management.server.port=0")) {
            Sample ops = apart.onManagementPort().as("ops");
            assertThat(ops.post("/downgrade?dryRun=false", "{\"target\": \"-1\", \"dryRun\": true}")
                            .status())
                    .isEqualTo(400);
            assertThat(ops.post("/downgrade", "{\"target\": \"-1\", \"dryRun\": true}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void requestsThatWaitForTheLockHoldNoPooledConnection() throws Exception {
        sample.bean(MigrationEngine.class).downgrade(MigrationRequest.to("acc0003"));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> elsewhere(locked, release).upgrade(MigrationRequest.to("head")));
        holder.start();
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try {
            assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();
            List<Future<Answer>> answers = new ArrayList<>();
            for (int number = 0; number < 12; number++) {
                answers.add(clients.submit(() -> sample.as("ops").post("/upgrade", "{\"target\": \"head\"}")));
            }
            while (answers.stream().filter(Future::isDone).count() < 11) {
                Thread.sleep(20);
            }
            for (int number = 0; number < 20; number++) {
                long start = System.nanoTime();
                assertThat(sample.get("/current").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            }
            release.countDown();
            holder.join(30_000);
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get(30, TimeUnit.SECONDS).status());
            }
            assertThat(statuses).containsOnly(200, 423).containsOnlyOnce(200);
        } finally {
            release.countDown();
            holder.join(30_000);
            clients.shutdownNow();
        }
        assertAtTheHead();
    }

    /** Another process with its own connections that holds the migration lock until it is released. */
    private static MigrationEngine elsewhere(CountDownLatch locked, CountDownLatch release) {
        HikariDataSource pool = sample.bean(HikariDataSource.class);
        return MigrationEngine.builder(
                        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()))
                .listener(new MigrateListener() {
                    @Override
                    public void runStarted(Plan plan) {
                        locked.countDown();
                        try {
                            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException interruption) {
                            throw new IllegalStateException(interruption);
                        }
                    }
                })
                .build();
    }

    private static void assertAtTheHead() {
        assertThat(sample.get("").json().at("/engines/default/current/0").asString())
                .isEqualTo("acc0004");
    }
}
