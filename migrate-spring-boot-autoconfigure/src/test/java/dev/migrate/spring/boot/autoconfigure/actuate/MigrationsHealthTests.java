package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.migrate.MigrationEngine;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.spring.boot.autoconfigure.CountedDataSource;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.status.StatusCacheAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class MigrationsHealthTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final CountedDataSource dataSource =
            new CountedDataSource(new SimpleDriverDataSource(new org.h2.Driver(), this.url, "sa", ""));

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MigrateAutoConfiguration.class,
                    StatusCacheAutoConfiguration.class,
                    MigrationsHealthContributorAutoConfiguration.class,
                    MigrationsInfoContributorAutoConfiguration.class))
            .withBean(CountedDataSource.class, () -> this.dataSource);

    @Test
    void isUpAtTheHeads() {
        this.contextRunner.run((context) -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            assertThat(health(context).getDetails())
                    .containsEntry("current", List.of("acc0004"))
                    .containsEntry("heads", List.of("acc0004"))
                    .containsEntry("pending", 0);
        });
    }

    @Test
    void probeRunsNoQuery() {
        this.contextRunner.run((context) -> {
            health(context);
            int before = this.dataSource.connections();
            for (int probe = 0; probe < 50; probe++) {
                assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            }
            assertThat(this.dataSource.connections()).isEqualTo(before);
        });
    }

    @Test
    void isOutOfServiceBehindTheHeads() {
        this.contextRunner.withPropertyValues("migrate.startup=none").run((context) -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health(context).getDetails()).containsEntry("pending", 4);
        });
    }

    @Test
    void isUpAtTheTargetThatIsNotTheHead() {
        this.contextRunner.withPropertyValues("migrate.target=acc0002").run((context) -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            assertThat(health(context).getDetails()).containsEntry("pending", 2);
        });
    }

    @Test
    void isUpAheadOfTheHeads() {
        this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
        this.contextRunner
                .withPropertyValues("migrate.locations=classpath:db/older")
                .run((context) -> {
                    assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                    assertThat(health(context).getDetails())
                            .containsEntry("current", List.of("acc0004"))
                            .containsEntry("heads", List.of("acc0001"));
                });
    }

    @Test
    void reflectsRunsOfThisProcessImmediately() {
        this.contextRunner.run((context) -> {
            MigrationEngine engine = context.getBean(MigrationEngine.class);
            health(context);
            engine.downgrade(MigrationRequest.to("-1"));
            assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            engine.upgrade(MigrationRequest.to("head"));
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            engine.stamp(StampRequest.to("acc0001").purge(true));
            assertThat(health(context).getDetails()).containsEntry("pending", 3);
        });
    }

    @Test
    void refreshesInTheBackground() {
        this.contextRunner
                .withPropertyValues("management.health.migrations.refresh-interval=10ms")
                .run((context) -> {
                    health(context);
                    this.contextRunner
                            .withPropertyValues("migrate.startup=none")
                            .run((other) -> other.getBean(MigrationEngine.class).downgrade(MigrationRequest.to("-1")));
                    await().atMost(PATIENCE)
                            .until(() -> health(context).getStatus().equals(Status.OUT_OF_SERVICE));
                });
    }

    @Test
    void reportsFailureOfTheLastRun() {
        this.contextRunner
                .withPropertyValues("migrate.locations=classpath:db/failing", "migrate.startup=none")
                .run((context) -> {
                    MigrationEngine engine = context.getBean(MigrationEngine.class);
                    assertThat(catchThrowable(() -> engine.upgrade(MigrationRequest.to("heads"))))
                            .isNotNull();
                    assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    assertThat(health(context).getDetails().get("failure"))
                            .asString()
                            .contains("fail01");
                });
    }

    @Test
    void isDownWithReasonIfTheDatabaseIsUnreachable() {
        this.contextRunner
                .withPropertyValues("migrate.startup=none", "management.health.migrations.refresh-interval=10ms")
                .run((context) -> {
                    this.dataSource.setUnavailable(true);
                    assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(context).getDetails()).containsEntry("code", "database-unreachable");
                    this.dataSource.setUnavailable(false);
                    await().atMost(PATIENCE)
                            .until(() -> health(context).getStatus().equals(Status.OUT_OF_SERVICE));
                });
    }

    @Test
    void hasAContributorForEachEngine() {
        this.contextRunner
                .withPropertyValues(
                        "migrate.instances.people.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                        "migrate.instances.people.user=sa",
                        "migrate.instances.people.locations=classpath:db/people",
                        "migrate.instances.people.startup=none")
                .run((context) -> {
                    CompositeHealthContributor all = (CompositeHealthContributor)
                            context.getBean("migrationsHealthContributor", HealthContributor.class);
                    assertThat(all.stream().map((entry) -> entry.name())).containsExactly("default", "people");
                    assertThat(health(all.getContributor("default")).getStatus())
                            .isEqualTo(Status.UP);
                    assertThat(health(all.getContributor("people")).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    @Test
    void reportsPropertiesOfUnreachableEngine() {
        this.contextRunner
                .withPropertyValues(
                        "migrate.instances.people.url=jdbc:postgresql://127.0.0.1:1/people",
                        "migrate.instances.people.locations=classpath:db/people",
                        "migrate.instances.people.startup=none")
                .run((context) -> {
                    CompositeHealthContributor all = (CompositeHealthContributor)
                            context.getBean("migrationsHealthContributor", HealthContributor.class);
                    assertThat(health(all.getContributor("people")).getDetails().get("remedy"))
                            .asString()
                            .contains("'migrate.instances.people.url'");
                });
    }

    @Test
    void canBeDisabledByProperty() {
        this.contextRunner
                .withPropertyValues("management.health.migrations.enabled=false")
                .run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor"));
    }

    @Test
    void backsOffFromBeanOfTheApplication() {
        this.contextRunner
                .withBean(
                        "migrationsHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.up().build())
                .run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor"));
    }

    @Test
    void infoIsDisabledByDefault() {
        this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean("migrationsInfoContributor"));
    }

    @Test
    void infoReportsEachDatabase() {
        this.contextRunner
                .withPropertyValues("management.info.migrations.enabled=true")
                .run((context) -> {
                    Info.Builder info = new Info.Builder();
                    context.getBean("migrationsInfoContributor", InfoContributor.class)
                            .contribute(info);
                    assertThat(info.build().get("migrations"))
                            .isEqualTo(Map.of(
                                    "default",
                                    Map.of(
                                            "current", List.of("acc0004"),
                                            "heads", List.of("acc0004"),
                                            "pending", 0)));
                });
    }

    private static Health health(ApplicationContext context) {
        return health(context.getBean("migrationsHealthContributor", HealthContributor.class));
    }

    private static Health health(HealthContributor contributor) {
        return ((HealthIndicator) contributor).health();
    }
}
