package dev.migrate.spring.boot.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.revision.UnquotedYaml;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Revision ids in YAML without quotes. */
class YamlRevisionTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024_01_02",
                "0012",
                "00",
                "1e3",
                "1E3",
                "1.5",
                "4.10",
                "4.",
                ".5",
                "1.5e3",
                "12e4567890ab",
                "12e456789012",
                "yes",
                "No",
                "on",
                "OFF",
                "True",
                "0x1F",
                "0b101",
                "0b_1",
                "1_000",
                "0_7",
                "0089",
                "123456789012345678901",
                "ae10",
                "v1.5",
                "2024.01.02",
                "1e",
                "_1",
                "y",
                "n",
                "0o17",
                "1__0",
                "0x_f",
                "9007199254740993",
                "5f1c2a9d3e70"
            })
    void knowsWhatYamlReads(String id) throws IOException {
        String read = String.valueOf(property("target: " + id, "target"));
        assertThat(UnquotedYaml.sourcesOf(read, List.of(id)).contains(id))
                .as("'%s' is read as '%s'", id, read)
                .isEqualTo(!read.equals(id));
    }

    @ParameterizedTest
    @CsvSource({
        "migrate.target, 2024_01_02",
        "migrate.target, 0012",
        "migrate.target, 1e3",
        "migrate.target, yes",
        "migrate.baseline, 2024_01_02",
        "migrate.baseline, 0012",
        "migrate.instances.people.target, 0012",
        "migrate.instances.people.baseline, yes"
    })
    void namesTheRevisionAndTheQuotes(String property, String id) throws IOException {
        Files.writeString(
                this.folder.resolve("a.sql"), "-- Revision ID: %s\n-- migrate:upgrade\nSELECT 1;\n".formatted(id));
        String read = String.valueOf(property("x: " + id, "x"));
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MigrateAutoConfiguration.class, DataSourceAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "migrate.startup=none",
                        property.replaceFirst("[a-z]+$", "startup=upgrade"),
                        property.replaceFirst("[a-z]+$", "locations=file:" + this.folder),
                        property + "=" + read)
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(MigrateException.class, (failure) -> {
                            assertThat(failure).hasMessageContaining("'%s'".formatted(read));
                            assertThat(failure.remedy().in(Wording.properties()))
                                    .contains("Did you mean '%s'?".formatted(id))
                                    .contains("In YAML, write it in quotes");
                        }));
    }

    private static Object property(String yaml, String name) throws IOException {
        PropertySource<?> source = new YamlPropertySourceLoader()
                .load("application.yaml", new ByteArrayResource(yaml.getBytes(), "application.yaml"))
                .get(0);
        return source.getProperty(name);
    }
}
