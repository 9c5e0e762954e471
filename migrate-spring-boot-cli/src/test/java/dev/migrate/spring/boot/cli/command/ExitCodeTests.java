package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTests {

    @Test
    void equalsTheExitCodesOfErrors() {
        assertThat(ErrorCode.STATEMENT_FAILED.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ErrorCode.BAD_RENAME.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ErrorCode.NO_SUCH_REVISION.exitCode()).isEqualTo(ExitCode.UNRESOLVED);
        assertThat(ErrorCode.LOCKED.exitCode()).isEqualTo(ExitCode.LOCKED);
    }

    @ParameterizedTest
    @EnumSource
    void distinguishesFailuresFromResults(ErrorCode code) {
        assertThat(code.exitCode()).isIn(ExitCode.FAILED, ExitCode.WRONG_USAGE, ExitCode.UNRESOLVED, ExitCode.LOCKED);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 3, 3", "3, 0, 3", "3, 1, 1", "1, 3, 1", "4, 1, 4", "1, 0, 1"})
    void combinesTheExitCodesOfSeveralRuns(int first, int next, int combined) {
        assertThat(ExitCode.combined(first, next)).isEqualTo(combined);
    }
}
