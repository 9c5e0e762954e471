package dev.migrate.inspect.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs SQL that MySQL's information schema corrupts: expressions in UTF-8 that are returned as Latin-1, and bodies
 * of routines and triggers without their escape characters, which are read from {@code SHOW CREATE} instead.
 */
final class MySqlTexts {

    private static final String NAME = "`(?:[^`]|``)*`";
    private static final Pattern ROUTINE =
            Pattern.compile("CREATE DEFINER=%1$s@%1$s (?:FUNCTION|PROCEDURE) %1$s(.*)".formatted(NAME), Pattern.DOTALL);
    private static final Pattern TRIGGER = Pattern.compile(
            "(?i)CREATE\\b.*?\\bFOR\\s+EACH\\s+ROW\\s+(?:(?:FOLLOWS|PRECEDES)\\s+(?:%s|\\S+)\\s+)?(.*)".formatted(NAME),
            Pattern.DOTALL);
    private static final int LATIN_1 = 0xFF;

    private MySqlTexts() {}

    /** Returns the original expression. */
    static String expression(String printed) {
        return decoded(printed).replace("\\'", "'").replace("\\\\", "\\");
    }

    private static String decoded(String printed) {
        if (printed.chars().anyMatch((character) -> character > LATIN_1)) {
            return printed;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(printed.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notSpoiled) {
            return printed;
        }
    }

    /** Returns the text after the name of a routine: its parameters, characteristics and body. */
    static String behindName(String shown) {
        return found(ROUTINE, shown);
    }

    /** Returns the body of a trigger. */
    static String action(String shown) {
        return found(TRIGGER, shown);
    }

    private static String found(Pattern pattern, String shown) {
        Matcher matcher = pattern.matcher(shown);
        if (!matcher.matches()) {
            throw new IllegalStateException("MySQL prints a statement in an unknown form: " + shown);
        }
        return matcher.group(1).strip();
    }
}
