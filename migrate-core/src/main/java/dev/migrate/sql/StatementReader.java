package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Splits a text into statements at the semicolons between its tokens. Subclasses know which of them do not count. */
class StatementReader implements Statements {

    /** The number of words in the longest head of a statement with a body. */
    private static final int LEADING_WORDS = 12;

    /** The number of tokens that are kept to show what a statement does. */
    private static final int HEAD_TOKENS = 24;

    /** Replaces a quoted token in the head of a statement. */
    private static final String QUOTED = "'";

    protected final CharCursor cursor;
    private final Scanner scanner;
    private final String resource;
    private final TokenVisitor visitor;
    private final StringBuilder sql = new StringBuilder();
    private int line;
    private String previous = "";
    private final StringBuilder leading = new StringBuilder();
    private int words;
    private final StringBuilder head = new StringBuilder();
    private int tokens;

    StatementReader(Scanner scanner, Location start, TokenVisitor visitor) {
        this.scanner = scanner;
        this.cursor = scanner.cursor();
        this.resource = start.resource();
        this.visitor = visitor;
        this.cursor.skipByteOrderMark();
    }

    @Override
    public Optional<Statement> next() {
        begin();
        while (this.cursor.peek() != END) {
            if (Character.isWhitespace(this.cursor.peek())) {
                space();
            } else if (atTerminator()) {
                skipTerminator();
                if (started()) {
                    return Optional.of(end());
                }
            } else if (!command()) {
                read();
            }
        }
        return started() ? Optional.of(end()) : Optional.empty();
    }

    @Override
    public void close() {
        this.cursor.close();
    }

    /** Resets the state for the next statement. */
    protected void begin() {
        this.scanner.begin();
        this.sql.setLength(0);
        this.previous = "";
        this.leading.setLength(0);
        this.words = 0;
        this.head.setLength(0);
        this.tokens = 0;
    }

    /** Whether the statement ends at the next character. */
    protected boolean atTerminator() {
        return this.cursor.peek() == ';';
    }

    protected void skipTerminator() {
        this.cursor.next();
    }

    /** Executes a client command; returns false if there is none here. */
    protected boolean command() {
        return false;
    }

    /** Called after white space was appended to a text. */
    protected void space(StringBuilder text, int from) {}

    /** Called after a word was read; {@link #previous()} is still the token before it. */
    protected void word(String lowerCase) {}

    /**
     * Called after a symbol or an operator was read, with its last character; {@link #previous()} is still the token
     * before it.
     */
    protected void symbol(int character) {}

    /** Returns the statement that has been read. */
    protected Statement end() {
        this.visitor.endOfStatement();
        return new Statement(
                this.sql.toString().stripTrailing(),
                location(this.line),
                this.head.toString(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the statement has a token yet. */
    protected final boolean started() {
        return this.scanner.inStatement();
    }

    /** Whether the words of the statement so far, including the one just read, match. */
    protected final boolean startsWith(Pattern pattern) {
        return this.words <= LEADING_WORDS && pattern.matcher(this.leading).matches();
    }

    /** Returns the previous token: a word in lower case, a symbol, or a single quote for anything quoted. */
    protected final String previous() {
        return this.previous;
    }

    protected final TokenVisitor visitor() {
        return this.visitor;
    }

    protected final Location location(int number) {
        return new Location(this.resource, number);
    }

    protected final InvalidScriptsException invalid(ErrorCode code, int number, String message, String remedy) {
        return new InvalidScriptsException(List.of(new Problem(code, location(number), message, remedy)));
    }

    protected final InvalidScriptsException clientCommand(String client) {
        return invalid(
                ErrorCode.CLIENT_COMMAND,
                this.cursor.line(),
                "A backslash outside quotes starts a command of %s, which only %s can execute."
                        .formatted(client, client),
                "Remove it. A script contains SQL and, after COPY … FROM stdin of PostgreSQL, data.");
    }

    private void space() {
        int from = this.sql.length();
        this.scanner.space(this.sql);
        space(this.sql, from);
        if (!started()) {
            this.sql.setLength(0);
        }
    }

    /** Reads the next token or comment. */
    private void read() {
        int from = this.sql.length();
        int opened = this.cursor.line();
        if (!started()) {
            this.line = opened;
        }
        Kind kind = this.scanner.next(this.sql);
        if (!this.scanner.unterminated().isEmpty()) {
            throw unterminated(this.scanner.unterminated(), opened);
        }
        if (kind != Kind.COMMENT) {
            token(kind, this.sql.substring(from));
        } else if (!started()) {
            this.visitor.comment(this.sql.toString(), opened);
            this.sql.setLength(0);
        }
    }

    private InvalidScriptsException unterminated(String opening, int opened) {
        return opening.equals("/*")
                ? invalid(ErrorCode.UNTERMINATED_COMMENT, opened, "This comment is never closed.", "End it with '*/'.")
                : invalid(
                        ErrorCode.UNTERMINATED_QUOTE,
                        opened,
                        "The quote %s that is opened here is never closed.".formatted(opening),
                        "Close it, or remove an unmatched quote before it.");
    }

    private void token(Kind kind, String text) {
        String token = kind.ignoresCase() ? text.toLowerCase(Locale.ROOT) : text;
        this.visitor.token(kind, token);
        if (kind == Kind.WORD) {
            if (this.words++ < LEADING_WORDS) {
                this.leading.append(this.leading.isEmpty() ? "" : " ").append(token);
            }
            word(token);
            follow(token);
        } else if (kind == Kind.OPERATOR || kind == Kind.SYMBOL) {
            symbol(token.charAt(token.length() - 1));
            follow(token);
        } else if (kind == Kind.LITERAL || kind == Kind.NAME) {
            follow(QUOTED);
        }
    }

    private void follow(String token) {
        this.previous = token;
        if (this.tokens++ < HEAD_TOKENS) {
            this.head.append(this.head.isEmpty() ? "" : " ").append(token);
        }
    }
}
