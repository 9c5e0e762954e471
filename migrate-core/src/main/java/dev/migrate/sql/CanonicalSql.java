package dev.migrate.sql;

import dev.migrate.schema.QualifiedName;
import dev.migrate.sql.Token.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites SQL as a server prints it. Every name is quoted and qualified with its schema, so that schemas can be
 * recognized without parsing.
 *
 * @param lexer the lexer of the product
 * @param quote the character that quotes names
 */
public record CanonicalSql(Lexer lexer, char quote) {

    private static final Set<String> INTRODUCERS = Set.of("_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_ascii");

    /**
     * Returns the text with the schemas of its names replaced.
     *
     * @param rename maps a schema to its replacement; an empty name removes the schema, null keeps it
     */
    public String inNamespaces(String text, UnaryOperator<@Nullable String> rename) {
        StringBuilder out = new StringBuilder();
        List<Token> tokens = this.lexer.tokens(text);
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            String other = isQualifier(tokens, at) ? rename.apply(token.unquoted()) : null;
            if (other == null) {
                out.append(token.text());
            } else if (other.isEmpty()) {
                at++;
            } else {
                out.append(quoted(other));
            }
        }
        return out.toString();
    }

    /** Returns the text with each quoted name replaced by the result of the function. */
    public String withNames(String text, UnaryOperator<String> write) {
        return rewritten(text, (token) -> isName(token) ? write.apply(token.unquoted()) : token.text());
    }

    /** Returns the text with everything except names and literals in upper case. */
    public String inUpperCase(String text) {
        return rewritten(
                text, (token) -> isQuoted(token) ? token.text() : token.text().toUpperCase(Locale.ROOT));
    }

    /** Returns the text on one line, except for line ends in names, literals and comments. */
    public String inOneLine(String text) {
        String line = rewritten(text, (token) -> token.kind() == Kind.SPACE ? " " : token.text());
        return line.replace("( ", "(").strip();
    }

    /** Returns the text without the character set introducers before its literals. */
    public String withoutIntroducers(String text) {
        return rewritten(text, (token) -> isIntroducer(token) ? "" : token.text());
    }

    /** Returns the tokens in one form, without comments, for comparison with another text. */
    public String normalized(String text) {
        return this.lexer.tokens(text).stream()
                .filter((token) -> !token.kind().isIgnored())
                .map((token) -> isQuoted(token) ? token.text() : token.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static boolean isIntroducer(Token token) {
        return token.kind() == Kind.PREFIX && INTRODUCERS.contains(token.text());
    }

    private String rewritten(String text, Function<Token, String> rewrite) {
        StringBuilder out = new StringBuilder();
        for (Token token : this.lexer.tokens(text)) {
            out.append(rewrite.apply(token));
        }
        return out.toString();
    }

    /** Whether the opening parenthesis at the start of the text is closed by the last character. */
    public boolean isOneGroup(String text) {
        List<Token> tokens = this.lexer.tokens(text);
        return text.startsWith("(") && Parentheses.closing(tokens, 0) == tokens.size() - 1;
    }

    /** Returns the known objects that the text mentions. An object without a schema is matched by its bare name. */
    public Set<QualifiedName> uses(String text, Collection<QualifiedName> known) {
        Set<QualifiedName> candidates = Set.copyOf(known);
        Set<QualifiedName> found = new LinkedHashSet<>();
        List<Token> tokens = this.lexer.tokens(text);
        for (int at = 0; at < tokens.size(); at++) {
            if (!isName(tokens.get(at))) {
                continue;
            }
            String name = tokens.get(at).unquoted();
            if (isQualifier(tokens, at)) {
                addIfKnown(new QualifiedName(name, tokens.get(at + 2).unquoted()), candidates, found);
            }
            addIfKnown(QualifiedName.of(name), candidates, found);
        }
        return found;
    }

    private static void addIfKnown(QualifiedName name, Set<QualifiedName> candidates, Set<QualifiedName> found) {
        if (candidates.contains(name)) {
            found.add(name);
        }
    }

    /** Returns a name in quotes. */
    public String quoted(String name) {
        String mark = String.valueOf(this.quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }

    /** Whether a token is the first of two or more names that are separated by dots. */
    private boolean isQualifier(List<Token> tokens, int at) {
        return isName(tokens.get(at))
                && at + 2 < tokens.size()
                && tokens.get(at + 1).is(".")
                && isName(tokens.get(at + 2))
                && (at == 0 || !tokens.get(at - 1).is("."));
    }

    private boolean isName(Token token) {
        return token.kind() == Kind.NAME && token.text().charAt(0) == this.quote;
    }

    private static boolean isQuoted(Token token) {
        return token.kind() == Kind.NAME || token.kind() == Kind.LITERAL;
    }
}
