package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Splits a script as the clients of MySQL and MariaDB do, which have {@code DELIMITER} and do not recognize bodies. In
 * addition, while the delimiter is the semicolon, the semicolons in the body of a procedure, function, trigger, event,
 * package or anonymous block do not end the statement, so that {@code DELIMITER} is not needed.
 */
final class MySqlStatements extends StatementReader {

    private static final String DELIMITER = "delimiter";

    private final MySqlScanner scanner;
    private final MySqlModeTracker modes;
    private final CompoundBody body = new CompoundBody();
    private String delimiter = ";";
    private boolean lineStart = true;

    MySqlStatements(MySqlScanner scanner, Location start, TokenVisitor visitor, Supplier<ServerSqlMode> serverSqlMode) {
        super(scanner, start, visitor);
        this.scanner = scanner;
        this.modes = new MySqlModeTracker(serverSqlMode);
        scanner.modes(this::mode);
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
        Statement read = super.end();
        Statement statement = read.naming(names(read.sql()));
        if (statement.head().startsWith("set ") || statement.head().startsWith("execute ")) {
            this.modes.follow(statement, this.scanner.again(statement.sql()));
        }
        return statement;
    }

    /** Returns a supplier that reads a statement again, in the SQL mode that holds now. */
    private Supplier<Set<MentionedNames.Name>> names(String sql) {
        Supplier<Optional<MySqlMode>> mode = this.modes.current();
        MySqlScanner reader = this.scanner;
        return () -> MentionedNames.in(
                reader.of(sql, () -> mode.get().orElseGet(() -> MySqlMode.of(""))),
                () -> mode.get().map(MySqlMode::ansiQuotes).orElse(true));
    }

    /**
     * Returns the SQL mode that decides where a quoted text ends.
     *
     * @throws dev.migrate.error.InvalidScriptsException if the mode is not known
     */
    private MySqlMode mode() {
        return this.modes
                .mode()
                .orElseThrow(
                        () -> invalid(
                                ErrorCode.UNKNOWN_SQL_MODE,
                                this.cursor.line(),
                                "Where this quoted text ends depends on the SQL mode, which %s sets to a value that only the server can compute."
                                        .formatted(this.modes
                                                .changed()
                                                .map((at) -> "line " + at.line())
                                                .orElse("a statement")),
                                "Set sql_mode there to a literal, or to CONCAT or REPLACE of literals and @@sql_mode; or write the backslash as CHAR(92)."));
    }
}
