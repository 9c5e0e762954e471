package dev.migrate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.StorableTexts;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Location;
import dev.migrate.script.RevisionReader;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTextsTests {

    private static final Dialect DIALECT = Dialects.named("mariadb");
    private static final Pattern ADVISED = Pattern.compile("max_allowed_packet of the server to at least (\\d+)");

    @ParameterizedTest
    @ValueSource(ints = {10_001, 40_000, 500_000, 8_000_000, 20_000_000})
    void acceptsDowngradeWithTheSizeOfStatementsThatTheRefusalAdvises(int length) {
        Script script = script("SELECT 1;\n", "'".repeat(length));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> texts(length).downgrade(script))
                .satisfies((refused) -> {
                    Matcher advised = ADVISED.matcher(refused.remedy().toString());
                    assertThat(advised.find()).isTrue();
                    long kilobytes = Long.parseLong(advised.group(1)) / 1024;
                    assertThat(texts(kilobytes * 1024).downgrade(script)).hasSize(length);
                });
    }

    @Test
    void recordsShortTextsWithoutQueryOfTheLimits() {
        RecordedTexts texts = new RecordedTexts(DIALECT, () -> {
            throw new AssertionError("Queried the limits");
        });
        Script script = script("a".repeat(10_000), "b".repeat(10_000));
        assertThat(texts.upgrade(script)).hasSize(10_000);
        assertThat(texts.downgrade(script)).hasSize(10_000);
    }

    @Test
    void recordsTheBeginningOfLongUpgrade() {
        Script script = script("a".repeat(40_000), "");
        assertThat(texts(320_000).upgrade(script)).isEqualTo("a".repeat(20_000) + Section.CUT);
        assertThat(texts(1_000_000).upgrade(script)).hasSize(40_000);
    }

    private static RecordedTexts texts(long maxBytes) {
        return new RecordedTexts(DIALECT, () -> new StorableTexts(Optional.empty(), true, maxBytes));
    }

    private static Script script(String upgrade, String downgrade) {
        return new Script(
                RevisionReader.parse("a.sql", "-- Revision ID: a\n-- migrate:upgrade\n"),
                "a.sql",
                "",
                new TextOf(upgrade),
                Optional.of(new TextOf(downgrade)));
    }

    private record TextOf(String text) implements Section {

        @Override
        public Location location() {
            return new Location("a.sql", 1);
        }

        @Override
        public boolean transactional() {
            return true;
        }

        @Override
        public boolean empty() {
            return this.text.isEmpty();
        }

        @Override
        public Statements statements() {
            return DIALECT.lexer().statements(new StringReader(this.text), location());
        }
    }
}
