package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTests {

    @Test
    void readsEveryMemberOfTheFirstLevel() {
        assertThat(JsonMembers.of(" {\"a\" : \"x\\\"}\", \"\\u0062\": -1.5e3 ,\"c\":{\"a\":[\"]\"]},\"a\":null}\n"))
                .hasValue(List.of(
                        new JsonMembers.Member("a", "\"x\\\"}\""),
                        new JsonMembers.Member("b", "-1.5e3"),
                        new JsonMembers.Member("c", "{\"a\":[\"]\"]}"),
                        new JsonMembers.Member("a", "null")));
        assertThat(JsonMembers.of("{}")).hasValue(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1/*,*/}",
                "{\"a\":[}",
                "{\"\\u12\":1}",
                "{\"\\x\":1}",
                "{\"a\n\":1}",
                "\uFEFF{}"
            })
    void rejectsInvalidObjects(String text) {
        assertThat(JsonMembers.of(text)).isEmpty();
    }
}
