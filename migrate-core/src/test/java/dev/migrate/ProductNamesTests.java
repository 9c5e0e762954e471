package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database product is named by its own classes and by one registry in each module, so that it is added there. */
class ProductNamesTests {

    private static final Set<String> REGISTRIES = Set.of("Dialects.java", "Product.java");

    private Pattern ownFile;
    private Pattern name;

    /** Reads the prefixes of the classes of each product from the names of the dialects. */
    @BeforeEach
    void readsTheProducts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/migrate/dialect"))) {
            String prefix = files.map((file) -> file.getFileName().toString())
                    .filter((file) -> file.endsWith("Dialect.java") && !file.equals("Dialect.java"))
                    .map((file) -> file.replace("Dialect.java", ""))
                    .collect(Collectors.joining("|", "(", ")"));
            this.ownFile = Pattern.compile(prefix + "[A-Z]\\w*\\.java");
            this.name = Pattern.compile(
                    "\\b%s[A-Z][a-z]\\w*|\"(?i:%s)\"".formatted(prefix, String.join("|", Dialects.names())));
        }
    }

    @Test
    void areKnownToTheirOwnClassesAndToTheRegistriesOnly() throws IOException {
        for (String module : List.of("core", "autogenerate", "spring-boot-autoconfigure", "spring-boot-cli")) {
            try (Stream<Path> files = Files.walk(Path.of("../migrate-" + module + "/src/main/java"))) {
                assertThat(files.filter((file) -> file.toString().endsWith(".java"))
                                .filter((file) -> !isOwn(file.getFileName().toString()))
                                .filter((file) -> this.name.matcher(text(file)).find()))
                        .as("files that name a product: ask its dialect for a capability")
                        .isEmpty();
            }
        }
    }

    private boolean isOwn(String file) {
        return REGISTRIES.contains(file) || this.ownFile.matcher(file).matches();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
