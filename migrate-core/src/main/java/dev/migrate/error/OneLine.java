package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Text of strangers on one line: nobody writes a second line into a log, or moves the cursor of who reads it. */
public final class OneLine {

    private OneLine() {}

    /** The text with each control character as its escape. */
    public static String of(String text) {
        if (text.chars().noneMatch(OneLine::breaks)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach((character) -> {
            if (breaks(character)) {
                line.append("\\u%04x".formatted(character));
            } else {
                line.append((char) character);
            }
        });
        return line.toString();
    }

    /** The same, where there may be no text. */
    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    private static boolean breaks(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }
}
