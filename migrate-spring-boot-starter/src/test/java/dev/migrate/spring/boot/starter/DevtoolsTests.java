package dev.migrate.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevtoolsTests {

    /** Uses the restart class loader, which also reads the scripts. */
    @Test
    void commandsRunUnderDevtools() throws Exception {
        SmallProcess.Ended command = SmallProcess.java(
                SmallProcess.starter() + File.pathSeparator + SmallProcess.devtools(),
                List.of(SmallApplication.class.getName(), "migrate", "upgrade", "--json"));
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains("\"current\":[\"acc0004\"]");
    }

    @Test
    void theApplicationStartsUnderDevtools() throws Exception {
        SmallProcess.Ended start = SmallProcess.java(
                SmallProcess.starter() + File.pathSeparator + SmallProcess.devtools(),
                List.of(SmallApplication.class.getName()));
        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(start.output()).contains("restartedMain").contains("Database is at 'acc0004'");
    }
}
