package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Finds the tokens of MySQL and MariaDB, whose quotes depend on the SQL mode. */
final class MySqlScanner extends Scanner {

    private final String[] executableComments;
    private String delimiter = "";
    private boolean inExecutableComment;
    private boolean ansiQuotes;
    private boolean backslashes = true;

    MySqlScanner(CharCursor cursor, String... executableComments) {
        super(cursor);
        this.executableComments = executableComments.clone();
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

    /** Sets how quotes are read. */
    void sqlMode(boolean ansiQuotesMode, boolean backslashesEscape) {
        this.ansiQuotes = ansiQuotesMode;
        this.backslashes = backslashesEscape;
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

    @Override
    protected boolean escapes(String prefix, int quote) {
        return this.backslashes && !(quote == '"' && this.ansiQuotes);
    }
}
