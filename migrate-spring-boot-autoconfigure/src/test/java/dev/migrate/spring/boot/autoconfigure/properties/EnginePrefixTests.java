package dev.migrate.spring.boot.autoconfigure.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.LockedException;
import dev.migrate.error.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnginePrefixTests {

    private static final EnginePrefix PEOPLE = new EnginePrefix("migrate.instances.people.");

    @Test
    void namesThePropertiesOfTheEngineInRemedies() {
        LockedException failure = new LockedException("app@host", Duration.ofMinutes(5));
        assertThat(EnginePrefix.DEFAULT.remedy(failure)).contains("'migrate.lock.wait'");
        assertThat(PEOPLE.remedy(failure)).contains("'migrate.instances.people.lock.wait'");
    }

    @Test
    void namesThePropertiesOfTheEngineInMessages() {
        assertThat(PEOPLE.in("'migrate.locations' is empty."))
                .isEqualTo("'migrate.instances.people.locations' is empty.");
    }

    @Test
    void bindsEachSettingThatRemediesName() {
        assertThat(Setting.values())
                .extracting(Setting::key)
                .isSubsetOf(PropertyTree.of(MigrateProperties.Instance.class).keys());
    }
}
