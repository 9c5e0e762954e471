package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the architecture names packages and files that exist, and every package of the core. */
class ArchitecturePageTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LEVEL = Pattern.compile("(?m)^\\| \\d+ \\| `(\\w+)` \\|");
    private static final Pattern FILE = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

    @Test
    void listsEachPackageOfTheCore() throws IOException {
        Set<String> listed = found(LEVEL);
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/dev/migrate"))) {
            assertThat(packages.filter(Files::isDirectory)
                            .map((folder) -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void namesFilesThatExist() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (String module : List.of(
                "core",
                "autogenerate",
                "import",
                "spring-boot-autoconfigure",
                "spring-boot-cli",
                "maven-plugin",
                "test-support")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve("migrate-" + module + "/src/main/java"))) {
                files.filter((file) -> file.toString().endsWith(".java"))
                        .map((file) -> file.getParent().getFileName() + "/"
                                + file.getFileName().toString().replace(".java", ""))
                        .forEach(sources::add);
            }
        }
        assertThat(found(FILE)).hasSizeGreaterThan(20).isSubsetOf(sources);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve("docs/architecture.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
