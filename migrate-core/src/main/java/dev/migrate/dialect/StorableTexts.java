package dev.migrate.dialect;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The texts that a session can store in the engine's own tables.
 *
 * @param charset the characters that the database can store; empty for those of Unicode
 * @param supplementary whether it can store characters above U+FFFF
 * @param maxBytes the maximum size of a statement together with its values
 */
public record StorableTexts(Optional<Charset> charset, boolean supplementary, long maxBytes) {

    /** Every text. */
    public static final StorableTexts ALL = new StorableTexts(Optional.empty(), true, Long.MAX_VALUE);

    /** Returns whether the database can store every character of a text. */
    public boolean canStore(String text) {
        return (this.supplementary || text.chars().noneMatch((character) -> Character.isSurrogate((char) character)))
                && this.charset.map((set) -> set.newEncoder().canEncode(text)).orElse(true);
    }

    /** Returns the name of the set of characters that the database can store. */
    public String characters() {
        return this.charset
                .map(Charset::name)
                .orElse(this.supplementary ? "Unicode" : "the Basic Multilingual Plane of Unicode");
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
