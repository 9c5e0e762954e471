package dev.migrate.inspect.sqlite;

import dev.migrate.ddl.Ddl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of a statement that SQLite stores as it was entered. Writes them in normalized form: keywords in upper
 * case, quotes only where necessary, single blanks, and no comments.
 */
final class SqliteTokens {

    private static final Set<String> LONG_OPERATORS = Set.of("||", "<<", ">>", "<=", ">=", "==", "!=", "<>", "->");
    private static final Set<String> NO_BLANK_BEFORE = Set.of(")", ",", ".", ";");
    private static final Set<String> NO_BLANK_AFTER = Set.of("(", ".");
    private static final Set<String> SIGNS = Set.of("-", "+", "~");

    private final List<Token> tokens;
    private final Ddl ddl;
    private int at;

    private SqliteTokens(List<Token> tokens, Ddl ddl) {
        this.tokens = tokens;
        this.ddl = ddl;
    }

    static SqliteTokens of(String sql, Ddl ddl) {
        List<Token> tokens = new ArrayList<>();
        int position = 0;
        while (position < sql.length()) {
            int end = end(sql, position);
            Token token = new Token(sql.substring(position, end));
            if (!token.isBlank()) {
                tokens.add(token);
            }
            position = end;
        }
        return new SqliteTokens(tokens, ddl);
    }

    boolean hasNext() {
        return this.at < this.tokens.size();
    }

    /** Whether the next words are these, in any case. */
    boolean isNext(String... words) {
        for (int ahead = 0; ahead < words.length; ahead++) {
            if (this.at + ahead >= this.tokens.size()
                    || !this.tokens.get(this.at + ahead).is(words[ahead])) {
                return false;
            }
        }
        return true;
    }

    /** Consumes the next words if they are these. */
    boolean take(String... words) {
        if (!isNext(words)) {
            return false;
        }
        this.at += words.length;
        return true;
    }

    Token next() {
        return this.tokens.get(this.at++);
    }

    /** Consumes and returns the next name, without its quotes. */
    String name() {
        return next().name();
    }

    /** Consumes a pair of parentheses and returns its content. */
    SqliteTokens group() {
        int start = this.at + 1;
        int depth = 0;
        do {
            Token token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        } while (depth > 0);
        return new SqliteTokens(this.tokens.subList(start, this.at - 1), this.ddl);
    }

    /** Returns the same tokens from the start. */
    SqliteTokens copy() {
        return new SqliteTokens(this.tokens, this.ddl);
    }

    /** Consumes and returns the remaining tokens. */
    SqliteTokens rest() {
        SqliteTokens rest = new SqliteTokens(this.tokens.subList(this.at, this.tokens.size()), this.ddl);
        this.at = this.tokens.size();
        return rest;
    }

