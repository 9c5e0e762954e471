package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference page of errors has a row for each code. */
class ErrorsPageTests {

    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW =
            Pattern.compile("(\\| `[a-z0-9-]+` \\| [^|]+ \\| \\d{3} \\| \\d \\|) [^|]+ \\| [^|]+ \\|");

    @Test
    void showsEachCodeWithItsTitleStatusAndExitCode() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter((row) -> row.matches())
                .map((row) -> row.group(1))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(ErrorsPageTests::row)
                        .toList());
    }

    /** A script in the test resources has each problem that depends on its text alone. */
    @Test
    void hasAnExampleOfEachProblemOfAScript() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> listed = ROW.matcher(page.substring(page.indexOf("## Problems of scripts")))
                .results()
                .map((row) -> row.group(1).split("`")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        listed.removeAll(Set.of(
                "ambiguous-script",
                "bad-location",
                "line-too-long",
                "missing-placeholder",
                "unknown-placeholder",
                "unreadable-location",
                "unusable-migration"));
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scripts/bad"))) {
            for (Path file :
                    files.filter((path) -> path.toString().endsWith(".txt")).toList()) {
                Files.readAllLines(file).forEach((line) -> found.add(line.split(" ")[1]));
            }
        }
        assertThat(found).containsAll(listed);
    }

    private static String row(ErrorCode code) {
        return "| `%s` | %s | %d | %d |".formatted(code.slug(), code.title(), code.httpStatus(), code.exitCode());
    }
}
