package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a text into statements. Holds what all products share: a text consists of white space, comments and tokens,
 * and a terminator ends a statement.
 */
abstract class StatementReader implements Statements {

    /** The number of words in the longest head of a statement with a body. */
    private static final int LEADING_WORDS = 12;

    /** The number of tokens that are kept to show what a statement does. */
    private static final int HEAD_TOKENS = 24;

    /** Prefixes that change the kind of a literal when they directly precede the quote. */
    private static final Set<String> LITERAL_PREFIXES = Set.of("b", "e", "n", "x");

    private static final String OPERATORS = "+-*/<>=~!@#%^&|?:";

    /**
     * Characters that let an operator end with a sign, as PostgreSQL reads it; without them a sign is its own token.
     */
    private static final String UNUSUAL_OPERATORS = "~!@#%^&|?";

    protected final CharCursor cursor;
    private final String resource;
    private final TokenVisitor visitor;
    private final StringBuilder sql = new StringBuilder();
    private boolean started;
    private int line;
    private String previous = "";
    private final StringBuilder leading = new StringBuilder();
    private int words;
    private final StringBuilder head = new StringBuilder();
    private int tokens;

    StatementReader(Reader text, Location start, TokenVisitor visitor) {
        this.cursor = new CharCursor(text, start.line());
        this.resource = start.resource();
        this.visitor = visitor;
    }

    @Override
    public Optional<Statement> next() {
        begin();
        while (this.cursor.peek() != END) {
            if (Character.isWhitespace(this.cursor.peek())) {
                blank();
            } else if (atTerminator()) {
                skipTerminator();
                if (this.started) {
                    return Optional.of(end());
                }
            } else if (!command() && !comment()) {
                startToken();
                token();
            }
        }
        return this.started ? Optional.of(end()) : Optional.empty();
    }

    @Override
    public void close() {
        this.cursor.close();
    }

    /** Resets the state for the next statement. */
    protected void begin() {
        this.sql.setLength(0);
        this.started = false;
        this.previous = "";
        this.leading.setLength(0);
        this.words = 0;
        this.head.setLength(0);
        this.tokens = 0;
    }

    /** Consumes white space between tokens. */
    protected void blank() {
        take();
    }

    /** Whether the statement ends at the next character. */
    protected abstract boolean atTerminator();

    protected void skipTerminator() {
        this.cursor.next();
    }

    /** Reads a comment; returns false if there is none here. */
    protected abstract boolean comment();

    /** Executes a client command; returns false if there is none here. */
    protected boolean command() {
        return false;
    }

    /** Reads a token that only this product has; returns false if there is none here. */
    protected boolean ownToken() {
        return false;
    }

    /** Whether a backslash escapes the next character in a literal with this prefix and quote. */
    protected boolean escapes(String prefix, int quote) {
        return false;
    }

    protected boolean startsWord(int character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }

    /** Called after a word was read; {@link #previous()} is still the token before it. */
    protected void word(String lowerCase) {}

    /**
     * Called after a character that is neither a word nor a quote was read; for an operator, with its last character.
     * {@link #previous()} is still the token before it.
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
        return this.started;
    }

    /** Whether the words of the statement so far, including the one just read, match. */
    protected final boolean startsWith(Pattern head) {
        return this.words <= LEADING_WORDS && head.matcher(this.leading).matches();
    }

    /** Returns the previous token: a word in lower case, a symbol, or a quote for anything quoted. */
    protected final String previous() {
        return this.previous;
    }

    protected final TokenVisitor visitor() {
        return this.visitor;
    }

    protected final Location location(int line) {
        return new Location(this.resource, line);
    }

    protected final InvalidScriptsException invalid(ErrorCode code, int line, String message, String remedy) {
        return new InvalidScriptsException(List.of(new Problem(code, location(line), message, remedy)));
    }

    protected final InvalidScriptsException clientCommand(String client) {
        return invalid(
                ErrorCode.CLIENT_COMMAND,
                this.cursor.line(),
                "A backslash outside of quotes opens a command of %s, which only %s obeys.".formatted(client, client),
                "Remove it; a script holds SQL and, after COPY … FROM stdin of PostgreSQL, data.");
    }

    /** Consumes the next character and, if the statement has started, appends it. */
    protected final int take() {
        int character = this.cursor.next();
        if (this.started) {
            this.sql.append((char) character);
        }
        return character;
    }

