package dev.migrate.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A {@code PRAGMA} of SQLite, however it is written: with a schema, with any quotes, with {@code =} or parentheses.
 *
 * @param name the name in lower case, without its schema
 * @param value the value in lower case; empty if the pragma is only read
 */
public record SqlitePragma(String name, String value) {

    private static final Set<String> OFF = Set.of("0", "off", "false", "no");

    /** Reads a statement; returns empty if it is not a pragma. */
    public static Optional<SqlitePragma> of(String sql) {
        List<Token> tokens = new SqliteLexer()
                .tokens(sql).stream().filter((token) -> token.kind().isCode()).toList();
        if (tokens.size() < 2 || !tokens.get(0).is("pragma")) {
            return Optional.empty();
        }
        int name = tokens.size() > 3 && tokens.get(2).is(".") ? 3 : 1;
        String value = tokens.stream()
                .skip(name + 1L)
                .filter((token) -> token.kind() == Token.Kind.LITERAL
                        || !Set.of("=", "(", ")").contains(token.text()))
                .map(SqlitePragma::lowerCase)
                .collect(Collectors.joining());
        return Optional.of(new SqlitePragma(lowerCase(tokens.get(name)), value));
    }

    private static String lowerCase(Token token) {
        return token.unquoted().toLowerCase(Locale.ROOT);
    }

    /** Whether this sets a value. */
    public boolean isAssignment() {
        return !this.value.isEmpty();
    }

    /** Whether this switches off what it names. */
    public boolean isOff() {
        return OFF.contains(this.value);
    }
}
