package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/** Escapes control characters in untrusted text, so that it stays one line. */
public final class OneLine {

    private OneLine() {}

    /** Returns the text with each control character as its escape. */
    public static String of(String text) {
        return Printable.line(text);
    }

    /** Returns the text with each control character as its escape, or null if there is no text. */
    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
