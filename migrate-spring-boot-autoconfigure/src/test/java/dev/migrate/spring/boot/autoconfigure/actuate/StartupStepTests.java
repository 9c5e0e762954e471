package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;

class StartupStepTests {

    @Test
    void startupStepsIncludeTheUpgrade() {
        try (Sample sample = Sample.start(
                (application) -> application.applicationStartup(new BufferingApplicationStartup(10_000)))) {
            Answer answer = sample.actuator("startup");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/timeline/events").valueStream())
                    .filteredOn(
                            (event) -> event.at("/startupStep/name").asString().equals("migrate.upgrade"))
                    .singleElement()
                    .satisfies(
                            (event) -> assertThat(event.at("/startupStep/tags").toString())
                                    .contains("{\"key\":\"engine\",\"value\":\"default\"}")
                                    .contains("{\"key\":\"target\",\"value\":\"heads\"}")
                                    .contains("{\"key\":\"revisions\",\"value\":\"4\"}"));
        }
    }
}
