package dev.migrate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages claim is so: their links lead somewhere, and their snippets are what other tests run. */
class DocumentationTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Set<String> TESTED_LANGUAGES = Set.of("sql", "yaml", "java", "json", "xml");

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(150);
    }

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() throws IOException {
        String command = "./mvnw -B -ntp verify";
        assertThat(ROOT.resolve(".ci/run")).isExecutable().content().contains("\n" + command + "\n");
        assertThat(ROOT.resolve("README.md")).content().contains("\n" + command + "\n");
    }

    @ParameterizedTest
    @CsvSource({"starter.xml, migrate-spring-boot-starter", "assertions.xml, migrate-spring-boot-test"})
    void dependenciesAreNamedAsTheyAreBuilt(String snippet, String module) throws IOException {
        String shown = Files.readString(
                ROOT.resolve("demo/src/test/resources/tutorial").resolve(snippet));
        String built = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        assertThat(shown.lines().filter(line -> line.startsWith("  ")).map(String::strip))
                .allSatisfy(coordinate -> assertThat(built).contains(coordinate));
    }

    @Test
    void listsEveryDependency() throws IOException {
        String reasons = Files.readString(ROOT.resolve("docs/reference/dependencies.md"));
        assertThat(dependencies())
                .isNotEmpty()
                .filteredOn(artifact -> !reasons.contains("`" + artifact + "`"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksAreValid(Page page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : page.relativeLinks()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page.path()
                    : page.path().resolveSibling(parts[0]).normalize();
            if (!Files.exists(target)
                    || parts.length == 2 && !Page.read(target).anchors().contains(parts[1])) {
                broken.add(link);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippetsMatchTheirSources(Page page) throws IOException {
        for (Page.Snippet snippet : page.snippets()) {
            if (!snippet.source().isEmpty()) {
                assertThat(snippet.text()).as(snippet.place()).isEqualTo(snippet.expected(ROOT));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void snippetsOfLessonsAreTested(Page page) {
        assertThat(page.snippets())
                .filteredOn(snippet -> TESTED_LANGUAGES.contains(snippet.language()))
                .isNotEmpty()
                .allSatisfy(snippet ->
                        assertThat(snippet.source()).as(snippet.place()).isNotEmpty());
    }

    /** Checks the tests that pages name. */
    @ParameterizedTest
    @MethodSource("pages")
    void namedTestsExist(Page page) throws IOException {
        Pattern named = Pattern.compile("`(\\w+(?:Tests|Contract))(?:\\.(\\w+))?`");
        for (MatchResult test :
                named.matcher(Files.readString(page.path())).results().toList()) {
            assertThat(sourceOf(test.group(1)))
                    .as("%s in %s", test.group(), page.path())
                    .hasValueSatisfying(source -> assertThat(source)
                            .contains(test.group(2) == null ? "class " : "void " + test.group(2) + "("));
        }
    }

    private static Optional<String> sourceOf(String test) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            Optional<Path> found = files.filter(path ->
                            path.endsWith(test + ".java") && path.toString().contains("src/test"))
                    .findFirst();
            return found.isPresent() ? Optional.of(Files.readString(found.get())) : Optional.empty();
        }
    }

    /** Returns the dependencies that the modules declare, without the modules themselves. */
    private static Set<String> dependencies() throws IOException {
        Pattern dependency = Pattern.compile(
                "<dependency>\\s*(?:<!--(?:(?!-->).)*-->\\s*)?<groupId>(?!dev\\.migrate<)[^<]+</groupId>\\s*<artifactId>([^<]+)<",
                Pattern.DOTALL);
        Set<String> artifacts = new TreeSet<>();
        for (Path pom : poms()) {
            dependency.matcher(Files.readString(pom)).results().forEach(result -> artifacts.add(result.group(1)));
        }
        return artifacts;
    }

    /** Returns the poms of modules, and of modules in modules. */
    private static List<Path> poms() throws IOException {
        try (Stream<Path> poms = Files.find(ROOT, 4, (path, file) -> path.endsWith("pom.xml"))) {
            return poms.filter(pom -> StreamSupport.stream(ROOT.relativize(pom).spliterator(), false)
                            .noneMatch(name -> name.endsWith("src") || name.endsWith("target")))
                    .filter(pom -> !pom.getParent().equals(ROOT))
                    .toList();
        }
    }

    static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>(under(ROOT.resolve("docs")));
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "demo/README.md")) {
            pages.add(Page.read(ROOT.resolve(name)));
        }
        return pages;
    }

    static List<Page> lessons() throws IOException {
        List<Page> lessons = new ArrayList<>(under(ROOT.resolve("docs/tutorial")));
        lessons.add(Page.read(ROOT.resolve("README.md")));
        return lessons;
    }

    private static List<Page> under(Path folder) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(Page.read(file));
            }
        }
        return pages;
    }
}
