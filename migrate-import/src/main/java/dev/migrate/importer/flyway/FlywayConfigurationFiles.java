package dev.migrate.importer.flyway;

import dev.migrate.error.InvalidSettingsException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads {@code flyway.toml} and {@code flyway.conf}, which are not required. */
public final class FlywayConfigurationFiles {

    private static final String PREFIX = "flyway.";

    private FlywayConfigurationFiles() {}

    /**
     * Returns the settings in the files of a folder, by name without {@code flyway.}. Those of {@code flyway.toml} replace
     * those of {@code flyway.conf}.
     *
     * @throws InvalidSettingsException if a file cannot be read
     */
    public static Map<String, String> read(Path folder) {
        Map<String, String> values = new TreeMap<>();
        Path conf = folder.resolve("flyway.conf");
        Path toml = folder.resolve("flyway.toml");
        try {
            if (Files.isRegularFile(conf)) {
                conf(conf).forEach((name, value) -> put(name.toString(), value.toString(), values));
            }
            if (Files.isRegularFile(toml)) {
                new TomlStrings(toml.toString())
                        .read(Files.readString(toml))
                        .forEach((name, value) -> put(name, value, values));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Could not read the configuration of Flyway in '%s'".formatted(folder), failure);
        }
        return values;
    }

    private static Properties conf(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingsException(
                    file.toString(),
                    "'%s' cannot be read: %s.".formatted(file, malformed.getMessage()),
                    "Correct the file.");
        }
        return properties;
    }

    private static void put(String name, String value, Map<String, String> values) {
        if (name.startsWith(PREFIX)) {
            values.put(name.substring(PREFIX.length()), value);
        }
    }
}
