package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples and the list of problems in {@code docs/reference/script-format.md}. */
class ScriptFormatPageTests {

    private static final Path PAGE = Path.of("../docs/reference/script-format.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sql ?(\\w*)\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void givesExamplesThatLoad() throws IOException {
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSize(5);
        for (MatchResult example : examples) {
            String dialect = example.group(1).isEmpty() ? "postgresql" : example.group(1);
            String head = example.group(1).isEmpty() ? "" : "-- Revision ID: example\n-- migrate:upgrade\n";
            Files.writeString(this.folder.resolve("example.sql"), head + example.group(2));
            assertThat(new ScriptLoader(getClass().getClassLoader(), Dialects.named(dialect), List.of())
                            .load(List.of("file:" + this.folder)))
                    .hasSize(1);
        }
    }
}
