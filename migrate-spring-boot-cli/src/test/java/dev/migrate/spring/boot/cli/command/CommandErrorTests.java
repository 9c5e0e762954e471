package dev.migrate.spring.boot.cli.command;

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
class CommandErrorTests {

    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW = Pattern.compile("(\\| `[a-z-]+` \\| [^|]+ \\| \\d{3} \\| \\d \\|) [^|]+ \\|");

    @Test
    void isOnThePageWithTitleStatusAndExitCode() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter((row) -> row.matches())
                .map((row) -> row.group(1))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(CommandError.values())
                        .map(CommandErrorTests::row)
                        .toList());
    }

    private static String row(CommandError error) {
        ProblemDocument problem = error.problem("", "");
        return "| `%s` | %s | %d | %d |".formatted(problem.code(), problem.title(), problem.status(), error.exitCode());
    }
}
