package dev.migrate.spring.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTests {

    @Test
    void findsTheCommandBehindProperties() {
        assertThat(Arguments.of(new String[] {"--spring.profiles.active=prod", "migrate", "current", "--json"}))
                .contains(new Arguments(List.of("current", "--json"), List.of("--spring.profiles.active=prod")));
    }

    @Test
    void passesPropertiesToSpring() {
        assertThat(Arguments.of(new String[] {"migrate", "upgrade", "--migrate.lock.wait=1s", "head", "--tag", "v1.2"}))
                .contains(
                        new Arguments(List.of("upgrade", "head", "--tag", "v1.2"), List.of("--migrate.lock.wait=1s")));
    }

    @Test
    void passesArgumentsAfterTwoDashesToTheCommand() {
        assertThat(Arguments.of(new String[] {"migrate", "show", "--", "--a.b"}))
                .contains(new Arguments(List.of("show", "--", "--a.b"), List.of()));
    }

    @Test
    void keepsMessageWithPropertyName() {
        assertThat(Arguments.of(new String[] {"migrate", "revision", "-m", "Set --spring.x=y for all"}))
                .contains(new Arguments(List.of("revision", "-m", "Set --spring.x=y for all"), List.of()));
    }

    @Test
    void ignoresOtherArguments() {
        assertThat(Arguments.of(new String[] {})).isEmpty();
        assertThat(Arguments.of(new String[] {"--migrate"})).isEmpty();
        assertThat(Arguments.of(new String[] {"import", "migrate"})).isEmpty();
        assertThat(Arguments.of(new String[] {"--name=migrate", "serve"})).isEmpty();
    }
}
