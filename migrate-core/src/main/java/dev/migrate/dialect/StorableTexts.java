package dev.migrate.dialect;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The texts that a session can store in the engine's own tables.
 *
 * @param charset the characters that the database can store; empty for all of Unicode
 * @param maxBytes the maximum size of a statement together with its values
 */
public record StorableTexts(Optional<Charset> charset, long maxBytes) {

    /** Every text. */
    public static final StorableTexts ALL = new StorableTexts(Optional.empty(), Long.MAX_VALUE);

    /** Returns whether the database can store every character of a text. */
    public boolean canStore(String text) {
        return this.charset.map((set) -> set.newEncoder().canEncode(text)).orElse(true);
    }

    /** Returns a text with each character that the database cannot store replaced by an escape such as {@code \u20ac}. */
    public String escaped(String text) {
        if (canStore(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach((character) -> {
            String one = Character.toString(character);
            escaped.append(canStore(one) ? one : (character > 0xFFFF ? "\\U%08x" : "\\u%04x").formatted(character));
        });
        return escaped.toString();
    }
}
