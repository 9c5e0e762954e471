package dev.migrate.sql;

import dev.migrate.error.Location;
import dev.migrate.operation.ConnectionWork;
import java.io.Reader;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script, as the database's own client would send it.
 *
 * @param sql the text, without its terminator
 * @param location the position of its first token
 * @param head its first tokens, which show what it does: words in lower case, a quote for anything quoted, symbols,
 *     separated by blanks
 * @param copyData for {@code COPY … FROM stdin}, the data lines; must be read before the next statement is requested
 * @param code for a statement that runs Java code, the code; the text then only describes it
 * @param names returns the names that it mentions, in a script of MySQL or MariaDB; otherwise returns none
 */
public record Statement(
        String sql,
        Location location,
        String head,
        Optional<Reader> copyData,
        Optional<ConnectionWork> code,
        Supplier<Set<MentionedNames.Name>> names) {

    private static final int EXCERPT = 120;

    /** The maximum length of a name on any product, in characters. */
    private static final int MAX_NAME = 256;

    /** Creates a statement that was not read from a script: its first tokens are not known. */
    public Statement(String sql, Location location) {
        this(sql, location, "", Optional.empty(), Optional.empty());
    }

    /** Creates a statement without names. */
    public Statement(
            String sql, Location location, String head, Optional<Reader> copyData, Optional<ConnectionWork> code) {
        this(sql, location, head, copyData, code, Set::of);
    }

    /** Returns the same statement with another location. */
    public Statement at(Location other) {
        return new Statement(this.sql, other, this.head, this.copyData, this.code, this.names);
    }

    /** Returns the same statement with the names that it mentions. */
    Statement naming(Supplier<Set<MentionedNames.Name>> mentioned) {
        return new Statement(this.sql, this.location, this.head, this.copyData, this.code, mentioned);
    }

    /** Returns a statement on one line, cut to 120 characters for a message. */
    public static String excerpt(@Nullable String sql) {
        String line = String.valueOf(sql).strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    /**
     * Whether a statement mentions a name. A false match is harmless: the statement is then compared with more objects
     * than necessary.
     */
    public static boolean mentions(String sql, String name) {
        int at = indexOfIgnoringCase(sql, name, 0);
        while (at >= 0) {
            int end = at + name.length();
            boolean starts = at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1));
            boolean ends = end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end));
            if (starts && ends) {
                return true;
            }
            at = indexOfIgnoringCase(sql, name, at + 1);
        }
        return false;
    }

    /**
     * Returns the words and the quoted names of a statement, also in upper and in lower case: every object that it
     * mentions has one of these names.
     */
    public static Set<String> words(Lexer lexer, String sql) {
        Set<String> words = new LinkedHashSet<>();
        int start = 0;
        for (int at = 0; at <= sql.length(); at++) {
            if (at == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(at))) {
                addWord(sql.substring(start, at), words);
                start = at + 1;
            }
        }
        for (Token token : lexer.tokens(sql)) {
            if (token.kind() == Token.Kind.NAME) {
                addWord(token.unquoted(), words);
            }
        }
        return words;
    }

    private static void addWord(String word, Set<String> words) {
        if (!word.isEmpty() && word.length() <= MAX_NAME) {
            words.add(word);
            words.add(word.toUpperCase(Locale.ROOT));
            words.add(word.toLowerCase(Locale.ROOT));
        }
    }

    private static int indexOfIgnoringCase(String text, String part, int from) {
        for (int at = from; at + part.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return at;
            }
        }
        return -1;
    }
}
