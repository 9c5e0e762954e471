package dev.migrate.ddl;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of texts or of bytes.
 *
 * @param content what its values consist of
 * @param fixed whether its values are padded to their maximum length
 * @param limit the maximum length in the unit, or {@link #UNLIMITED}
 * @param unit the unit of the limit
 */
public record StringType(Content content, boolean fixed, long limit, Unit unit) {

    /** The limit of a type without one. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The most bytes of a character in any character set. */
    private static final int BYTES_OF_CHARACTER = 4;

    private static final Pattern TEXT = Pattern.compile("(character varying|varchar|varchar_ignorecase|text|clob"
            + "|character large object|character|char|bpchar)(?:\\((\\d+)\\))?");
    private static final Pattern BYTES =
            Pattern.compile("(bytea|blob|binary large object|binary varying|varbinary|binary)(?:\\((\\d+)\\))?");

    /** What values consist of. */
    public enum Content {
        TEXT,
        BYTES
    }

    /** The unit of a length. */
    public enum Unit {
        CHARACTERS,
        BYTES
    }

    /** Reads a type as the product prints it; empty if it is another type. */
    static Optional<StringType> of(String type) {
        String printed = type.toLowerCase(Locale.ROOT);
        Matcher text = TEXT.matcher(printed);
        if (text.matches()) {
            boolean fixed = text.group(1).equals("char") || text.group(1).equals("character");
            return Optional.of(new StringType(Content.TEXT, fixed, limit(text, fixed), Unit.CHARACTERS));
        }
        Matcher bytes = BYTES.matcher(printed);
        if (!bytes.matches()) {
            return Optional.empty();
        }
        boolean fixed = bytes.group(1).equals("binary");
        return Optional.of(new StringType(Content.BYTES, fixed, limit(bytes, fixed), Unit.BYTES));
    }

    private static long limit(Matcher type, boolean fixed) {
        return type.group(2) == null ? fixed ? 1 : UNLIMITED : Long.parseLong(type.group(2));
    }

    /** Whether every value of another type fits into this one. */
    public boolean holds(StringType other) {
        if (this.limit == UNLIMITED) {
            return true;
        }
        boolean bytesOfCharacters = this.unit == Unit.BYTES && other.unit == Unit.CHARACTERS;
        return other.limit <= (bytesOfCharacters ? this.limit / BYTES_OF_CHARACTER : this.limit);
    }
}
