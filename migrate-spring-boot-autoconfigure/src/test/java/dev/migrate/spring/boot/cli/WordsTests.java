package dev.migrate.spring.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTests {

    @Test
    void findsTheCommandBehindProperties() {
        assertThat(Words.of(new String[] {"--spring.profiles.active=prod", "migrate", "current", "--json"}))
                .contains(new Words(List.of("current", "--json"), List.of("--spring.profiles.active=prod")));
    }

    @Test
    void passesPropertiesToSpring() {
        assertThat(Words.of(new String[] {"migrate", "upgrade", "--migrate.lock.wait=1s", "head", "--tag", "v1.2"}))
                .contains(new Words(List.of("upgrade", "head", "--tag", "v1.2"), List.of("--migrate.lock.wait=1s")));
    }

    @Test
    void passesArgumentsAfterTwoDashesToTheCommand() {
        assertThat(Words.of(new String[] {"migrate", "show", "--", "--a.b"}))
                .contains(new Words(List.of("show", "--", "--a.b"), List.of()));
    }

    @Test
    void keepsMessageWithPropertyName() {
        assertThat(Words.of(new String[] {"migrate", "revision", "-m", "Set --spring.x=y for all"}))
                .contains(new Words(List.of("revision", "-m", "Set --spring.x=y for all"), List.of()));
    }

    @Test
    void ignoresOtherArguments() {
        assertThat(Words.of(new String[] {})).isEmpty();
        assertThat(Words.of(new String[] {"--migrate"})).isEmpty();
        assertThat(Words.of(new String[] {"import", "migrate"})).isEmpty();
        assertThat(Words.of(new String[] {"--name=migrate", "serve"})).isEmpty();
    }
}
