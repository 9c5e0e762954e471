package dev.migrate.spring.boot.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application needs to start, as a process of its own. */
class StartupClassPathTests {

    @ParameterizedTest
    @ValueSource(strings = {"migrate-autogenerate", "migrate-import", "migrate-spring-boot-cli", "picocli"})
    void startsWithoutTheJarsOfCommands(String jar) throws Exception {
        String classPath = SmallProcess.starter();
        String without = Stream.of(classPath.split(File.pathSeparator))
                .filter((entry) -> !entry.contains(jar))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(without).isNotEqualTo(classPath);
        SmallProcess.Ended start = SmallProcess.java(without, List.of(SmallApplication.class.getName()));
        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(start.output()).contains("Database is at 'acc0004'");
    }
}
