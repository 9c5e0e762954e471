package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.sql.Token.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the tokens of MySQL and MariaDB, whose quotes depend on the SQL mode. */
final class MySqlScanner extends Scanner {

    private final boolean dollarQuotes;
    private final String[] executableComments;
    private Supplier<MySqlMode> modes = () -> MySqlMode.of("");
    private String delimiter = "";
    private boolean inExecutableComment;

    /**
     * Creates a scanner.
     *
     * @param dollarQuotes whether dollar signs quote the code of a program in another language
     * @param executableComments the openings of comments that are code
     */
    MySqlScanner(CharCursor cursor, boolean dollarQuotes, String... executableComments) {
        super(cursor);
        this.dollarQuotes = dollarQuotes;
        this.executableComments = executableComments.clone();
    }

    /** Returns the tokens of a statement that this scanner has read, in the same SQL mode. */
    List<Token> again(String sql) {
        return tokens(of(sql, this.modes));
    }

    /** Returns a scanner of the same product for another text. */
    MySqlScanner of(String sql, Supplier<MySqlMode> modesOfText) {
        MySqlScanner other = new MySqlScanner(new CharCursor(sql), this.dollarQuotes, this.executableComments);
        other.modes(modesOfText);
        return other;
    }

    @Override
    void begin() {
        super.begin();
        this.inExecutableComment = false;
    }

    boolean inExecutableComment() {
        return this.inExecutableComment;
    }

    /** Sets a delimiter of the client, which ends even a word or an operator. */
    void delimiter(String text) {
        this.delimiter = text;
    }

    /** Sets the source of the SQL mode, which is asked only if a text depends on it. */
    void modes(Supplier<MySqlMode> source) {
        this.modes = source;
    }

    @Override
    protected boolean comment() {
        return switch (this.cursor.peek()) {
            case '-' -> atDashes() && lineComment("--");
            case '#' -> lineComment("#");
            case '/' -> !this.cursor.lookingAt("/*+") && executableComment().isEmpty() && blockComment(false);
            default -> false;
        };
    }

    /** Two dashes open a comment only before white space; at the start of a statement the client accepts any. */
    private boolean atDashes() {
        return this.cursor.lookingAt("--") && (!inStatement() || isBlank(this.cursor.peek(2)));
    }

    private static boolean isBlank(int character) {
        return character == END || Character.isWhitespace(character);
    }

    private String executableComment() {
        for (String opening : this.executableComments) {
            if (this.cursor.lookingAt(opening)) {
                return opening;
            }
        }
        return "";
    }

    @Override
    protected boolean atComment() {
        return atDashes() || this.cursor.peek() == '#' || this.cursor.lookingAt("/*");
    }

    @Override
    protected boolean endsLineComment(int character) {
        return character == '\n';
    }

    @Override
    protected boolean startsWord(int character) {
        return character == '@' || super.startsWord(character);
    }

    @Override
    protected boolean atBoundary() {
        return !this.delimiter.isEmpty() && this.cursor.lookingAt(this.delimiter);
    }

    @Override
    protected @Nullable Kind ownToken() {
        return switch (this.cursor.peek()) {
            case '`' -> quoted(Kind.NAME, '`', false);
            case '[' -> this.modes.get().brackets() ? quoted(Kind.NAME, ']', false) : null;
            case '$' -> this.dollarQuotes ? dollarQuoted() : null;
            case '*' -> endOfExecutableComment();
            case '/' -> hintOrExecutableComment();
            default -> null;
        };
    }

    private @Nullable Kind endOfExecutableComment() {
        if (!this.inExecutableComment || !this.cursor.lookingAt("*/")) {
            return null;
        }
        take(2);
        this.inExecutableComment = false;
        return Kind.EXECUTABLE_COMMENT;
    }

    private @Nullable Kind hintOrExecutableComment() {
        if (this.cursor.lookingAt("/*+")) {
            blockComment(false);
            return Kind.HINT;
        }
        String opening = executableComment();
        if (opening.isEmpty()) {
            return null;
        }
        take(opening.length());
        while (Character.isDigit(this.cursor.peek())) {
            take();
        }
        this.inExecutableComment = true;
        return Kind.EXECUTABLE_COMMENT;
    }

    /** Whether the backslash before the closing quote escapes it. Elsewhere both readings find the same end. */
    @Override
    protected boolean escapesClosing(int quote) {
        MySqlMode mode = this.modes.get();
        return mode.backslashEscapes() && !(quote == '"' && mode.ansiQuotes());
    }

    @Override
    protected boolean escapes(String prefix, int quote) {
        return true;
    }
}