    /** Returns the remaining tokens split at the commas outside parentheses. */
    List<SqliteTokens> split() {
        List<SqliteTokens> parts = new ArrayList<>();
        int depth = 0;
        int start = this.at;
        for (int place = this.at; place < this.tokens.size(); place++) {
            Token token = this.tokens.get(place);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(new SqliteTokens(this.tokens.subList(start, place), this.ddl));
                start = place + 1;
            }
        }
        parts.add(new SqliteTokens(this.tokens.subList(start, this.tokens.size()), this.ddl));
        return parts;
    }

    /** Returns the tokens without parentheses around all of them. */
    SqliteTokens unwrapped() {
        SqliteTokens bare = this;
        while (bare.isGroup()) {
            bare = new SqliteTokens(bare.tokens.subList(1, bare.tokens.size() - 1), this.ddl);
        }
        return bare;
    }

    private boolean isGroup() {
        if (this.tokens.size() < 3 || !this.tokens.get(0).is("(")) {
            return false;
        }
        int depth = 0;
        for (int place = 0; place < this.tokens.size(); place++) {
            depth += this.tokens.get(place).is("(") ? 1 : this.tokens.get(place).is(")") ? -1 : 0;
            if (depth == 0 && place < this.tokens.size() - 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether the tokens are a single literal, with or without a sign. */
    boolean isLiteral() {
        int first = this.tokens.size() == 2 && SIGNS.contains(this.tokens.get(0).text()) ? 1 : 0;
        return this.tokens.size() == first + 1 && this.tokens.get(first).isLiteral();
    }

    /** Returns the names that occur among the words. */
    List<String> mentioned(Collection<String> names) {
        return names.stream()
                .filter((name) -> this.tokens.stream()
                        .anyMatch((token) -> token.isName() && token.name().equalsIgnoreCase(name)))
                .toList();
    }

    /**
     * Returns the normalized text.
     *
     * @param columns the column names, whose spelling replaces that of the words; if empty, words are not changed
     */
    String text(Collection<String> columns) {
        StringBuilder out = new StringBuilder();
        for (int place = 0; place < this.tokens.size(); place++) {
            Token token = this.tokens.get(place);
            if (place > 0 && isApart(place)) {
                out.append(' ');
            }
            out.append(written(token, place, columns));
        }
        return out.toString();
    }

    private boolean isApart(int place) {
        Token before = this.tokens.get(place - 1);
        Token token = this.tokens.get(place);
        if (NO_BLANK_BEFORE.contains(token.text()) || NO_BLANK_AFTER.contains(before.text())) {
            return false;
        }
        if (token.is("(")) {
            return !(before.isWord() && !isKeyword(before)) && !before.isQuotedName();
        }
        boolean unary = SIGNS.contains(before.text()) && (place == 1 || startsOperand(this.tokens.get(place - 2)));
        return !unary;
    }

    private boolean startsOperand(Token before) {
        return before.isOperator() || before.is("(") || before.is(",") || (before.isWord() && isKeyword(before));
    }

    private boolean isKeyword(Token token) {
        return !this.ddl.identifier(token.text()).equals(token.text());
    }

    private String written(Token token, int place, Collection<String> columns) {
        if (token.is("==")) {
            return "=";
        }
        if (token.is("!=")) {
            return "<>";
        }
        if (!token.isName()) {
            return token.isLiteral() || token.isOperator()
                    ? token.text()
                    : token.text().toUpperCase(Locale.ROOT);
        }
        Optional<String> column = columns.stream()
                .filter((name) -> name.equalsIgnoreCase(token.name()))
                .findFirst();
        boolean keyword = token.isWord() && isKeyword(token);
        if (column.isPresent() && !keyword) {
            return this.ddl.identifier(column.get());
        }
        if (token.isQuotedName()) {
            boolean reallyText = !columns.isEmpty() && token.text().startsWith("\"");
            return reallyText ? this.ddl.literal(token.name()) : this.ddl.identifier(token.name());
        }
        if (keyword) {
            return token.text().toUpperCase(Locale.ROOT);
        }
        boolean function =
                place + 1 < this.tokens.size() && this.tokens.get(place + 1).is("(") && !columns.isEmpty();
        return function ? token.text().toLowerCase(Locale.ROOT) : token.text();
    }

    private static int end(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"' || first == '`' || first == '[') {
            return quoted(sql, start, first == '[' ? ']' : first);
        }
        if (sql.startsWith("--", start)) {
            int line = sql.indexOf('\n', start);
            return line < 0 ? sql.length() : line + 1;
        }
        if (sql.startsWith("/*", start)) {
            int close = sql.indexOf("*/", start + 2);
            return close < 0 ? sql.length() : close + 2;
        }
        if ((first == 'x' || first == 'X') && start + 1 < sql.length() && sql.charAt(start + 1) == '\'') {
            return quoted(sql, start + 1, '\'');
        }
        if (LONG_OPERATORS.contains(sql.substring(start, Math.min(sql.length(), start + 2)))) {
            return sql.startsWith("->>", start) ? start + 3 : start + 2;
        }
        boolean number = Character.isDigit(first)
                || (first == '.' && start + 1 < sql.length() && Character.isDigit(sql.charAt(start + 1)));
        int end = start + 1;
        if (Character.isWhitespace(first)) {
            while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
                end++;
            }
        } else if (number || isPart(first)) {
            while (end < sql.length() && (isPart(sql.charAt(end)) || (number && continues(sql, end)))) {
                end++;
            }
        }
        return end;
    }

    /** Whether a character continues a number: a decimal point, or the sign of the exponent. */
    private static boolean continues(String sql, int at) {
        char character = sql.charAt(at);
        return character == '.'
                || ((character == '+' || character == '-') && Character.toLowerCase(sql.charAt(at - 1)) == 'e');
    }

    private static int quoted(String sql, int start, char closing) {
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) != closing) {
                at++;
            } else if (closing != ']' && at + 1 < sql.length() && sql.charAt(at + 1) == closing) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }

    /** A token as it was entered. */
    record Token(String text) {

        boolean is(String word) {
            return this.text.equalsIgnoreCase(word);
        }

        boolean isBlank() {
            return Character.isWhitespace(this.text.charAt(0))
                    || this.text.startsWith("--")
                    || this.text.startsWith("/*");
        }

        boolean isQuotedName() {
            return "\"`[".indexOf(this.text.charAt(0)) >= 0;
        }

        boolean isWord() {
            char first = this.text.charAt(0);
            return !isLiteral() && !Character.isDigit(first) && isPart(first);
        }

        boolean isName() {
            return isQuotedName() || isWord();
        }

        boolean isLiteral() {
            char first = this.text.charAt(0);
            return first == '\''
                    || Character.isDigit(first)
                    || (first == '.' && this.text.length() > 1)
                    || ((first == 'x' || first == 'X') && this.text.endsWith("'") && this.text.length() > 1);
        }

        boolean isOperator() {
            return !isName() && !isLiteral() && "(),.;".indexOf(this.text.charAt(0)) < 0;
        }

        /** Returns the name or the text without its quotes. */
        String name() {
            char first = this.text.charAt(0);
            if ("\"`['".indexOf(first) < 0) {
                return this.text;
            }
            String inner = this.text.substring(1, this.text.length() - 1);
            return first == '[' ? inner : inner.replace("" + first + first, "" + first);
        }
    }
}
