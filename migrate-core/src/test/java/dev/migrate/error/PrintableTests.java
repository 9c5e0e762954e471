package dev.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Isolated("reads the log")
class PrintableTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;title\u0007",
                "\u0000",
                "\u0008",
                "\u007f",
                "\u009b31m",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u200b",
                "\u200e",
                "\u200f",
                "\u202a",
                "\u202e",
                "\u2060",
                "\u2066",
                "\u2069",
                "\ufeff",
                "\u061c",
                "\u00ad",
                "a\u200db",
                "\udb40\udc41",
                "\ud800"
            })
    void escapesControlAndInvisibleCharacters(String text) {
        for (String safe : new String[] {Printable.line("x" + text + "y"), Printable.block("x" + text + "y")}) {
            assertThat(safe).startsWith("x").endsWith("y").contains("\\u");
            assertThat(safe.chars()).allMatch((character) -> character >= ' ' && character < 0x7f);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Änderung für Größe",
                "顧客テーブルを追加",
                "👍🏽 shipped 🚀",
                "👩‍💻 works",
                "❤️‍🔥",
                "می‌خواهم",
                "क्‍ष",
                "e\u0301",
                "100 % \"sure\" \\u001b"
            })
    void keepsLettersOfAllWritingSystems(String text) {
        assertThat(Printable.line(text)).isEqualTo(text);
        assertThat(Printable.block(text)).isEqualTo(text);
    }

    @Test
    void blockKeepsLineBreaks() {
        assertThat(Printable.block("a\r\n\tb\rc")).isEqualTo("a\n\tb\\u000dc");
        assertThat(Printable.line("a\n\tb")).isEqualTo("a\\u000a\\u0009b");
        assertThat(Printable.folded("ERROR: no\n  Position:\t12\r\n")).isEqualTo("ERROR: no Position: 12");
    }

    @Test
    void escapesLogArguments() {
        Logger logger = (Logger) LoggerFactory.getLogger(PrintableTests.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            Log.of(PrintableTests.class).warn("{} and {}", "one\n2026 ERROR forged", "two\u001b[2J\u2028x");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("one 2026 ERROR forged and two\\u001b[2J\\u2028x");
    }

    @Test
    void escapesFailuresAndCauses() {
        SQLException said = new SQLException("duplicate key \u001b]0;x\u0007", "23505");
        DatabaseException failure =
                new DatabaseException(ErrorCode.DATABASE_ERROR, "It said\n\u202e", "Do\u009b", said);
        assertThat(failure).hasMessage("It said\n\\u202e");
        assertThat(failure.remedy().in(Wording.properties())).isEqualTo("Do\\u009b");
        assertThat(failure.getCause())
                .hasMessage("duplicate key \\u001b]0;x\\u0007")
                .isInstanceOfSatisfying(
                        SQLException.class,
                        (cause) -> assertThat(cause.getSQLState()).isEqualTo("23505"));
    }
}
