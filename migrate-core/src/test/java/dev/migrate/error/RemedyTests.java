package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.settings.MigrateSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemedyTests {

    private static final Remedy REMEDY = Remedy.of(
            "Set %s, increase %2$s, then run %3$s.",
            Setting.SCHEMA.to("shop"), Setting.LOCK_WAIT, new Command("repair b2 --not-done"));

    @Test
    void namesPropertiesAndCommands() {
        assertThat(REMEDY.in(Wording.properties()))
                .isEqualTo(
                        "Set 'migrate.schema=shop', increase 'migrate.lock.wait', then run 'migrate repair b2 --not-done'.");
    }

    @Test
    void namesThePropertiesOfAnInstance() {
        assertThat(REMEDY.in(Wording.properties("migrate.instances.people.")))
                .contains("'migrate.instances.people.schema=shop'", "'migrate.instances.people.lock.wait'");
    }

    @Test
    void namesTheJavaApi() {
        assertThat(REMEDY)
                .hasToString("Set 'MigrateSettings.schema=shop', increase 'MigrateSettings.lockWait', then run"
                        + " 'MigrationEngine.repair(b2, NOT_DONE)'.");
        assertThat(Remedy.of("%s", new Command("ensure-version"))).hasToString("'MigrationEngine.ensureVersion()'");
        assertThat(Remedy.of("%s", new Command("init"))).hasToString("'ScriptAuthor.init()'");
        assertThat(Remedy.of("%s", Setting.CONNECTION)).hasToString("the URL of the data source");
    }

    @Test
    void refersToTheConnectionOfTheApplication() {
        assertThat(Remedy.of("%s", Setting.CONNECTION).in(Wording.properties("migrate.instances.people.")))
                .isEqualTo("'spring.datasource.url' (or 'migrate.instances.people.url', if set)");
    }

    @Test
    void joinsSentences() {
        Remedy joined = Remedy.sentences(Remedy.of(""), Remedy.of("Retry %s.", Setting.URL), Remedy.of("50 %s"))
                .then("Wait.");
        assertThat(joined.in(Wording.properties())).isEqualTo("Retry 'migrate.url'. 50 %s Wait.");
    }

    @Test
    void masksCredentialsAndEscapesControlCharacters() {
        assertThat(Remedy.of("Check %s.", "jdbc:x://host?password=secret"))
                .hasToString("Check jdbc:x://host?password=***");
        assertThat(Remedy.of("Check %s.", "\u009b")).hasToString("Check \\u009b.");
    }

    @Test
    void wordsTheRemediesInAMessage() {
        InvalidScriptsException failure = new InvalidScriptsException(List.of(new Problem(
                ErrorCode.MISSING_LOCATION, null, "It does not exist.", Remedy.of("Correct %s.", Setting.LOCATIONS))));
        assertThat(failure).hasMessageContaining("Correct 'MigrateSettings.locations'.");
        assertThat(failure.message(Wording.properties())).contains("Correct 'migrate.locations'.");
    }

    @Test
    void wordsThePropertyOfALockThatIsHeld() {
        LockedException failure = new LockedException("app@host", Duration.ofMinutes(5));
        assertThat(failure.remedy().in(Wording.properties())).contains("increase 'migrate.lock.wait'");
        assertThat(failure.remedy()).asString().contains("increase 'MigrateSettings.lockWait'");
    }

    @Test
    void namesComponentsOfTheSettings() {
        Set<String> components = Stream.concat(
                        components(MigrateSettings.class, ""),
                        components(MigrateSettings.Autogenerate.class, "autogenerate."))
                .collect(Collectors.toSet());
        assertThat(Setting.values())
                .filteredOn((setting) -> setting.in(Wording.api()).startsWith("'"))
                .allSatisfy((setting) -> assertThat(components).contains(setting.component()));
    }

    private static Stream<String> components(Class<?> settings, String prefix) {
        return Arrays.stream(settings.getRecordComponents()).map((component) -> prefix + component.getName());
    }
}
