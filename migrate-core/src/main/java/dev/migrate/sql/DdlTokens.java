package dev.migrate.sql;

import dev.migrate.error.Location;
import dev.migrate.sql.Token.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads the tokens of one statement from left to right. Unquoted words are in lower case, and quoted names are without
 * their quotes.
 */
public final class DdlTokens {

    private static final Set<String> QUERIES =
            Set.of("(", "select", "with", "values", "table", "insert", "update", "delete", "merge");
    private static final Token END = new Token(Kind.SYMBOL, "");

    private final List<Token> tokens;
    private final UnaryOperator<String> defaultSchemas;
    private int at;

    private DdlTokens(List<Token> tokens, UnaryOperator<String> defaultSchemas) {
        this.tokens = tokens;
        this.defaultSchemas = defaultSchemas;
    }

    /**
     * Reads a statement whose unqualified names have no schema.
     *
     * @throws dev.migrate.error.InvalidScriptsException if the statement cannot be split into tokens
     */
    public static DdlTokens of(Lexer lexer, String sql) {
        return of(lexer, sql, (name) -> "");
    }

    /**
     * Reads a statement.
     *
     * @param defaultSchemas maps an unqualified name to its schema
     * @throws dev.migrate.error.InvalidScriptsException if the statement cannot be split into tokens
     */
    public static DdlTokens of(Lexer lexer, String sql, UnaryOperator<String> defaultSchemas) {
        List<Token> tokens = new ArrayList<>();
        TokenVisitor visitor = (kind, text) -> tokens.add(normalized(kind, text.toString()));
        try (Statements statements = lexer.statements(new StringReader(sql), new Location("", 1), visitor)) {
            while (statements.next().isPresent()) {
                // the visitor has seen its tokens
            }
        }
        return new DdlTokens(tokens, defaultSchemas);
    }

    private static Token normalized(Kind kind, String text) {
        return switch (kind) {
            case NAME -> new Token(kind, new Token(kind, text).unquoted());
            case PREFIX -> new Token(kind, text + "'");
            default -> new Token(kind, text);
        };
    }

    /** Whether all tokens are consumed. */
    public boolean atEnd() {
        return this.at >= this.tokens.size();
    }

    private Token peek() {
        return get(this.at);
    }

    private Token get(int index) {
        return index >= 0 && index < this.tokens.size() ? this.tokens.get(index) : END;
    }

    /** Whether the next token is this keyword or symbol. */
    public boolean isNext(String keyword) {
        return peek().is(keyword);
    }

    /** Whether the next token is one of these keywords or symbols. */
    public boolean isNextOneOf(Set<String> keywords) {
        return isOneOf(peek(), keywords);
    }

    private static boolean isOneOf(Token token, Set<String> keywords) {
        return token.kind() != Kind.NAME && keywords.contains(token.text());
    }

