package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database product is named by its own classes and by one registry in each module, so that it is added there. */
class ProductNamesTests {

    private static final Set<String> REGISTRIES = Set.of("Dialects.java", "Product.java");
    private static final String PRODUCT = "(Postgres|MySql|MariaDb|H2|Sqlite)";
    private static final Pattern OWN_FILE = Pattern.compile(PRODUCT + "[A-Z]\\w*\\.java");
    private static final Pattern NAME =
            Pattern.compile("\\b" + PRODUCT + "[A-Z][a-z]\\w*|\"(?i:postgresql|mysql|mariadb|h2|sqlite)\"");

    @Test
    void areKnownToTheirOwnClassesAndToTheRegistriesOnly() throws IOException {
        for (String module : List.of("core", "autogenerate", "spring-boot-autoconfigure", "spring-boot-cli")) {
            try (Stream<Path> files = Files.walk(Path.of("../migrate-" + module + "/src/main/java"))) {
                assertThat(files.filter((file) -> file.toString().endsWith(".java"))
                                .filter((file) -> !isOwn(file.getFileName().toString()))
                                .filter((file) -> NAME.matcher(text(file)).find()))
                        .as("files that name a product: ask its dialect for a capability")
                        .isEmpty();
            }
        }
    }

    private static boolean isOwn(String file) {
        return REGISTRIES.contains(file) || OWN_FILE.matcher(file).matches();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
