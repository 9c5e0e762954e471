package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference page of errors has a row for each reason. */
class RequestRejectionTests {

    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW = Pattern.compile("(\\| `[a-z-]+` \\| [^|]+ \\| \\d{3} \\|) [^|]+ \\|");

    @Test
    void isOnThePageWithTitleAndStatus() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter((row) -> row.matches())
                .map((row) -> row.group(1))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(RequestRejection.values())
                        .map(RequestRejectionTests::row)
                        .toList());
    }

    private static String row(RequestRejection error) {
        ProblemDocument problem = error.problem("", "");
        return "| `%s` | %s | %d |".formatted(problem.code(), problem.title(), problem.status());
    }
}
