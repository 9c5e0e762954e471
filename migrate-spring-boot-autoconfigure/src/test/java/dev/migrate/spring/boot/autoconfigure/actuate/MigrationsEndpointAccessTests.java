package dev.migrate.spring.boot.autoconfigure.actuate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import dev.migrate.MigrationEngine;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.Wording;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

@ExtendWith(OutputCaptureExtension.class)
class MigrationsEndpointAccessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String OPEN = "management.endpoint.migrations.access=unrestricted";

    private static final String DOWN = "{\"target\": \"-1\", \"confirm\": \"acc0003\"}";

    private static final String WITHOUT_SECURITY = "spring.autoconfigure.exclude="
            + String.join(
                    ",",
                    SecurityAutoConfiguration.class.getName(),
                    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.actuate.web.servlet."
                            + "ManagementWebSecurityAutoConfiguration");

    @Test
    void writesAreDisabledByDefault() {
        try (Sample sample = Sample.start()) {
            assertThat(sample.get("").status()).isEqualTo(200);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isEqualTo(405);
            assertThat(current(sample)).isEqualTo("acc0004");
        }
    }

    @Test
    void ignoresDefaultAccessOfAllEndpoints() {
        try (Sample sample = Sample.start("management.endpoints.access.default=unrestricted")) {
            assertThat(sample.get("").status()).isEqualTo(200);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isEqualTo(405);
            assertThat(current(sample)).isEqualTo("acc0004");
        }
    }

    @Test
    void respectsMaximumPermittedAccess() {
        try (Sample sample = Sample.start(OPEN, "management.endpoints.access.max-permitted=read-only")) {
            assertThat(sample.get("").status()).isEqualTo(200);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isEqualTo(405);
        }
    }

    @Test
    void isAbsentWithoutAccess() {
        try (Sample sample = Sample.start("management.endpoint.migrations.access=none")) {
            assertThat(sample.get("").status()).isEqualTo(404);
        }
    }

    @Test
    void isAbsentIfNotExposed() {
        try (Sample sample = Sample.start("management.endpoints.web.exposure.exclude=migrations")) {
            assertThat(sample.get("").status()).isEqualTo(404);
        }
    }

    @Test
    void permitsEveryAuthenticatedCallerWithoutRoles() {
        try (Sample sample = Sample.start(OPEN)) {
            assertThat(sample.post("/downgrade", DOWN).status()).isEqualTo(401);
            assertThat(sample.as("viewer").post("/downgrade", DOWN).status()).isEqualTo(200);
        }
    }

    @Test
    void acceptsRoleWithPrefix() {
        try (Sample sample = Sample.start(OPEN, "management.endpoint.migrations.roles=ROLE_OPS")) {
            assertThat(sample.as("viewer").post("/downgrade", DOWN).status()).isEqualTo(403);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isEqualTo(200);
        }
    }

    @Test
    void defaultSecurityRequiresCredentialsAndCsrfToken() {
        try (Sample sample =
                Sample.start(new Class<?>[] {Sample.Application.class, Sample.DefaultSecurity.class}, OPEN)) {
            assertThat(sample.get("").status()).isEqualTo(401);
            assertThat(sample.as("ops").get("").status()).isEqualTo(200);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isIn(401, 403);
            assertThat(current(sample.as("ops"))).isEqualTo("acc0004");
        }
    }

    @Test
    void rejectsWritesWithoutSpringSecurity() {
        try (Sample sample = Sample.start(new Class<?>[] {Sample.Application.class}, OPEN, WITHOUT_SECURITY)) {
            assertThat(sample.post("/downgrade", DOWN).status()).isEqualTo(401);
            assertThat(current(sample)).isEqualTo("acc0004");
        }
    }

    @Test
    void anonymousWritesCanBePermittedExplicitly(CapturedOutput output) {
        try (Sample sample = Sample.start(
                new Class<?>[] {Sample.Application.class},
                OPEN,
                WITHOUT_SECURITY,
                "management.endpoint.migrations.allow-anonymous-writes=true")) {
            Answer answer = sample.post("/downgrade", DOWN);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(output).contains("Every caller of the migrations endpoint can change the database");
        }
    }

    @Test
    void anonymousWritesStillRequireUnrestrictedAccess(CapturedOutput output) {
        try (Sample sample = Sample.start("management.endpoint.migrations.allow-anonymous-writes=true")) {
            assertThat(sample.post("/downgrade", DOWN).status()).isEqualTo(405);
            assertThat(output).doesNotContain("Every caller of the migrations endpoint");
        }
    }

    @Test
    void rejectsAnonymousWritesWithRoles() {
        assertThatException()
                .isThrownBy(() -> Sample.start(
                                OPEN,
                                "management.endpoint.migrations.roles=OPS",
                                "management.endpoint.migrations.allow-anonymous-writes=true")
                        .close())
                .havingRootCause()
                .isInstanceOf(InvalidSettingsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.endpoint.migrations.roles=",
                "management.endpoint.migrations.roles=  ",
                "management.endpoint.migrations.roles= , ",
                "management.endpoint.migrations.roles=OPS,,DBA",
                "management.endpoint.migrations.roles=OPS, ",
                "management.endpoint.migrations.roles=${OPS_ROLE:}",
                "management.endpoint.migrations.roles[0]=",
                "management.endpoint.migrations.downgrade-floor=",
                "management.endpoint.migrations.downgrade-floor=${FLOOR:}"
            })
    void rejectsEmptyProperties(String property) {
        String name = property.substring(0, property.indexOf('=')).replace("[0]", "");
        settings(property)
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidSettingsException.class, (failure) -> {
                            assertThat(failure).hasMessageContaining("'" + name + "'");
                            assertThat(failure.property()).isEqualTo(name);
                            assertThat(failure.remedy().in(Wording.properties()))
                                    .contains("remove");
                        }));
    }

    @Test
    void rejectsEmptyYamlListOfRoles() throws IOException {
        List<PropertySource<?>> yaml = new YamlPropertySourceLoader()
                .load(
                        "application",
                        new ByteArrayResource("management.endpoint.migrations.roles: []\n".getBytes(UTF_8)));
        settings()
                .withInitializer(
                        (context) -> yaml.forEach(context.getEnvironment().getPropertySources()::addFirst))
                .run((context) ->
                        assertThat(context).getFailure().rootCause().isInstanceOf(InvalidSettingsException.class));
    }

    @Test
    void startsWithoutPropertiesAndDeniesEmptyAccess() {
        settings()
                .run((context) -> assertThat(context).hasNotFailed().hasBean("writableMigrationsEndpointWebExtension"));
        settings("management.endpoint.migrations.roles= OPS , DBA ")
                .run((context) -> assertThat(context).hasNotFailed());
        settings("management.endpoint.migrations.access=")
                .run((context) -> assertThat(context).doesNotHaveBean("writableMigrationsEndpointWebExtension"));
    }

    private static WebApplicationContextRunner settings(String... properties) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        MigrateAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        MigrationsEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "migrate.startup=none",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.migrations.access=UNRESTRICTED")
                .withPropertyValues(properties);
    }

    @Test
    void existsOnlyOnTheManagementPort() {
        try (Sample sample = Sample.start(OPEN, "management.server.port=0")) {
            assertThat(sample.get("").status()).isEqualTo(404);
            assertThat(sample.as("ops").post("/downgrade", DOWN).status()).isEqualTo(404);
        }
    }

    @Test
    void probesReportFailedAsynchronousUpgrade(CapturedOutput output) {
        try (Sample sample = Sample.start("migrate.startup=async", "migrate.locations=classpath:db/failing")) {
            await().atMost(PATIENCE).until(() -> output.getAll().contains("Could not upgrade the database"));
            assertThat(sample.probe("readiness").status()).isEqualTo(503);
            assertThat(sample.probe("liveness").status()).isEqualTo(200);
            assertThat(sample.get("")
                            .json()
                            .path("engines")
                            .path("default")
                            .path("pending")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void probesReportCompletedAsynchronousUpgrade() {
        try (Sample sample = Sample.start("migrate.startup=async")) {
            await().atMost(PATIENCE).until(() -> sample.probe("readiness").status() == 200);
            assertThat(current(sample)).isEqualTo("acc0004");
        }
    }

    @Test
    void engineBeansAreNamedByTheirBeanNames() {
        try (Sample sample =
                Sample.start(new Class<?>[] {Sample.Application.class, Sample.Secured.class, TwoEngines.class}, OPEN)) {
            assertThat(sample.get("").json().path("engines").propertyNames())
                    .containsExactlyInAnyOrder("orders", "people");
            assertThat(sample.get("?engine=people").json().path("engines").propertyNames())
                    .containsExactly("people");
            Answer unnamed = sample.get("/current");
            assertThat(unnamed.status()).isEqualTo(400);
            assertThat(unnamed.json().path("remedy").asString()).contains("'orders'", "'people'");
            assertThat(sample.get("/current?engine=people").status()).isEqualTo(200);
            Answer down = sample.as("ops")
                    .post("/downgrade", "{\"target\": \"-1\", \"engine\": \"orders\", \"confirm\": \"acc0003\"}");
            assertThat(down.status()).isEqualTo(200);
            assertThat(sample.get("")
                            .json()
                            .path("engines")
                            .path("orders")
                            .path("current")
                            .path(0)
                            .asString())
                    .isEqualTo("acc0003");
            assertThat(sample.get("")
                            .json()
                            .path("engines")
                            .path("people")
                            .path("current")
                            .path(0)
                            .asString())
                    .isEqualTo("acc0004");
        }
    }

    private static String current(Sample sample) {
        return sample.get("")
                .json()
                .path("engines")
                .path("default")
                .path("current")
                .path(0)
                .asString();
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoEngines {

        @Bean
        MigrationEngine orders() {
            return engine("orders");
        }

        @Bean
        MigrationEngine people() {
            return engine("people");
        }

        private static MigrationEngine engine(String name) {
            return MigrationEngine.builder(new SimpleDriverDataSource(
                            new org.h2.Driver(), "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", ""))
                    .build();
        }
    }
}
