package dev.migrate.inspect.sqlite;

import dev.migrate.ddl.Ddl;
import dev.migrate.sql.Parentheses;
import dev.migrate.sql.SqliteLexer;
import dev.migrate.sql.Token;
import dev.migrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens of a statement that SQLite stores as it was entered. Writes them in normalized form: keywords in upper
 * case, quotes only where necessary, single blanks, and no comments.
 */
final class SqliteTokens {

    /** The operators of more than one character, the longest first. */
    private static final List<String> LONG_OPERATORS =
            List.of("->>", "||", "<<", ">>", "<=", ">=", "==", "!=", "<>", "->");

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
        List<Token> all = new SqliteLexer().tokens(sql);
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < all.size()) {
            int end = end(all, start);
            Token token = all.get(start);
            if (end > start + 1 || isNumber(token)) {
                tokens.add(new Token(Kind.LITERAL, text(all.subList(start, end))));
            } else if (token.kind() == Kind.OPERATOR) {
                addOperators(token.text(), tokens);
            } else if (token.kind().isCode()) {
                tokens.add(token);
            }
            start = end;
        }
        return new SqliteTokens(tokens, ddl);
    }

    /** Returns the index after a token, or after all tokens of a number or a blob. */
    private static int end(List<Token> all, int start) {
        Token first = all.get(start);
        if (first.kind() == Kind.PREFIX && first.is("x")) {
            return start + 2;
        }
        boolean number = isNumber(first) || (first.is(".") && start + 1 < all.size() && isNumber(all.get(start + 1)));
        int end = start + 1;
        while (number && end < all.size() && continuesNumber(all.get(end - 1), all.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNumber(Token token) {
        return token.kind() == Kind.WORD && Character.isDigit(token.text().charAt(0));
    }

    /** Whether a token continues a number: a decimal point, digits, or the sign of an exponent. */
    private static boolean continuesNumber(Token before, Token token) {
        boolean sign = token.is("+") || token.is("-");
        return token.kind() == Kind.WORD
                || token.is(".")
                || (sign && before.text().toLowerCase(Locale.ROOT).endsWith("e"));
    }

    private static String text(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }

    /** Adds the operators of SQLite in a sequence of operator characters. */
    private static void addOperators(String sequence, List<Token> tokens) {
        int start = 0;
        while (start < sequence.length()) {
            String operator = operatorAt(sequence, start);
            tokens.add(new Token(Kind.OPERATOR, operator));
            start += operator.length();
        }
    }

    private static String operatorAt(String sequence, int start) {
        for (String operator : LONG_OPERATORS) {
            if (sequence.startsWith(operator, start)) {
                return operator;
            }
        }
        return sequence.substring(start, start + 1);
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
    boolean accept(String... words) {
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
        return next().unquoted();
    }

    /** Consumes a pair of parentheses and returns its content. */
    SqliteTokens group() {
        int closing = Parentheses.closing(this.tokens, this.at);
        SqliteTokens content = part(this.tokens.subList(this.at + 1, closing));
        this.at = closing + 1;
        return content;
    }

    private SqliteTokens part(List<Token> part) {
        return new SqliteTokens(part, this.ddl);
    }

    /** Returns the same tokens from the start. */
    SqliteTokens copy() {
        return part(this.tokens);
    }

    /** Consumes and returns the remaining tokens. */
    SqliteTokens rest() {
        SqliteTokens rest = part(remaining());
        this.at = this.tokens.size();
        return rest;
    }

    private List<Token> remaining() {
        return this.tokens.subList(this.at, this.tokens.size());
    }

    /** Returns the remaining tokens split at the commas outside parentheses. */
    List<SqliteTokens> splitAtCommas() {
        return Parentheses.splitAtCommas(remaining()).stream().map(this::part).toList();
    }

    /** Returns the tokens without parentheses around all of them. */
    SqliteTokens unwrapped() {
        SqliteTokens content = this;
        while (content.isGroup()) {
            content = part(content.tokens.subList(1, content.tokens.size() - 1));
        }
        return content;
    }

    private boolean isGroup() {
        int last = this.tokens.size() - 1;
        return last > 1 && this.tokens.get(0).is("(") && Parentheses.closing(this.tokens, 0) == last;
    }

    /** Whether the tokens are a single literal, with or without a sign. */
    boolean isLiteral() {
        int first = this.tokens.size() == 2 && SIGNS.contains(this.tokens.get(0).text()) ? 1 : 0;
        return this.tokens.size() == first + 1 && this.tokens.get(first).kind() == Kind.LITERAL;
    }

    /** Returns the names that occur among the words. */
    List<String> namesIn(Collection<String> names) {
        return names.stream()
                .filter((name) -> this.tokens.stream()
                        .anyMatch((token) -> isName(token) && token.unquoted().equalsIgnoreCase(name)))
                .toList();
    }

    /**
     * Returns the normalized text.
     *
     * @param columns the column names, whose spelling reindexs that of the words; if empty, words are not changed
     */
    String text(Collection<String> columns) {
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < this.tokens.size(); index++) {
            Token token = this.tokens.get(index);
            if (index > 0 && needsSpaceBefore(index)) {
                out.append(' ');
            }
            out.append(normalized(token, index, columns));
        }
        return out.toString();
    }

    private boolean needsSpaceBefore(int index) {
        Token before = this.tokens.get(index - 1);
        Token token = this.tokens.get(index);
        if (NO_BLANK_BEFORE.contains(token.text()) || NO_BLANK_AFTER.contains(before.text())) {
            return false;
        }
        if (token.is("(")) {
            return !isName(before) || isKeyword(before);
        }
        boolean unary = SIGNS.contains(before.text()) && (index == 1 || isBeforeOperand(this.tokens.get(index - 2)));
        return !unary;
    }

    private boolean isBeforeOperand(Token before) {
        return isOperator(before) || before.is("(") || before.is(",") || isKeyword(before);
    }

    private boolean isKeyword(Token token) {
        return isWord(token) && !this.ddl.identifier(token.text()).equals(token.text());
    }

    private String normalized(Token token, int index, Collection<String> columns) {
        if (token.is("==")) {
            return "=";
        }
        if (token.is("!=")) {
            return "<>";
        }
        if (!isName(token)) {
            return token.kind() == Kind.LITERAL || isOperator(token)
                    ? token.text()
                    : token.text().toUpperCase(Locale.ROOT);
        }
        Optional<String> column = columns.stream()
                .filter((name) -> name.equalsIgnoreCase(token.unquoted()))
                .findFirst();
        boolean keyword = isKeyword(token);
        if (column.isPresent() && !keyword) {
            return this.ddl.identifier(column.get());
        }
        if (token.kind() == Kind.NAME) {
            boolean literal = !columns.isEmpty() && token.text().startsWith("\"");
            return literal ? this.ddl.literal(token.unquoted()) : this.ddl.identifier(token.unquoted());
        }
        if (keyword) {
            return token.text().toUpperCase(Locale.ROOT);
        }
        boolean function =
                index + 1 < this.tokens.size() && this.tokens.get(index + 1).is("(") && !columns.isEmpty();
        return function ? token.text().toLowerCase(Locale.ROOT) : token.text();
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.NAME || isWord(token);
    }

    private static boolean isWord(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.PREFIX;
    }

    private static boolean isOperator(Token token) {
        return token.kind() == Kind.OPERATOR
                || (token.kind() == Kind.SYMBOL && "(),.;".indexOf(token.text().charAt(0)) < 0);
    }
}
