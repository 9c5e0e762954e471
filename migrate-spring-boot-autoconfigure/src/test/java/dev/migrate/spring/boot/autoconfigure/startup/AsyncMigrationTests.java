package dev.migrate.spring.boot.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrate.MigrationEngine;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@ExtendWith(OutputCaptureExtension.class)
class AsyncMigrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void refusesTrafficUntilTheDatabaseIsUpgraded() {
        try (ConfigurableApplicationContext context = start()) {
            Gate gate = context.getBean(Gate.class);
            gate.awaitArrival();
            assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            assertThat(liveness(context)).isEqualTo(LivenessState.CORRECT);
            assertThat(context.getBean(Listener.class).last()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            gate.open();
            await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(context.getBean(MigrationEngine.class).status().upToDate())
                    .isTrue();
        }
    }

    @Test
    void neverReportsReadinessEarly() {
        try (ConfigurableApplicationContext context = start()) {
            Gate gate = context.getBean(Gate.class);
            gate.awaitArrival();
            assertThat(context.getBean(Listener.class).reported).doesNotContain(ReadinessState.ACCEPTING_TRAFFIC);
            gate.open();
            await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    void staysAliveAndOutOfServiceIfTheUpgradeFails(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("--migrate.locations=classpath:db/failing")) {
            context.getBean(Gate.class).open();
            await().atMost(PATIENCE).until(() -> output.getAll().contains("Could not upgrade the database"));
            assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            assertThat(liveness(context)).isEqualTo(LivenessState.CORRECT);
            assertThat(context.isActive()).isTrue();
            assertThat(output).contains("fail01");
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Test
    void stopsBetweenStatementsWhenTheApplicationStops(CapturedOutput output) throws InterruptedException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        ConfigurableApplicationContext context = start("--spring.datasource.url=" + url);
        Gate gate = context.getBean(Gate.class);
        gate.awaitArrival();
        Thread closing = new Thread(context::close);
        closing.start();
        closing.join(300);
        assertThat(closing.isAlive()).isTrue();
        gate.open();
        closing.join(20_000);
        assertThat(closing.isAlive()).isFalse();
        assertThat(gate.steps).isLessThan(4);
        assertThat(output).contains("the application is closing").doesNotContain("Could not upgrade");
        try (ConfigurableApplicationContext next = start("--spring.datasource.url=" + url)) {
            next.getBean(Gate.class).open();
            await().atMost(PATIENCE).until(() -> readiness(next) == ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(next.getBean(Gate.class).steps).isPositive();
            assertThat(next.getBean(MigrationEngine.class).status().upToDate()).isTrue();
        }
    }

    @Test
    void remainsUnreadyIfTheApplicationRefusesTraffic() {
        try (ConfigurableApplicationContext context = start()) {
            Gate gate = context.getBean(Gate.class);
            gate.awaitArrival();
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            gate.open();
            await().atMost(PATIENCE).until(() -> gate.steps == 4 && !alive("migrate"));
            assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--migrate.startup=async");
        all.add("--spring.datasource.generate-unique-name=true");
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
    }

    private static ReadinessState readiness(ConfigurableApplicationContext context) {
        return context.getBean(ApplicationAvailability.class).getReadinessState();
    }

    private static LivenessState liveness(ConfigurableApplicationContext context) {
        return context.getBean(ApplicationAvailability.class).getLivenessState();
    }

    private static boolean alive(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch((each) -> each.getName().equals(thread));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        MigrateAutoConfiguration.class,
        ApplicationAvailabilityAutoConfiguration.class
    })
    static class Application {

        @Bean
        Gate gate() {
            return new Gate();
        }

        @Bean
        Listener listener(ApplicationAvailability availability) {
            return new Listener(availability);
        }
    }

    /** Blocks the run before its first step. */
    static final class Gate implements MigrateListener {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile int steps;

        @Override
        public void runStarted(Plan plan) {
            this.arrived.countDown();
            pass(this.opened);
        }

        @Override
        public void stepStarted(Step step, int number, int of) {
            this.steps = number;
        }

        void awaitArrival() {
            pass(this.arrived);
        }

        void open() {
            this.opened.countDown();
        }

        private static void pass(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interruption) {
                throw new IllegalStateException(interruption);
            }
        }
    }

    static final class Listener {

        private final ApplicationAvailability availability;
        private final List<ReadinessState> events = Collections.synchronizedList(new ArrayList<>());
        private final List<ReadinessState> reported = Collections.synchronizedList(new ArrayList<>());

        Listener(ApplicationAvailability availability) {
            this.availability = availability;
        }

        @EventListener
        void onReadiness(AvailabilityChangeEvent<ReadinessState> event) {
            this.events.add(event.getState());
            this.reported.add(this.availability.getReadinessState());
        }

        ReadinessState last() {
            return this.events.get(this.events.size() - 1);
        }
    }
}
