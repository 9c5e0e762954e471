package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads the tokens of one statement from left to right. */
public final class DdlTokens {

    private static final String QUOTES = "`\"";
    private static final Set<String> QUERIES =
            Set.of("(", "select", "with", "values", "table", "insert", "update", "delete", "merge");
    private static final Token END = new Token("", false);

    private final List<Token> tokens;
    private final UnaryOperator<String> homes;
    private int at;

    private DdlTokens(List<Token> tokens, UnaryOperator<String> homes) {
        this.tokens = tokens;
        this.homes = homes;
    }

    /**
     * A token.
     *
     * @param text a word in lower case, a symbol, or the unquoted text of a name
     * @param quoted whether it is a quoted name, and therefore not a keyword
     */
    private record Token(String text, boolean quoted) {

        boolean is(String keyword) {
            return !this.quoted && this.text.equals(keyword);
        }

        boolean isOneOf(Set<String> keywords) {
            return !this.quoted && keywords.contains(this.text);
        }

        boolean isName() {
            return this.quoted
                    || (!this.text.isEmpty()
                            && (Character.isLetter(this.text.charAt(0)) || this.text.charAt(0) == '_'));
        }
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
     * @param homes maps an unqualified name to its schema
     * @throws dev.migrate.error.InvalidScriptsException if the statement cannot be split into tokens
     */
    public static DdlTokens of(Lexer lexer, String sql, UnaryOperator<String> homes) {
        List<Token> tokens = new ArrayList<>();
        TokenVisitor visitor = new TokenVisitor() {
            @Override
            public void word(CharSequence text) {
                tokens.add(new Token(text.toString().toLowerCase(Locale.ROOT), false));
            }

            @Override
            public void verbatim(CharSequence text) {
                tokens.add(token(text.toString()));
            }

            @Override
            public void endOfStatement() {}
        };
        try (Statements statements = lexer.statements(new StringReader(sql), new Location("", 1), visitor)) {
            while (statements.next().isPresent()) {
                // the visitor has seen its tokens
            }
        }
        return new DdlTokens(tokens, homes);
    }

    private static Token token(String text) {
        int quote = QUOTES.indexOf(text.charAt(0));
        if (quote < 0 || text.length() < 2) {
            return new Token(text, false);
        }
        String one = text.substring(0, 1);
        return new Token(text.substring(1, text.length() - 1).replace(one + one, one), true);
    }

    public boolean atEnd() {
        return this.at >= this.tokens.size();
    }

    private Token peek() {
        return atEnd() ? END : this.tokens.get(this.at);
    }

    public boolean sees(String keyword) {
        return peek().is(keyword);
    }

    /** Consumes the keywords if all of them come next. */
    public boolean takes(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (this.at + i >= this.tokens.size()
                    || !this.tokens.get(this.at + i).is(keywords[i])) {
                return false;
            }
        }
        this.at += keywords.length;
        return true;
    }

    /** Consumes and returns the next keyword if it is one of these; otherwise returns an empty string. */
    public String takesOneOf(Set<String> keywords) {
        if (!seesOneOf(keywords)) {
            return "";
        }
        String keyword = peek().text();
        this.at++;
        return keyword;
    }

    public boolean seesOneOf(Set<String> keywords) {
        return !peek().quoted() && keywords.contains(peek().text());
    }

    /** Whether the statement has exactly one token. */
    public boolean isOne() {
        return this.tokens.size() == 1;
    }

    public void skip() {
        this.at++;
    }

