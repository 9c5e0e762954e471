package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples and the list of problems in {@code docs/reference/script-format.md}. */
class ScriptFormatPageTests {

    private static final Path PAGE = Path.of("../docs/reference/script-format.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sql ?(\\w*)\n(.*?)```");
    private static final Pattern PROBLEM = Pattern.compile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\|$");

    @TempDir
    Path folder;

    @Test
    void givesExamplesThatLoad() throws IOException {
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSize(4);
        for (MatchResult example : examples) {
            String dialect = example.group(1).isEmpty() ? "postgresql" : example.group(1);
            String head = example.group(1).isEmpty() ? "" : "-- Revision ID: example\n-- migrate:upgrade\n";
            Files.writeString(this.folder.resolve("example.sql"), head + example.group(2));
            assertThat(new ScriptLoader(getClass().getClassLoader(), Dialects.named(dialect), List.of())
                            .load(List.of("file:" + this.folder)))
                    .hasSize(1);
        }
    }

    @Test
    void listsTheProblemsThatTheBadScriptsHave() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> listed = new TreeSet<>();
        PROBLEM.matcher(page.substring(page.indexOf("## Problems")))
                .results()
                .forEach((row) ->
                        listed.addAll(List.of(row.group(1).replace("`", "").split(", "))));
        Set<String> found = new TreeSet<>(Set.of(
                "missing-location", "bad-location", "unreadable-location", "unreadable-script", "ambiguous-script"));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scripts/bad"))) {
            for (Path file :
                    files.filter((path) -> path.toString().endsWith(".txt")).toList()) {
                Files.readAllLines(file).forEach((line) -> found.add(line.split(" ")[1]));
            }
        }
        assertThat(listed).isEqualTo(found);
    }
}
