package dev.migrate.spring.boot.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

    @Test
    void reportsUnreadableScript(CapturedOutput output) {
        failToStart("--migrate.locations=classpath:db/invalid");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("db/invalid/wrong.sql:")
                .contains("Action:");
    }

    @Test
    void reportsDatabaseErrorOfFailedScript(CapturedOutput output) {
        failToStart("--migrate.locations=classpath:db/failing");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("db/failing/second.sql:")
                .containsIgnoringCase("Table \"NOWHERE\" not found");
    }

    @Test
    void listsPendingRevisionsOfAValidatedDatabase(CapturedOutput output) {
        failToStart("--migrate.startup=validate");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The database is at base, not at 'heads'. It lacks 4 revisions:")
                .contains("  - 'acc0001': Add account table")
                .contains("set 'migrate.startup' to 'upgrade'");
    }

    @Test
    void reportsUnknownSymbol(CapturedOutput output) {
        failToStart("--migrate.target=acc0009");
        assertThat(output).contains("APPLICATION FAILED TO START").contains("'acc0009'");
    }

    @Test
    void reportsUnreachableDatabaseWithoutPassword(CapturedOutput output) {
        failToStart(
                "--migrate.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                "--migrate.user=owner",
                "--migrate.password=very-secret");
        assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("very-secret");
    }

    @Test
    void reportsInvalidProperty(CapturedOutput output) {
        failToStart("--migrate.table-prefix=no good");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("'migrate.table-prefix'")
                .doesNotContain("Run commands as");
    }

    @Test
    void namesTheValidValuesOfAProperty(CapturedOutput output) {
        failToStart("--migrate.edited=fial");
        failToStart("--migrate.lock.wait=5x");
        assertThat(output)
                .containsSubsequence(
                        "'migrate.edited' has the invalid value 'fial'",
                        "Did you mean 'fail'? Set it to one of 'warn', 'fail'.",
                        "'migrate.lock.wait' has the invalid value '5x'",
                        "Set it to a number with a unit: ns, us, ms, s, m, h, or d.")
                .doesNotContain("dev.migrate.settings.MigrateSettings");
    }

    @Test
    void reportsMissingDependencyOfTheDataSource(CapturedOutput output) {
        failToStart(
                "--spring.datasource.url=jdbc:mysql://db/x",
                "--spring.datasource.driver-class-name=com.mysql.cj.jdbc.Drivre");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("'com.mysql:mysql-connector-j'")
                .contains("'spring.datasource.driver-class-name'");
    }

    @Test
    void reportsPropertiesOfFailedInstance(CapturedOutput output) {
        failToStart(
                "--migrate.startup=validate",
                "--migrate.target=base",
                "--migrate.instances.people.locations=classpath:db/people",
                "--migrate.instances.people.url=jdbc:postgresql://127.0.0.1:1/people");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Engine 'people': ")
                .contains("'migrate.instances.people.url'")
                .doesNotContain("'migrate.url'");
    }

    @Test
    void explainsHowToRunCommandsOfARemedy(CapturedOutput output) {
        for (String startup : List.of("--migrate.baseline=acc0003", "--migrate.target=heads")) {
            failToStart(
                    "--migrate.startup=validate",
                    startup,
                    "--migrate.url=jdbc:h2:mem:" + UUID.randomUUID()
                            + ";INIT=create table if not exists account (id int)",
                    "--migrate.user=sa");
        }
        assertThat(output)
                .containsSubsequence(
                        "Run 'migrate upgrade' once",
                        "Run commands as 'java -jar app.jar migrate COMMAND' or 'mvn migrate:COMMAND'.",
                        "run 'migrate stamp REV'",
                        "Run commands as 'java -jar app.jar migrate COMMAND' or 'mvn migrate:COMMAND'.");
    }

    private static void failToStart(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.generate-unique-name=true");
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(all.toArray(String[]::new))
                        .close());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class})
    static class Application {}
}