    /** Consumes and returns a name with its qualifiers. */
    public DdlName name() {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(peek().text());
            this.at++;
        } while (takes("."));
        return new DdlName(parts, this.homes.apply(parts.get(parts.size() - 1)));
    }

    /** Consumes and returns the next word; returns an empty string if the next token is a symbol or a quoted name. */
    public String word() {
        Token next = peek();
        if (next.quoted()
                || next.text().isEmpty()
                || !Character.isLetter(next.text().charAt(0))) {
            return "";
        }
        this.at++;
        return next.text();
    }

    /** Consumes the opening or the end of an executable comment of MySQL and MariaDB. */
    public void skipCodeComment() {
        while (!peek().quoted()
                && (peek().text().startsWith("/*") || peek().text().equals("*/"))) {
            this.at++;
        }
    }

    /** Whether a name follows the next word, so that the next word is a keyword and not the name itself. */
    public boolean isFollowedByName() {
        return this.at + 1 < this.tokens.size()
                && !this.tokens.get(this.at + 1).is("cascade")
                && !this.tokens.get(this.at + 1).is("restrict");
    }

    /** Whether any token is one of these verbs, except as the event of a foreign key or as a function. */
    public boolean removes(Set<String> verbs) {
        for (int i = 0; i < this.tokens.size(); i++) {
            Token token = this.tokens.get(i);
            boolean event = i > 0 && this.tokens.get(i - 1).is("on");
            boolean function =
                    i + 1 < this.tokens.size() && this.tokens.get(i + 1).is("(");
            if (!token.quoted() && verbs.contains(token.text()) && !event && !function) {
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
    public Set<String> calls(Set<String> noCalls, Set<String> naming, boolean columns) {
        Set<String> calls = new TreeSet<>();
        for (int i = 1; i + 1 < this.tokens.size(); i++) {
            Token name = this.tokens.get(i);
            int first = i;
            while (first > 1 && this.tokens.get(first - 1).is(".")) {
                first -= 2;
            }
            boolean qualified = first < i;
            boolean called = this.tokens.get(i + 1).is("(")
                    && name.isName()
                    && (name.quoted() || qualified || !noCalls.contains(name.text()))
                    && !before(first).isOneOf(naming)
                    && !(columns && isType(first, noCalls))
                    && !isCommonTable(i + 1);
            if (called) {
                String schema = qualified ? this.tokens.get(i - 2).text() : "";
                calls.add(schema.isEmpty() || schema.equals("pg_catalog") ? name.text() : schema + "." + name.text());
            }
        }
        return calls;
    }

    private Token before(int index) {
        return index > 0 ? this.tokens.get(index - 1) : END;
    }

    /** Whether this token follows a column name that starts a column definition. */
    private boolean isType(int index, Set<String> keywords) {
        Token column = before(index);
        return column.isName()
                && !column.isOneOf(keywords)
                && before(index - 1).isOneOf(Set.of("(", ",", "column", "exists", "add"));
    }

    /** Whether the parentheses that open here hold the columns of a common table expression. */
    private boolean isCommonTable(int open) {
        int depth = 0;
        for (int end = open; end < this.tokens.size(); end++) {
            depth += this.tokens.get(end).is("(") ? 1 : this.tokens.get(end).is(")") ? -1 : 0;
            if (depth == 0) {
                return isAt(end + 1, Set.of("as"))
                        && (isAt(end + 2, Set.of("materialized", "not"))
                                || (isAt(end + 2, Set.of("(")) && isAt(end + 3, QUERIES)));
            }
        }
        return false;
    }

    private boolean isAt(int index, Set<String> keywords) {
        return index < this.tokens.size() && this.tokens.get(index).isOneOf(keywords);
    }

    /** Returns all words and names. */
    public Set<String> words() {
        return this.tokens.stream().map(Token::text).collect(Collectors.toSet());
    }

    /** Returns the remaining tokens as text. */
    public String rest() {
        return this.tokens.subList(Math.min(this.at, this.tokens.size()), this.tokens.size()).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
    }

    /** Whether any token is one of these keywords. */
    public boolean mentions(Set<String> keywords) {
        return this.tokens.stream().anyMatch((token) -> !token.quoted() && keywords.contains(token.text()));
    }

    /** Whether any remaining token is one of these keywords. */
    public boolean mentionsLater(Set<String> keywords) {
        return this.tokens.stream()
                .skip(this.at)
                .anyMatch((token) -> !token.quoted() && keywords.contains(token.text()));
    }

    /** Consumes the remaining tokens and returns them split at the commas outside parentheses. */
    public List<DdlTokens> parts() {
        List<DdlTokens> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (; !atEnd(); this.at++) {
            Token token = peek();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(new DdlTokens(part, this.homes));
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(new DdlTokens(part, this.homes));
        return parts;
    }

    /** Returns the content of the parentheses that come next, split at its commas, without consuming it. */
    public List<DdlTokens> arguments() {
        int depth = 0;
        for (int end = this.at; end < this.tokens.size(); end++) {
            depth += this.tokens.get(end).is("(") ? 1 : this.tokens.get(end).is(")") ? -1 : 0;
            if (depth == 0) {
                return new DdlTokens(this.tokens.subList(Math.min(this.at + 1, end), end), this.homes).parts();
            }
        }
        return List.of();
    }

    /** Returns the remaining tokens without the parentheses around them. */
    public DdlTokens unwrapped() {
        return new DdlTokens(List.copyOf(this.tokens.subList(this.at + 1, this.tokens.size() - 1)), this.homes);
    }
}
