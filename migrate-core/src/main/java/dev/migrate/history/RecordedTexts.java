package dev.migrate.history;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.StorableTexts;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prepares texts for the engine's own tables. A database might not be able to store every character, or texts of any
 * length. Texts for people are escaped and shortened. The text of a downgrade, which might run later, is stored exactly, or
 * refused: only in its comments are characters escaped.
 */
final class RecordedTexts {

    /** The length up to which every database stores a text. */
    private static final int SHORT = 10_000;

    /** The share of the largest statement that each text other than a downgrade can occupy, in characters. */
    private static final int SHARE = 16;

    /** The size of everything else in a statement. */
    private static final int OTHER_BYTES = 64 * 1024;

    private static final String ESCAPED_IN_LITERALS = "'\"\\\0";

    private final Dialect dialect;
    private final Supplier<StorableTexts> storable;

    RecordedTexts(Dialect dialect, Supplier<StorableTexts> storable) {
        this.dialect = dialect;
        this.storable = storable;
    }

    /** Returns the values of a statement with all texts escaped. */
    @Nullable
    Object[] escaped(@Nullable Object... values) {
        @Nullable Object[] escaped = values.clone();
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] instanceof String text && !isAscii(text)) {
                escaped[i] = this.storable.get().escaped(text);
            }
        }
        return escaped;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch((character) -> character < 0x80);
    }

    /** Returns the beginning of the text of an upgrade. */
    String upgrade(Script script) {
        Section upgrade = script.upgrade();
        String text = upgrade.beginning(SHORT);
        return text.length() <= SHORT ? text : upgrade.beginning(maxLength(StoredTexts.MAX_UPGRADE_LENGTH));
    }

    private int maxLength(int wanted) {
        return (int) Math.min(wanted, Math.max(SHORT, this.storable.get().maxBytes() / SHARE));
    }

    /** Returns the beginning of the report of a failure. */
    @Nullable
    String error(@Nullable String text) {
        if (text == null || text.length() <= SHORT) {
            return text;
        }
        int length = maxLength(StoredTexts.MAX_UPGRADE_LENGTH);
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    /**
     * Returns the downgrade that is stored, for engines that do not include the script. A downgrade that runs Java code is
     * not stored.
     */
    static Optional<Section> recordedDowngrade(Script script) {
        return script.downgrade().filter((section) -> !section.runsCode());
    }

    /**
     * Returns the text of the downgrade that is stored; null if there is none.
     *
     * @throws ImpossibleMigrationException if the database cannot store the text
     */
    @Nullable
    String downgrade(Script script) {
        Optional<Section> section = recordedDowngrade(script);
        if (section.isEmpty()) {
            return null;
        }
        String text = section.get().text();
        if (text.length() > SHORT) {
            checkSize(script, text);
        }
        if (!isAscii(text) && !this.storable.get().canStore(text)) {
            checkCharacters(script, text);
        }
        return text;
    }

    private void checkSize(Script script, String text) {
        long available = this.storable.get().maxBytes() - OTHER_BYTES - 8L * maxLength(StoredTexts.MAX_UPGRADE_LENGTH);
        long required = text.getBytes(StandardCharsets.UTF_8).length
                + text.chars()
                        .filter((character) -> ESCAPED_IN_LITERALS.indexOf(character) >= 0)
                        .count();
        if (required > available) {
            throw unrecordable(
                    script,
                    "has %d bytes, but the server accepts statements of at most %d bytes (max_allowed_packet)"
                            .formatted(required, this.storable.get().maxBytes()),
                    "Raise max_allowed_packet of the server to at least %d, then reconnect; or delete the downgrade section, which makes the revision irreversible."
                            .formatted(sufficientBytes(required)));
        }
    }

    /** Returns a size of statements for which {@link #checkSize} accepts the text. The server rounds it down to kilobytes. */
    private static long sufficientBytes(long required) {
        return 2 * required + 4L * OTHER_BYTES;
    }

    private void checkCharacters(Script script, String text) {
        for (Token token : this.dialect.lexer().tokens(text)) {
            if (!token.kind().isIgnored() && !this.storable.get().canStore(token.text())) {
                String characters = token.text()
                        .codePoints()
                        .mapToObj(Character::toString)
                        .filter((one) -> !this.storable.get().canStore(one))
                        .distinct()
                        .limit(5)
                        .map((one) -> "'%s' (U+%04X)".formatted(one, one.codePointAt(0)))
                        .collect(Collectors.joining(", "));
                throw unrecordable(
                        script,
                        "contains %s outside comments, but the database can only store the characters of %s"
                                .formatted(characters, this.storable.get().characters()),
                        "Write these characters as escapes, or use a database and a connection in UTF-8.");
            }
        }
    }

    private static ImpossibleMigrationException unrecordable(Script script, String reason, String remedy) {
        return new ImpossibleMigrationException(
                ErrorCode.UNRECORDABLE_DOWNGRADE,
                "Cannot record the downgrade of revision '%s' (%s): it %s."
                        .formatted(script.revision().id(), script.location(), reason),
                remedy + " Nothing was changed.",
                List.of(script.revision().id()));
    }
}