    /** Consumes the keywords if all of them come next; returns false otherwise. */
    public boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!get(this.at + i).is(keywords[i])) {
                return false;
            }
        }
        this.at += keywords.length;
        return true;
    }

    /** Consumes and returns the next keyword if it is one of these; otherwise returns an empty string. */
    public String acceptOneOf(Set<String> keywords) {
        if (!isNextOneOf(keywords)) {
            return "";
        }
        String keyword = peek().text();
        this.at++;
        return keyword;
    }

    /** Whether the statement has exactly one token. */
    public boolean isSingleToken() {
        return this.tokens.size() == 1;
    }

    /** Consumes a token. */
    public void skip() {
        this.at++;
    }

    /** Consumes and returns a name with its qualifiers. */
    public DdlName name() {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(peek().text());
            this.at++;
        } while (accept("."));
        return new DdlName(parts, this.defaultSchemas.apply(parts.get(parts.size() - 1)));
    }

    /** Consumes and returns the next word; returns an empty string if the next token is a symbol or a quoted name. */
    public String word() {
        Token next = peek();
        if (next.kind() == Kind.NAME
                || next.text().isEmpty()
                || !Character.isLetter(next.text().charAt(0))) {
            return "";
        }
        this.at++;
        return next.text();
    }

    /** Consumes hints, and the openings and ends of executable comments of MySQL and MariaDB. */
    public void skipExecutableComments() {
        while (peek().kind() == Kind.EXECUTABLE_COMMENT || peek().kind() == Kind.HINT || isNext("*/")) {
            this.at++;
        }
    }

    /** Whether a name follows the next word, so that the next word is a keyword and not the name itself. */
    public boolean isFollowedByName() {
        return this.at + 1 < this.tokens.size()
                && !get(this.at + 1).is("cascade")
                && !get(this.at + 1).is("restrict");
    }

    /** Whether any token is one of these verbs, except as the event of a foreign key or as a function. */
    public boolean containsVerb(Set<String> verbs) {
        for (int i = 0; i < this.tokens.size(); i++) {
            boolean event = get(i - 1).is("on");
            boolean function = get(i + 1).is("(");
            if (isOneOf(get(i), verbs) && !event && !function) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the names of the functions that are called, qualified if they are not in {@code pg_catalog}. The first
     * token is the verb of the statement and is not examined.
     *
     * @param noCalls words before a parenthesis that are not functions
     * @param naming words before a name that is not a function
     * @param columns whether the statement can define columns, so that a name after another name is a type
     */
    public Set<String> functionCalls(Set<String> noCalls, Set<String> naming, boolean columns) {
        Set<String> calls = new TreeSet<>();
        for (int i = 1; i + 1 < this.tokens.size(); i++) {
            Token name = get(i);
            int first = i;
            while (first > 1 && get(first - 1).is(".")) {
                first -= 2;
            }
            boolean qualified = first < i;
            boolean called = get(i + 1).is("(")
                    && isName(name)
                    && (qualified || !isOneOf(name, noCalls))
                    && !isOneOf(get(first - 1), naming)
                    && !(columns && isType(first, noCalls))
                    && !isCommonTable(i + 1);
            if (called) {
                String schema = qualified ? get(i - 2).text() : "";
                calls.add(schema.isEmpty() || schema.equals("pg_catalog") ? name.text() : schema + "." + name.text());
            }
        }
        return calls;
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.NAME
                || (!token.text().isEmpty()
                        && (Character.isLetter(token.text().charAt(0))
                                || token.text().charAt(0) == '_'));
    }

    /** Whether this token follows a column name that starts a column definition. */
    private boolean isType(int index, Set<String> keywords) {
        Token column = get(index - 1);
        return isName(column)
                && !isOneOf(column, keywords)
                && isOneOf(get(index - 2), Set.of("(", ",", "column", "exists", "add"));
    }

    /** Whether the parentheses that open here hold the columns of a common table expression. */
    private boolean isCommonTable(int open) {
        int end = Parentheses.closing(this.tokens, open);
        return end >= 0
                && get(end + 1).is("as")
                && (isOneOf(get(end + 2), Set.of("materialized", "not"))
                        || (get(end + 2).is("(") && isOneOf(get(end + 3), QUERIES)));
    }

    /** Returns the texts of all tokens. */
    public Set<String> words() {
        return this.tokens.stream().map(Token::text).collect(Collectors.toSet());
    }

    /** Returns the remaining tokens as text. */
    public String rest() {
        return remaining().stream().map(Token::text).collect(Collectors.joining(" "));
    }

    private List<Token> remaining() {
        return this.tokens.subList(Math.min(this.at, this.tokens.size()), this.tokens.size());
    }

    /** Whether any token is one of these keywords. */
    public boolean contains(Set<String> keywords) {
        return this.tokens.stream().anyMatch((token) -> isOneOf(token, keywords));
    }

    /** Whether any remaining token is one of these keywords. */
    public boolean restContains(Set<String> keywords) {
        return remaining().stream().anyMatch((token) -> isOneOf(token, keywords));
    }

    /** Consumes the remaining tokens and returns them split at the commas outside parentheses. */
    public List<DdlTokens> splitAtCommas() {
        List<Token> remaining = remaining();
        this.at = this.tokens.size();
        return split(remaining);
    }

    private List<DdlTokens> split(List<Token> list) {
        return Parentheses.splitAtCommas(list).stream()
                .map((part) -> new DdlTokens(part, this.defaultSchemas))
                .toList();
    }

    /** Returns the content of the parentheses that come next, split at its commas, without consuming it. */
    public List<DdlTokens> arguments() {
        int end = Parentheses.closing(this.tokens, this.at);
        return end > this.at ? split(this.tokens.subList(this.at + 1, end)) : List.of();
    }
}
