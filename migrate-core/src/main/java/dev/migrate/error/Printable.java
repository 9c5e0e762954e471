package dev.migrate.error;

/**
 * Escapes text for terminals and logs. Control characters, characters that reorder or hide text, and line ends become
 * escapes such as {@code \u005cu001b}; all other characters stay.
 */
public final class Printable {

    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;

    private Printable() {}

    /** Returns the text escaped for one line, including line breaks and tabs. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /**
     * Returns the text escaped for several lines: line feeds and tabs stay, and carriage returns before a line feed are
     * removed.
     */
    public static String block(String text) {
        return escaped(text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"), true);
    }

    /**
     * Returns the lines of the text joined to one line: each line break with the surrounding space becomes one space.
     */
    public static String folded(String text) {
        return line(text.strip().replaceAll("[ \\t]*[\\n\\r]\\s*", " ").replace('\t', ' '));
    }

    private static String escaped(String text, boolean lines) {
        if (text.chars().noneMatch(Printable::isSuspect)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (stays(text, at, character, next, lines)) {
                safe.appendCodePoint(character);
            } else {
                text.substring(at, next).chars().forEach((unit) -> safe.append("\\u%04x".formatted(unit)));
            }
            at = next;
        }
        return safe.toString();
    }

    /** Quickly excludes harmless characters: true for all that must be escaped, and for halves of surrogate pairs. */
    private static boolean isSuspect(int unit) {
        return unit < ' ' || (unit >= 0x7f && (isUnsafe(unit) || Character.isSurrogate((char) unit)));
    }

    private static boolean stays(String text, int at, int character, int next, boolean lines) {
        if (lines && (character == '\n' || character == '\t')) {
            return true;
        }
        if (character == JOINER || character == NON_JOINER) {
            return at > 0 && next < text.length() && joins(text.codePointBefore(at)) && joins(text.codePointAt(next));
        }
        return !isUnsafe(character);
    }

    /**
     * Returns whether joiners are legitimate around the character: emoji, and letters of scripts that require joiners.
     */
    private static boolean joins(int character) {
        return switch (Character.getType(character)) {
            case Character.OTHER_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> character > 0xff;
            default -> false;
        };
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
