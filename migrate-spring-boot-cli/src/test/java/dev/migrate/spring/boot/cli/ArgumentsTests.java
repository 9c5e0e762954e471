package dev.migrate.spring.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTests {

    private static final List<String> COMMANDS = List.of("upgrade", "downgrade", "current", "check");

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrat upgrade",
                "Migrate current",
                "migarte upgrade head",
                "--a.b=c migrates check",
                "migrae downgrade -1"
            })
    void noticesMistypedMigrateBeforeACommand(String words) {
        assertThat(Arguments.of(words.split(" "))).isEmpty();
        assertThat(Arguments.mistyped(words.split(" "), COMMANDS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrat",
                "import upgrade",
                "migrat import",
                "upgrade",
                "--migrat upgrade",
                "migrate upgrade",
                "serve migrat upgrade"
            })
    void leavesOtherArgumentsToTheApplication(String words) {
        assertThat(Arguments.mistyped(words.split(" "), COMMANDS)).isEmpty();
    }

    @Test
    void ignoresOtherArguments() {
        assertThat(Arguments.of(new String[] {})).isEmpty();
        assertThat(Arguments.of(new String[] {"--migrate"})).isEmpty();
        assertThat(Arguments.of(new String[] {"import", "migrate"})).isEmpty();
        assertThat(Arguments.of(new String[] {"--name=migrate", "serve"})).isEmpty();
    }
}
