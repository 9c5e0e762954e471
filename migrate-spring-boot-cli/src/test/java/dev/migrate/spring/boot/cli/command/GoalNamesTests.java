package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalNamesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Run 'migrate upgrade'., Run 'mvn migrate:upgrade'.",
                "run 'migrate repair ae10 --accept' to, run 'mvn migrate:repair -Dmigrate.accept -Dmigrate.revision=ae10' to",
                "'migrate stamp a1 b2 --purge', \"'mvn migrate:stamp -Dmigrate.purge -Dmigrate.revision=a1,b2'\"",
                "'migrate init --location file:/x', 'mvn migrate:init -Dmigrate.location=file:/x'",
                "'migrate baseline -m TEXT', 'mvn migrate:baseline -Dmigrate.message=TEXT'",
                "'migrate baseline --no-stamp', 'mvn migrate:baseline -Dmigrate.noStamp'",
                "'migrate revision --autogenerate --rename OLD:NEW', 'mvn migrate:revision -Dmigrate.autogenerate -Dmigrate.rename=OLD:NEW'",
                "'migrate revision -m TEXT --depends-on a1 --branch-label web', 'mvn migrate:revision -Dmigrate.message=TEXT -Dmigrate.dependsOn=a1 -Dmigrate.branchLabel=web'",
                "'migrate downgrade -1', 'mvn migrate:downgrade -Dmigrate.revision=-1'",
                "set 'migrate.baseline=REV', set 'migrate.baseline=REV'"
            })
    void namesTheGoalOfEachCommand(String text, String expected) {
        assertThat(new GoalNames(true).in(text)).isEqualTo(expected);
        assertThat(new GoalNames(false).in(text)).isEqualTo(text);
    }
}