    protected final void take(int count) {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    protected final boolean lineComment(String opening) {
        if (!this.cursor.lookingAt(opening)) {
            return false;
        }
        int line = this.cursor.line();
        StringBuilder text = new StringBuilder();
        while (this.cursor.peek() != END && !endsLineComment(this.cursor.peek())) {
            text.append((char) take());
        }
        comment(text, line);
        return true;
    }

    protected boolean endsLineComment(int character) {
        return character == '\n' || character == '\r';
    }

    protected final boolean blockComment(boolean nested) {
        if (!this.cursor.lookingAt("/*")) {
            return false;
        }
        int opened = this.cursor.line();
        StringBuilder text = new StringBuilder("/*");
        take(2);
        int depth = 1;
        while (depth > 0) {
            if (this.cursor.lookingAt("*/")) {
                take(2);
                depth--;
                text.append("*/");
            } else if (nested && this.cursor.lookingAt("/*")) {
                take(2);
                depth++;
                text.append("/*");
            } else {
                int character = take();
                if (character == END) {
                    throw invalid(
                            ErrorCode.UNTERMINATED_COMMENT,
                            opened,
                            "This comment is never closed.",
                            "End it with '*/'.");
                }
                text.append((char) character);
            }
        }
        comment(text, opened);
        return true;
    }

    private void comment(CharSequence text, int line) {
        if (!this.started) {
            this.visitor.comment(text, line);
        }
    }

    /** Reads an optimizer hint, which the server treats as code although it is a comment. */
    protected final boolean hint(boolean nested) {
        if (!this.cursor.lookingAt("/*+")) {
            return false;
        }
        int from = taken();
        blockComment(nested);
        this.visitor.verbatim(this.sql.subSequence(from, taken()));
        return true;
    }

    /** Reads a token quoted by one character. A doubled closing character, except {@code ]}, stands for itself. */
    protected final void quoted(int closing, boolean backslash) {
        int opened = this.cursor.line();
        int from = this.sql.length();
        take();
        while (true) {
            int character = take();
            if (character == END) {
                throw unterminatedQuote(opened, closing == ']' ? "[" : Character.toString(closing));
            }
            if (character == '\\' && backslash) {
                take();
            } else if (character == closing) {
                if (closing == ']' || this.cursor.peek() != closing) {
                    break;
                }
                take();
            }
        }
        verbatim(from, "'");
    }

    protected final InvalidScriptsException unterminatedQuote(int opened, String opening) {
        return invalid(
                ErrorCode.UNTERMINATED_QUOTE,
                opened,
                "The quote %s that is opened here is never closed.".formatted(opening),
                "Close it, or look for a stray quote before it.");
    }

    /** Reads a dollar-quoted token up to the same tag. */
    protected final void dollarQuoted(String tag) {
        int opened = this.cursor.line();
        int from = this.sql.length();
        take(tag.length());
        while (!this.cursor.lookingAt(tag)) {
            if (take() == END) {
                throw unterminatedQuote(opened, tag);
            }
        }
        take(tag.length());
        verbatim(from, "'");
    }

    /** Records the text consumed since {@code from} as a token whose characters are all significant. */
    protected final void verbatim(int from, String name) {
        unnamed(from);
        this.previous = name;
        head(name);
    }

    /** Records the text consumed since {@code from} as a token that is not part of the head. */
    protected final void unnamed(int from) {
        this.visitor.verbatim(this.sql.subSequence(from, this.sql.length()));
    }

    private void head(String token) {
        if (this.tokens++ < HEAD_TOKENS) {
            this.head.append(this.head.isEmpty() ? "" : " ").append(token);
        }
    }

    protected final int taken() {
        return this.sql.length();
    }

    private void startToken() {
        if (!this.started) {
            this.started = true;
            this.line = this.cursor.line();
        }
    }

    private void token() {
        int character = this.cursor.peek();
        if (character == '\'' || character == '"') {
            quoted(character, escapes("", character));
        } else if (ownToken()) {
            return;
        } else if (startsWord(character)) {
            readWord();
        } else if (OPERATORS.indexOf(character) >= 0) {
            operator();
        } else {
            int from = taken();
            take();
            symbol(character);
            verbatim(from, Character.toString(character));
        }
    }

    private void readWord() {
        int from = taken();
        boolean number = Character.isDigit(this.cursor.peek(this.cursor.peek() == '$' ? 1 : 0));
        take();
        while (startsWord(this.cursor.peek()) && !(number && this.cursor.peek() == '$') && !atTerminator()) {
            take();
        }
        String word = this.sql.substring(from).toLowerCase(Locale.ROOT);
        if (this.cursor.peek() == '\'' && (LITERAL_PREFIXES.contains(word) || word.startsWith("_"))) {
            this.visitor.word(word + "'");
            quoted('\'', escapes(word, '\''));
            return;
        }
        this.visitor.word(word);
        if (this.words++ < LEADING_WORDS) {
            this.leading.append(this.leading.isEmpty() ? "" : " ").append(word);
        }
        word(word);
        this.previous = word;
        head(word);
    }

    private void operator() {
        int from = taken();
        take();
        while (continuesOperator() && !splitsSign(from)) {
            take();
        }
        String operator = this.sql.substring(from);
        symbol(operator.charAt(operator.length() - 1));
        verbatim(from, operator);
    }

    private boolean continuesOperator() {
        int character = this.cursor.peek();
        return OPERATORS.indexOf(character) >= 0 && !startsWord(character) && !atTerminator() && !atComment();
    }

    /** Whether a comment opens at the next character, which therefore ends an operator. */
    protected boolean atComment() {
        return this.cursor.lookingAt("--") || this.cursor.lookingAt("/*");
    }

    private boolean splitsSign(int from) {
        int character = this.cursor.peek();
        if (character != '+' && character != '-') {
            return false;
        }
        for (int i = from; i < taken(); i++) {
            if (UNUSUAL_OPERATORS.indexOf(this.sql.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
