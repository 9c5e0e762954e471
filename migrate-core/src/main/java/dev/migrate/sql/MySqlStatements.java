package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import java.io.Reader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a script as the clients of MySQL and MariaDB do, which have {@code DELIMITER} and do not recognize bodies. In
 * addition, while the delimiter is the semicolon, the semicolons in the body of a procedure, function, trigger, event,
 * package or anonymous block do not end the statement, so that {@code DELIMITER} is not needed.
 */
final class MySqlStatements extends StatementReader {

    private static final String DELIMITER = "delimiter";
    private static final Pattern SQL_MODE =
            Pattern.compile("(?is)set\\s.*\\bsql_mode\\s*:?=\\s*(?:'([^']*)'|\"([^\"]*)\"|([@\\w.]+)).*");
    private static final Pattern ANSI_QUOTES =
            Pattern.compile("(?i)\\b(ansi|ansi_quotes|db2|maxdb|mssql|oracle|postgresql)\\b");
    private static final Pattern NO_BACKSLASHES = Pattern.compile("(?i)\\bno_backslash_escapes\\b");

    private final List<String> codeComments;
    private final CompoundBody body = new CompoundBody();
    private String delimiter = ";";
    private boolean lineStart = true;
    private boolean inCodeComment;
    private boolean ansiQuotes;
    private boolean backslashes = true;

    MySqlStatements(Reader text, Location start, TokenVisitor visitor, String... codeComments) {
        super(text, start, visitor);
        this.codeComments = List.of(codeComments);
    }

    @Override
    protected void begin() {
        super.begin();
        this.body.clear();
        this.inCodeComment = false;
    }

    @Override
    protected boolean atTerminator() {
        return this.cursor.lookingAt(this.delimiter)
                ? !this.delimiter.equals(";") || !this.body.open()
                : this.cursor.lookingAt("\\g") || this.cursor.lookingAt("\\G");
    }

    @Override
    protected void blank() {
        this.lineStart |= take() == '\n';
    }

    @Override
    protected void skipTerminator() {
        this.lineStart = false;
        int length = this.cursor.lookingAt(this.delimiter) ? this.delimiter.length() : 2;
        for (int i = 0; i < length; i++) {
            this.cursor.next();
        }
    }

    @Override
    protected boolean command() {
        boolean sql = this.inCodeComment || this.cursor.peek(1) == 'N';
        if (this.cursor.peek() == '\\' && !sql) {
            throw clientCommand("the client");
        }
        if (started() || !this.cursor.lookingAtWord(DELIMITER) || !isBlank(this.cursor.peek(DELIMITER.length()))) {
            return false;
        }
        int line = this.cursor.line();
        if (!this.lineStart) {
            throw invalid(
                    ErrorCode.BAD_DELIMITER, line, "DELIMITER has to start its line.", "Put it on a line of its own.");
        }
        StringBuilder rest = new StringBuilder();
        while (!this.cursor.atLineEnd()) {
            rest.append((char) this.cursor.next());
        }
        this.delimiter = argument(rest.substring(DELIMITER.length()).strip());
        if (this.delimiter.isEmpty() || this.delimiter.contains("\\")) {
            throw invalid(
                    ErrorCode.BAD_DELIMITER,
                    line,
                    "DELIMITER needs what is to end statements, without a backslash.",
                    "Write for example 'DELIMITER //'.");
        }
        return true;
    }

    /** Returns the quoted text, or else the first word; the client ignores the rest of the line. */
    private static String argument(String text) {
        boolean quoted = !text.isEmpty() && "'\"`".indexOf(text.charAt(0)) >= 0;
        int end = quoted ? text.indexOf(text.charAt(0), 1) : -1;
        return end > 0 ? text.substring(1, end) : text.split("\\s", 2)[0];
    }

    private static boolean isBlank(int character) {
        return character == END || Character.isWhitespace(character);
    }

    @Override
    protected boolean comment() {
        this.lineStart = false;
        if (this.cursor.lookingAt("/*+") || this.codeComments.stream().anyMatch(this.cursor::lookingAt)) {
            return false;
        }
        return (atDashes() && lineComment("--")) || lineComment("#") || blockComment(false);
    }

    /** Two dashes open a comment only before white space; at the start of a statement the client accepts any. */
    private boolean atDashes() {
        return this.cursor.lookingAt("--") && (!started() || isBlank(this.cursor.peek(2)));
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
    protected boolean ownToken() {
        if (this.cursor.peek() == '`') {
            quoted('`', false);
            return true;
        }
        if (this.inCodeComment && this.cursor.lookingAt("*/")) {
            int from = taken();
            take(2);
            this.inCodeComment = false;
            unnamed(from);
            return true;
        }
        if (hint(false)) {
            return true;
        }
        for (String opening : this.codeComments) {
            if (this.cursor.lookingAt(opening)) {
                openCodeComment(opening);
                return true;
            }
        }
        return false;
    }

    private void openCodeComment(String opening) {
        int from = taken();
        take(opening.length());
        while (Character.isDigit(this.cursor.peek())) {
            take();
        }
        this.inCodeComment = true;
        unnamed(from);
    }

    @Override
    protected boolean escapes(String prefix, int quote) {
        return this.backslashes && !(quote == '"' && this.ansiQuotes);
    }

    @Override
    protected void word(String lowerCase) {
        this.body.word(lowerCase, previous(), this::startsWith);
    }

    @Override
    protected void symbol(int character) {
        this.body.symbol(character);
    }

    @Override
    protected Statement end() {
        Statement statement = super.end();
        obeySqlMode(statement.sql());
        return statement;
    }

    /**
     * Follows changes of the SQL mode. The client learns the mode from the server; here the statement that sets it is
     * read.
     */
    private void obeySqlMode(String sql) {
        if (!sql.regionMatches(true, 0, "set", 0, 3)) {
            return;
        }
        Matcher matcher = SQL_MODE.matcher(sql);
        if (matcher.matches()) {
            String modes = String.valueOf(matcher.group(1)) + ' ' + matcher.group(2) + ' ' + matcher.group(3);
            this.ansiQuotes = ANSI_QUOTES.matcher(modes).find();
            this.backslashes = !NO_BACKSLASHES.matcher(modes).find();
        }
    }
}
