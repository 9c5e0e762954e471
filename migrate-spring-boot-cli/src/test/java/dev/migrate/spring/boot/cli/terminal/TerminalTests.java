package dev.migrate.spring.boot.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTests {

    @ParameterizedTest
    @CsvSource({"abc, 3", "Größe, 5", "顧客, 4", "🚀, 2", "👍🏽, 2", "👩‍💻, 2", "한국어, 6", "ｗｉｄｅ, 8", "…, 1"})
    void countsColumns(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void countsNoColumnForCombiningMarks() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void truncatesBetweenCharacters() {
        assertThat(DisplayWidth.prefix("顧客", 3)).isEqualTo("顧");
        assertThat(DisplayWidth.prefix("e\u0301x", 1)).isEqualTo("e\u0301");
        assertThat(DisplayWidth.prefix("🚀", 1)).isEmpty();
        assertThat(StyledText.of("顧客テーブル").truncate(7).spans().get(1 - 1).text())
                .isEqualTo("顧客テ…");
    }

    @Test
    void wrapsAtWordBoundaries() {
        assertThat(WordWrap.lines("The database cannot be reached at the place.\n  - first of several things", 20))
                .containsExactly(
                        "The database cannot", "be reached at the", "place.", "  - first of several", "    things");
        assertThat(WordWrap.lines("see jdbc:postgresql://a.very.long/host now", 10))
                .containsExactly("see", "jdbc:postgresql://a.very.long/host", "now");
    }

    @Test
    void wrapsLogLines() {
        StringWriter err = new StringWriter();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(err),
                true,
                false,
                20,
                ZoneOffset.UTC);
        PrintStream shared = terminal.wrap(new PrintStream(log, true));
        terminal.progress("[1/1] upgrade a  with a long message");
        assertThat(err.toString())
                .hasSizeLessThan(20)
                .startsWith("[1/1] upgrade a")
                .endsWith("…");
        shared.println("Warning: The scripts were edited since.");
        assertThat(err.toString()).endsWith("\r\u001b[K");
        assertThat(log.toString().lines()).containsExactly("Warning: The scripts", "were edited since.");
    }
}
