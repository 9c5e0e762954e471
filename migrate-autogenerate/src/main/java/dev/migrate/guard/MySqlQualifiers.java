package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces and finds database names in handwritten SQL of MariaDB and MySQL. A name is that of a database if it
 * precedes a dot and does not follow one, or if it follows {@code DATABASE}, {@code SCHEMA} or {@code USE}.
 */
public final class MySqlQualifiers {

    /** The number of tokens in the longest clause that is followed by the name of a database. */
    private static final int LONGEST_CLAUSE = 7;

    private static final Pattern BEFORE_DATABASE =
            Pattern.compile("(?i)(USE|(CREATE( OR REPLACE)?|DROP|ALTER) (DATABASE|SCHEMA)( IF( NOT)? EXISTS)?)");

    private final Lexer lexer;
    private final Map<String, String> replacements;

    /**
     * Creates a rewriter.
     *
     * @param replacements the replacement of each database name
     */
    public MySqlQualifiers(Lexer lexer, Map<String, String> replacements) {
        this.lexer = lexer;
        this.replacements = Map.copyOf(replacements);
    }

    /** Returns a statement with the names of databases replaced. */
    public String rewrite(String sql) {
        if (this.replacements.keySet().stream().noneMatch(sql::contains)) {
            return sql;
        }
        List<Token> tokens = this.lexer.tokens(sql);
        List<Token> code = code(tokens);
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Token token : tokens) {
            String replacement = isName(token) ? this.replacements.get(token.unquoted()) : null;
            out.append(
                    replacement != null && isDatabase(code, at)
                            ? '`' + replacement.replace("`", "``") + '`'
                            : token.text());
            at += token.kind().isCode() ? 1 : 0;
        }
        return out.toString();
    }

    /** Returns the databases that a statement names and that are not replaced, regardless of case. */
    List<String> foreignDatabases(String sql, Set<String> databases) {
        List<Token> code = code(this.lexer.tokens(sql));
        List<String> foreign = new ArrayList<>();
        for (int at = 0; at < code.size(); at++) {
            String name = code.get(at).unquoted();
            if (isName(code.get(at))
                    && !this.replacements.containsKey(name)
                    && isDatabase(code, at)
                    && databases.stream().anyMatch(name::equalsIgnoreCase)) {
                foreign.add(name);
            }
        }
        return foreign;
    }

    private static List<Token> code(List<Token> tokens) {
        return tokens.stream().filter((token) -> token.kind().isCode()).toList();
    }

    /** Whether a token can be a name. Double quotes count too, because only a name in them can precede a dot. */
    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.WORD;
    }

    private static boolean isDatabase(List<Token> code, int at) {
        boolean afterDot = at > 0 && code.get(at - 1).is(".");
        boolean beforeDot = at + 1 < code.size() && code.get(at + 1).is(".");
        String clause = code.subList(Math.max(0, at - LONGEST_CLAUSE), at).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return !afterDot && (beforeDot || BEFORE_DATABASE.matcher(clause).matches());
    }
}
