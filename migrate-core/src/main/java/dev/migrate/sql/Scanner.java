package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where each token of a text begins and ends. Holds what all products share. A quote or a comment that is never
 * closed extends to the end of the text.
 */
abstract class Scanner {

    /** Prefixes that change the kind of a literal when they directly precede the quote. */
    private static final Set<String> LITERAL_PREFIXES = Set.of("b", "e", "n", "x");

    private static final String OPERATORS = "+-*/<>=~!@#%^&|?:";

    /**
     * Characters that let an operator end with a sign, as PostgreSQL reads it; without them a sign is its own token.
     */
    private static final String UNUSUAL_OPERATORS = "~!@#%^&|?";

    protected final CharCursor cursor;
    private StringBuilder text = new StringBuilder();
    private boolean inStatement;
    private String prefix = "";
    private String unterminated = "";

    Scanner(CharCursor cursor) {
        this.cursor = cursor;
    }

    /** Returns all tokens of a text. */
    static List<Token> tokens(Scanner scanner) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (scanner.cursor.peek() != END) {
            text.setLength(0);
            Kind kind = scanner.next(text);
            tokens.add(new Token(kind, text.toString()));
        }
        return tokens;
    }

    final CharCursor cursor() {
        return this.cursor;
    }

    /** Begins a statement. */
    void begin() {
        this.inStatement = false;
    }

    /** Whether the statement has a token yet, other than white space and comments. */
    final boolean inStatement() {
        return this.inStatement;
    }

    /** Returns how the last token is opened if it is never closed; otherwise returns an empty string. */
    final String unterminated() {
        return this.unterminated;
    }

    /** Appends the next token to a text and returns its kind. The scanned text must not be at its end. */
    final Kind next(StringBuilder target) {
        this.text = target;
        this.unterminated = "";
        int from = target.length();
        Kind kind = read();
        this.prefix = kind == Kind.PREFIX ? target.substring(from).toLowerCase(Locale.ROOT) : "";
        return kind;
    }

    private Kind read() {
        int character = this.cursor.peek();
        if (Character.isWhitespace(character)) {
            space(this.text);
            return Kind.SPACE;
        }
        if (comment()) {
            return Kind.COMMENT;
        }
        this.inStatement = true;
        return token(character);
    }

    private Kind token(int character) {
        if (character == '\'') {
            return quoted(Kind.LITERAL, '\'', escapes(this.prefix, '\''));
        }
        if (character == '"') {
            return quoted(Kind.NAME, '"', escapes("", '"'));
        }
        Kind own = ownToken();
        if (own != null) {
            return own;
        }
        if (startsWord(character)) {
            return word();
        }
        if (OPERATORS.indexOf(character) >= 0) {
            operator();
            return Kind.OPERATOR;
        }
        take();
        return Kind.SYMBOL;
    }

    /** Reads a comment; returns false if there is none here. */
    protected abstract boolean comment();

    /** Reads a token that only this product has; returns null if there is none here. */
    protected abstract @Nullable Kind ownToken();

    /** Whether a backslash escapes the next character in a literal with this prefix and quote. */
    protected boolean escapes(String prefix, int quote) {
        return false;
    }

    /** Whether a backslash escapes the closing quote after it, in a text where a backslash escapes other characters. */
    protected boolean escapesClosing(int quote) {
        return true;
    }

    protected boolean startsWord(int character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }

    protected boolean endsLineComment(int character) {
        return character == '\n' || character == '\r';
    }

    /** Whether a comment opens at the next character, which therefore ends an operator. */
    protected boolean atComment() {
        return this.cursor.lookingAt("--") || this.cursor.lookingAt("/*");
    }

    /** Whether the next character ends a word or an operator although it could continue it. */
    protected boolean atBoundary() {
        return false;
    }

    /** Consumes the next character as a part of the token, and returns it. */
    protected final int take() {
        int character = this.cursor.next();
        if (character != END) {
            this.text.append((char) character);
        }
        return character;
    }

    protected final void take(int count) {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    /** Appends the white space that comes next. */
    final void space(StringBuilder target) {
        while (Character.isWhitespace(this.cursor.peek())) {
            target.append((char) this.cursor.next());
        }
    }

    protected final boolean lineComment(String opening) {
        if (!this.cursor.lookingAt(opening)) {
            return false;
        }
        while (this.cursor.peek() != END && !endsLineComment(this.cursor.peek())) {
            take();
        }
        return true;
    }

    protected final boolean blockComment(boolean nested) {
        if (!this.cursor.lookingAt("/*")) {
            return false;
        }
        take(2);
        int depth = 1;
        while (depth > 0) {
            if (this.cursor.lookingAt("*/")) {
                take(2);
                depth--;
            } else if (nested && this.cursor.lookingAt("/*")) {
                take(2);
                depth++;
            } else if (take() == END) {
                this.unterminated = "/*";
                return true;
            }
        }
        return true;
    }

    /** Reads a text quoted by one character. A doubled closing character, except {@code ]}, stands for itself. */
    protected final Kind quoted(Kind kind, int closing, boolean backslash) {
        take();
        while (true) {
            int character = take();
            if (character == END) {
                this.unterminated = closing == ']' ? "[" : Character.toString(closing);
                return kind;
            }
            if (character == '\\' && backslash) {
                if (this.cursor.peek() != closing || escapesClosing(closing)) {
                    take();
                }
            } else if (character == closing) {
                if (closing == ']' || this.cursor.peek() != closing) {
                    return kind;
                }
                take();
            }
        }
    }

    /** Reads a text in dollar quotes with or without a tag; returns null if there is none here. */
    protected final @Nullable Kind dollarQuoted() {
        String tag = dollarTag();
        return tag.isEmpty() ? null : dollarQuoted(tag);
    }

    /** Returns the tag with its two dollar signs, or an empty string if there is none: {@code $1} is a parameter. */
    private String dollarTag() {
        StringBuilder tag = new StringBuilder("$");
        for (int i = 1; i < CharCursor.VIEW; i++) {
            int character = this.cursor.peek(i);
            if (character == '$') {
                return tag.append('$').toString();
            }
            boolean letter = Character.isLetter(character) || character == '_' || character >= 0x80;
            if (character == END || !(letter || (i > 1 && Character.isDigit(character)))) {
                return "";
            }
            tag.append((char) character);
        }
        return "";
    }

    /** Reads a dollar-quoted text up to the same tag. */
    protected final Kind dollarQuoted(String tag) {
        take(tag.length());
        while (!this.cursor.lookingAt(tag)) {
            if (take() == END) {
                this.unterminated = tag;
                return Kind.LITERAL;
            }
        }
        take(tag.length());
        return Kind.LITERAL;
    }

    private Kind word() {
        int from = this.text.length();
        boolean number = Character.isDigit(this.cursor.peek(this.cursor.peek() == '$' ? 1 : 0));
        take();
        while (startsWord(this.cursor.peek()) && !(number && this.cursor.peek() == '$') && !atBoundary()) {
            take();
        }
        return this.cursor.peek() == '\'' && isPrefix(from) ? Kind.PREFIX : Kind.WORD;
    }

    private boolean isPrefix(int from) {
        return this.text.charAt(from) == '_'
                || LITERAL_PREFIXES.contains(this.text.substring(from).toLowerCase(Locale.ROOT));
    }

    private void operator() {
        int from = this.text.length();
        take();
        while (continuesOperator() && !splitsSign(from)) {
            take();
        }
    }

    private boolean continuesOperator() {
        int character = this.cursor.peek();
        return OPERATORS.indexOf(character) >= 0 && !startsWord(character) && !atBoundary() && !atComment();
    }

    private boolean splitsSign(int from) {
        int character = this.cursor.peek();
        if (character != '+' && character != '-') {
            return false;
        }
        for (int i = from; i < this.text.length(); i++) {
            if (UNUSUAL_OPERATORS.indexOf(this.text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
