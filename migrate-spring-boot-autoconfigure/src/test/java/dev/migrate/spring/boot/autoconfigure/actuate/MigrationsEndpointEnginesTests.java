package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.Sample.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MigrationsEndpointEnginesTests {

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                "management.endpoint.migrations.access=unrestricted",
                "migrate.instances.people.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "migrate.instances.people.user=sa",
                "migrate.instances.people.locations=classpath:db/people",
                "migrate.instances.away.url=jdbc:postgresql://127.0.0.1:1/away?password=hunter2",
                "migrate.instances.away.locations=classpath:db/people",
                "migrate.instances.away.user=owner",
                "migrate.instances.away.password=hunter2",
                "migrate.instances.away.startup=none");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @Test
    void unreachableEngineDoesNotHideOtherEngines() {
        Answer answer = sample.get("");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode engines = answer.json().path("engines");
        assertThat(engines.propertyNames()).startsWith("default").contains("people", "away");
        assertThat(engines.at("/default/current/0").asString()).isEqualTo("acc0004");
        assertThat(engines.at("/people/upToDate").asBoolean()).isTrue();
        assertThat(engines.at("/people/lock").isNull()).isTrue();
        assertThat(engines.at("/away/problem/code").asString()).isEqualTo("database-unreachable");
        assertThat(engines.at("/away/problem/remedy").asString()).isNotBlank();
        assertThat(answer.text()).doesNotContain("hunter2");
    }

    @Test
    void unreachableEngineIsAProblem() {
        for (String path : new String[] {"?engine=away", "/current?engine=away"}) {
            Answer answer = sample.get(path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.text()).doesNotContain("hunter2");
        }
    }

    @Test
    void rejectsRequestWithoutEngineAndListsEngines() {
        for (String path : new String[] {"/current", "/history", "/log", "/heads", "/branches", "/show/head"}) {
            Answer answer = sample.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().path("remedy").asString()).contains("'default', 'away', 'people'");
        }
        for (String command : new String[] {"/upgrade", "/downgrade", "/stamp"}) {
            Answer answer = sample.as("ops").post(command, "{\"target\": \"base\"}");
            assertThat(answer.status()).as(command).isEqualTo(400);
            assertThat(answer.json().path("remedy").asString()).contains("'default', 'away', 'people'");
        }
        assertThat(sample.get("?engine=default")
                        .json()
                        .at("/engines/default/pending")
                        .asInt())
                .isZero();
    }

    @Test
    void problemsContainPropertyNamesOfTheirEngine() {
        assertThat(sample.get("/current?engine=away").json().path("remedy").asString())
                .contains("'migrate.instances.away.url'")
                .doesNotContain("'migrate.url'");
        assertThat(sample.get("").json().at("/engines/away/problem/remedy").asString())
                .contains("'migrate.instances.away.url'");
    }

    @Test
    void readsAndMigratesEachEngineByName() {
        assertThat(sample.get("/heads?engine=people").json().at("/heads/0/id").asString())
                .isEqualTo("person01");
        Answer down = sample.as("ops")
                .post("/downgrade", "{\"target\": \"base\", \"engine\": \"people\", \"confirm\": \"base\"}");
        assertThat(down.status()).as(down.text()).isEqualTo(200);
        assertThat(sample.get("?engine=people")
                        .json()
                        .at("/engines/people/pending")
                        .asInt())
                .isEqualTo(1);
        assertThat(sample.get("?engine=default")
                        .json()
                        .at("/engines/default/pending")
                        .asInt())
                .isZero();
        assertThat(sample.as("ops")
                        .post("/upgrade?engine=people", "{\"target\": \"head\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknownEngineChangesNothing() {
        Answer answer = sample.as("ops").post("/downgrade", "{\"target\": \"base\", \"engine\": \"nobody\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("remedy").asString()).contains("'people'");
        assertThat(sample.get("?engine=people")
                        .json()
                        .at("/engines/people/current/0")
                        .asString())
                .isEqualTo("person01");
    }
}
