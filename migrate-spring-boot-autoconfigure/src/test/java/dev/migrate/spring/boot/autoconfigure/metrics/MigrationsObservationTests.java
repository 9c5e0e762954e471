package dev.migrate.spring.boot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.status.StatusCacheAutoConfiguration;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MigrationsObservationTests {

    private final Ended ended = new Ended();

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    MigrateAutoConfiguration.class,
                    StatusCacheAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    ObservationAutoConfiguration.class,
                    MigrationsMetricsAutoConfiguration.class,
                    MigrationsObservationAutoConfiguration.class))
            .withBean(Ended.class, () -> this.ended)
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void revisionsAreChildrenOfTheirRun() {
        this.contextRunner.run((context) -> {
            assertThat(this.ended.names())
                    .containsExactly(
                            "upgrade acc0001",
                            "upgrade acc0002",
                            "upgrade acc0003",
                            "upgrade acc0004",
                            "migrate upgrade");
            Observation.Context run = this.ended.contexts.get(4);
            assertThat(run.getName()).isEqualTo("migrate.run");
            assertThat(this.ended.contexts.subList(0, 4)).allSatisfy((revision) -> {
                assertThat(revision.getName()).isEqualTo("migrate.revision");
                assertThat(revision.getParentObservation().getContextView()).isSameAs(run);
            });
        });
    }

    @Test
    void runIsAChildOfTheCurrentObservation() {
        this.contextRunner.withPropertyValues("migrate.startup=none").run((context) -> {
            ObservationRegistry registry = context.getBean(ObservationRegistry.class);
            Observation request = Observation.start("request", registry);
            request.scoped(() -> context.getBean(MigrationEngine.class).upgrade(MigrationRequest.to("head")));
            Observation.Context run = this.ended.contexts.get(4);
            assertThat(run.getParentObservation()).isSameAs(request);
            assertThat(registry.getCurrentObservation()).isNull();
        });
    }

    @Test
    void keysMatchTheDocumentation() {
        this.contextRunner.run((context) -> {
            Observation.Context revision = this.ended.contexts.get(2);
            assertThat(values(revision.getLowCardinalityKeyValues()))
                    .contains("migrate.engine=default", "migrate.direction=upgrade");
            assertThat(values(revision.getHighCardinalityKeyValues()))
                    .containsExactlyInAnyOrder("migrate.revision=acc0003", "migrate.statements=2");
            assertThat(values(this.ended.contexts.get(4).getHighCardinalityKeyValues()))
                    .containsExactlyInAnyOrder("migrate.target=heads", "migrate.revisions=4");
        });
    }

    @Test
    void recordsAFailureOnTheRevisionAndItsRun() {
        this.contextRunner
                .withPropertyValues("migrate.locations=classpath:db/failing", "migrate.startup=none")
                .run((context) -> {
                    Throwable failure = catchThrowable(
                            () -> context.getBean(MigrationEngine.class).upgrade(MigrationRequest.to("heads")));
                    assertThat(this.ended.names())
                            .containsExactly("upgrade fine01", "upgrade fail01", "migrate upgrade");
                    assertThat(this.ended.contexts.get(0).getError()).isNull();
                    assertThat(this.ended.contexts.get(1).getError()).isSameAs(failure);
                    assertThat(this.ended.contexts.get(2).getError()).isSameAs(failure);
                    assertThat(context.getBean(ObservationRegistry.class).getCurrentObservation())
                            .isNull();
                });
    }

    @Test
    void revisionsThatShareATransactionEndWithIt() {
        this.contextRunner
                .withPropertyValues("migrate.transaction=per-run")
                .run((context) -> assertThat(this.ended.names()).hasSize(5).endsWith("migrate upgrade"));
    }

    @Test
    void everyObservationIsATimer() {
        this.contextRunner.run((context) -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("migrate.run")
                            .tags("migrate.engine", "default", "migrate.direction", "upgrade", "error", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("migrate.revision").timer().count()).isEqualTo(4);
        });
    }

    @Test
    void lockWaitIsATimer() {
        this.contextRunner.run((context) -> assertThat(context.getBean(MeterRegistry.class)
                        .get("migrate.lock.wait")
                        .tags("migrate.engine", "default", "migrate.lock.held", "true")
                        .timer()
                        .count())
                .isEqualTo(1));
    }

    @Test
    void gaugesCountRevisions() {
        this.contextRunner.withPropertyValues("migrate.target=acc0003").run((context) -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("migrate.revisions.applied")
                            .tag("migrate.engine", "default")
                            .gauge()
                            .value())
                    .isEqualTo(3);
            assertThat(meters.get("migrate.revisions.pending").gauge().value()).isEqualTo(1);
            context.getBean(MigrationEngine.class).upgrade(MigrationRequest.to("head"));
            assertThat(meters.get("migrate.revisions.applied").gauge().value()).isEqualTo(4);
            assertThat(meters.get("migrate.revisions.pending").gauge().value()).isZero();
        });
    }

    @Test
    void usesTheConventionOfTheApplication() {
        this.contextRunner
                .withBean(MigrationRunConvention.class, OwnConvention::new)
                .run((context) -> {
                    assertThat(this.ended.contexts.get(4).getName()).isEqualTo("schema.change");
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("schema.change")
                                    .tag("team", "orders")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void observationsCanBeDisabled() {
        this.contextRunner
                .withPropertyValues("management.observations.enable.migrate=false")
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(this.ended.contexts).isEmpty();
                });
    }

    @Test
    void worksWithoutMicrometer() {
        this.contextRunner
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run((context) -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(MigrationEngine.class)
                        .doesNotHaveBean("migrationsObservations")
                        .doesNotHaveBean("migrationsRevisionGauges"));
    }

    private static List<String> values(KeyValues values) {
        return values.stream()
                .map((KeyValue value) -> value.getKey() + "=" + value.getValue())
                .toList();
    }

    private static final class OwnConvention extends DefaultMigrationRunConvention {

        @Override
        public String getName() {
            return "schema.change";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(MigrationRunContext context) {
            return super.getLowCardinalityKeyValues(context).and("team", "orders");
        }
    }

    /** Collects observations in the order in which they ended. */
    private static final class Ended implements ObservationHandler<Observation.Context> {

        private final List<Observation.Context> contexts = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            if (!"request".equals(context.getName())) {
                this.contexts.add(context);
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        private List<String> names() {
            return this.contexts.stream()
                    .map(Observation.Context::getContextualName)
                    .toList();
        }
    }
}
