package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verifies that "How to add …" in the architecture page names each place that an addition needs. */
class HowToAddTests {

    private static final Path ROOT = Path.of("..");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern VISITOR = Pattern.compile("(implements|extends|new) [^{;]*\\bOperationVisitor<");
    private static final Pattern COMMAND =
            Pattern.compile("(?s)name = \"([\\w-]+)\".*\\bclass (\\w+)Command extends \\w*(Subcommand|Command)\\b");
    private static final Pattern SUBCLASS = Pattern.compile(
            "@DatabaseTest\\(DatabaseProduct\\.(\\w+)\\)\\s+(?:@\\w+(?:\\(.*\\))?\\s+)*class \\w+ extends (\\w+Contract)\\b");

    /** The command without a goal and a document. */
    private static final String ONLY_IN_A_SHELL = "completion";

    @Test
    void databaseNamesEachListOfProducts() throws IOException {
        Set<String> named = found("`([a-z]+/(?!Dialect`)\\w+)`", section("A database"));
        assertThat(sources(HowToAddTests::namesEachProduct))
                .as("main sources that name each of %s", Dialects.names())
                .isEqualTo(named);
    }

    @Test
    void databaseNamesContractsOfEachProduct() throws IOException {
        Set<String> contracts = found("`(\\w+Contract)`", section("A database"));
        Set<String> subclasses = new TreeSet<>();
        SUBCLASS.matcher(tests()).results().forEach((type) -> subclasses.add(type.group(1) + " " + type.group(2)));
        assertThat(contracts).hasSizeGreaterThan(5);
        assertThat(contracts.stream()
                        .flatMap((contract) ->
                                Stream.of(DatabaseProduct.values()).map((product) -> product + " " + contract))
                        .filter((subclass) -> !subclasses.contains(subclass)))
                .as("missing subclasses")
                .isEmpty();
    }

    @Test
    void databaseNamesPagesThatListProducts() throws IOException {
        Set<String> pages = found("\\]\\(([^)]+\\.md)\\)", section("A database"));
        List<String> incomplete = new ArrayList<>();
        for (String page : pages) {
            if (!namesEachProduct(Files.readString(ROOT.resolve("docs").resolve(page)))) {
                incomplete.add(page);
            }
        }
        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(incomplete)
                .as("pages that do not name each of %s", Dialects.names())
                .isEmpty();
    }

    @Test
    void testsKnowEachProduct() {
        assertThat(Stream.of(DatabaseProduct.values())
                        .map((product) -> product.name().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(Dialects.names());
    }

    @Test
    void operationNamesEachVisitor() throws IOException {
        String rows = section("An operation")
                .lines()
                .filter((row) -> row.contains("compiler: `OperationVisitor`"))
                .collect(Collectors.joining("\n"));
        assertThat(sources((text) -> VISITOR.matcher(text).find())).isEqualTo(found("(?m)^\\| `(\\w+/\\w+)`", rows));
    }

    @Test
    void eachCommandHasThePlacesThatTheTableNames() throws IOException {
        Path sources = ROOT.resolve("migrate-spring-boot-cli/src/main/java/dev/migrate/spring/boot/cli/command");
        String page = Files.readString(ROOT.resolve("docs/reference/commands.md"));
        String documents = page.substring(page.indexOf("\n## Output"), page.indexOf("\n## Options of every command"));
        String commandLine = Files.readString(sources.resolve("MigrateCommandLine.java"));
        Map<String, String> commands = new TreeMap<>();
        for (Path file : files(sources)) {
            COMMAND.matcher(Files.readString(file))
                    .results()
                    .forEach((type) -> commands.put(type.group(1), type.group(2)));
        }
        assertThat(commands.values())
                .containsExactlyInAnyOrderElementsOf(found("new (\\w+)Command\\(terminal, context\\)", commandLine));
        commands.forEach((name, type) -> {
            assertThat(page).contains("\n## " + name + "\n");
            if (!name.equals(ONLY_IN_A_SHELL)) {
                assertThat(documents).as("documents of --json").contains("`" + name + "`");
                assertThat(ROOT.resolve("migrate-maven-plugin/src/main/java/dev/migrate/maven/" + type + "Mojo.java"))
                        .exists();
            }
        });
    }

    private static boolean namesEachProduct(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Dialects.names().stream().allMatch(lower::contains);
    }

    /** Returns the main sources whose code matches, each as its package and name. */
    private static Set<String> sources(Predicate<String> code) throws IOException {
        Set<String> matching = new TreeSet<>();
        for (Path module : modules()) {
            for (Path file : files(module.resolve("src/main/java"))) {
                if (code.test(COMMENT.matcher(Files.readString(file)).replaceAll(""))) {
                    matching.add(file.getParent().getFileName() + "/"
                            + file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        return matching;
    }

    private static String tests() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (String module : List.of("migrate-core", "migrate-autogenerate")) {
            for (Path file : files(ROOT.resolve(module).resolve("src/test/java/dev"))) {
                tests.append(Files.readString(file));
            }
        }
        return tests.toString();
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter((folder) -> folder.getFileName().toString().startsWith("migrate-"))
                    .filter((folder) -> Files.isDirectory(folder.resolve("src/main/java")))
                    .toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter((file) -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        String rest = page.substring(page.indexOf("\n### " + title + "\n") + 1);
        return rest.split("\n##", 2)[0];
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
