package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
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

    private final MySqlScanner scanner;
    private final CompoundBody body = new CompoundBody();
    private String delimiter = ";";
    private boolean lineStart = true;

    MySqlStatements(MySqlScanner scanner, Location start, TokenVisitor visitor) {
        super(scanner, start, visitor);
        this.scanner = scanner;
    }

    @Override
    protected void begin() {
        super.begin();
        this.body.clear();
    }

    @Override
    protected boolean atTerminator() {
        return this.cursor.lookingAt(this.delimiter)
                ? !this.delimiter.equals(";") || !this.body.isOpen()
                : this.cursor.lookingAt("\\g") || this.cursor.lookingAt("\\G");
    }

    @Override
    protected void space(StringBuilder text, int from) {
        this.lineStart |= text.indexOf("\n", from) >= 0;
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
        boolean sql = this.scanner.inExecutableComment() || this.cursor.peek(1) == 'N';
        if (this.cursor.peek() == '\\' && !sql) {
            throw clientCommand("the client");
        }
        if (started() || !this.cursor.lookingAtWord(DELIMITER) || !isBlank(this.cursor.peek(DELIMITER.length()))) {
            this.lineStart = false;
            return false;
        }
        int line = this.cursor.line();
        if (!this.lineStart) {
            throw invalid(
                    ErrorCode.BAD_DELIMITER,
                    line,
                    "DELIMITER must be the first word of its line.",
                    "Write it on a line of its own.");
        }
        setDelimiter(restOfLine(), line);
        return true;
    }

    private String restOfLine() {
        StringBuilder rest = new StringBuilder();
        while (!this.cursor.atLineEnd()) {
            rest.append((char) this.cursor.next());
        }
        return rest.toString();
    }

    private void setDelimiter(String command, int line) {
        this.delimiter = argument(command.substring(DELIMITER.length()).strip());
        if (this.delimiter.isEmpty() || this.delimiter.contains("\\")) {
            throw invalid(
                    ErrorCode.BAD_DELIMITER,
                    line,
                    "DELIMITER requires a delimiter without a backslash.",
                    "Write, for example, 'DELIMITER //'.");
        }
        this.scanner.delimiter(this.delimiter.equals(";") ? "" : this.delimiter);
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
        followSqlMode(statement.sql());
        return statement;
    }

    /**
     * Follows changes of the SQL mode. The client learns the mode from the server; here the statement that sets it is
     * read.
     */
    private void followSqlMode(String sql) {
        if (!sql.regionMatches(true, 0, "set", 0, 3)) {
            return;
        }
        Matcher matcher = SQL_MODE.matcher(sql);
        if (matcher.matches()) {
            String modes = String.valueOf(matcher.group(1)) + ' ' + matcher.group(2) + ' ' + matcher.group(3);
            this.scanner.sqlMode(
                    ANSI_QUOTES.matcher(modes).find(),
                    !NO_BACKSLASHES.matcher(modes).find());
        }
    }
}
