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

    private static final Pattern BEFORE_DATABASE = Pattern.compile(
            "(?is)(?:.* )?(?:USE|(?:CREATE(?: OR REPLACE)?|DROP|ALTER) (?:DATABASE|SCHEMA)(?: IF(?: NOT)? EXISTS)?)");

    /** Words after {@code USE} or {@code DATABASE} that are not the name of a database. */
    private static final Pattern NO_DATABASE = Pattern.compile("(?i)IF|INDEX|KEY|DEFAULT|CHARACTER|CHARSET|COLLATE");

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_$]+");

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
            out.append(replacement != null && isDatabase(code, at) ? written(replacement, token) : token.text());
            at += token.kind().isCode() ? 1 : 0;
        }
        return out.toString();
    }

    /** Returns a name without quotes if the name that it replaces has none, so that the text can be restored. */
    private static String written(String name, Token replaced) {
        return replaced.kind() == Token.Kind.WORD && PLAIN_NAME.matcher(name).matches()
                ? name
                : '`' + name.replace("`", "``") + '`';
    }

    /**
     * Returns the databases that a statement names and that are not replaced, regardless of case. A name before a dot
     * must be that of one of the databases, because it can also be that of a table.
     */
    public List<String> foreignDatabases(String sql, Set<String> databases) {
        List<Token> code = code(this.lexer.tokens(sql));
        List<String> foreign = new ArrayList<>();
        for (int at = 0; at < code.size(); at++) {
            String name = code.get(at).unquoted();
            if (isName(code.get(at))
                    && !this.replacements.containsKey(name)
                    && (isObjectOfClause(code, at)
                            || (isQualifier(code, at) && databases.stream().anyMatch(name::equalsIgnoreCase)))) {
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
        return isQualifier(code, at) || isObjectOfClause(code, at);
    }

    private static boolean isQualifier(List<Token> code, int at) {
        return !isAfterDot(code, at) && at + 1 < code.size() && code.get(at + 1).is(".");
    }

    private static boolean isAfterDot(List<Token> code, int at) {
        return at > 0 && code.get(at - 1).is(".");
    }

    /** Whether a token names the database that a clause such as {@code DROP DATABASE} acts on. */
    private static boolean isObjectOfClause(List<Token> code, int at) {
        if (isAfterDot(code, at) || NO_DATABASE.matcher(code.get(at).text()).matches()) {
            return false;
        }
        String clause = code.subList(Math.max(0, at - LONGEST_CLAUSE), at).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return BEFORE_DATABASE.matcher(clause).matches();
    }
}
