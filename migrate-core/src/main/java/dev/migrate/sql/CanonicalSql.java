package dev.migrate.sql;

import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites SQL as a server prints it. Every name is quoted and qualified with its schema, so that schemas can be
 * recognized without parsing.
 *
 * @param quote the character that quotes names
 * @param backslash whether a backslash escapes the next character of a literal
 */
public record CanonicalSql(char quote, boolean backslash) {

    private static final Pattern INTRODUCER = Pattern.compile("(?<![\\w$])_(utf8mb4|utf8mb3|utf8|latin1|ascii)$");

    /**
     * Returns the text with the schemas of its names replaced.
     *
     * @param rename maps a schema to its replacement; an empty name removes the schema, null keeps it
     */
    public String inNamespaces(String text, UnaryOperator<@Nullable String> rename) {
        StringBuilder out = new StringBuilder();
        List<Token> tokens = tokens(text);
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            String other = opensPath(tokens, at) ? rename.apply(token.name()) : null;
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
        StringBuilder out = new StringBuilder();
        for (Token token : tokens(text)) {
            out.append(token.kind() == Kind.NAME ? write.apply(token.name()) : token.text());
        }
        return out.toString();
    }

    /** Returns the text with everything except names and literals in upper case. */
    public String inUpperCase(String text) {
        StringBuilder out = new StringBuilder();
        for (Token token : tokens(text)) {
            out.append(token.kind() == Kind.OTHER ? token.text().toUpperCase(Locale.ROOT) : token.text());
        }
        return out.toString();
    }

    /** Returns the text on one line. */
    public String inOneLine(String text) {
        StringBuilder out = new StringBuilder();
        for (Token token : tokens(text)) {
            out.append(token.kind() == Kind.OTHER ? token.text().replaceAll("\\s+", " ") : token.text());
        }
        return out.toString().replace("( ", "(").strip();
    }

    /** Returns the text without the character set introducers before its literals. */
    public String withoutIntroducers(String text) {
        StringBuilder out = new StringBuilder();
        List<Token> tokens = tokens(text);
        for (int at = 0; at < tokens.size(); at++) {
            boolean beforeLiteral = at + 1 < tokens.size() && tokens.get(at + 1).kind() == Kind.LITERAL;
            String each = tokens.get(at).text();
            out.append(
                    beforeLiteral && tokens.get(at).kind() == Kind.OTHER
                            ? INTRODUCER.matcher(each).replaceFirst("")
                            : each);
        }
        return out.toString();
    }

    /** Whether the opening parenthesis at the start of the text is closed by the last character. */
    public boolean isOneGroup(String text) {
        int depth = 0;
        int at = 0;
        for (Token token : tokens(text)) {
            for (int within = 0;
                    token.kind() == Kind.OTHER && within < token.text().length();
                    within++) {
                char character = token.text().charAt(within);
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
                if (depth == 0 && at + within < text.length() - 1) {
                    return false;
                }
            }
            at += token.text().length();
        }
        return true;
    }

    /** Returns the known objects that the text mentions. An object without a schema is matched by its bare name. */
    public Set<QualifiedName> uses(String text, Collection<QualifiedName> known) {
        Set<QualifiedName> candidates = Set.copyOf(known);
        Set<QualifiedName> found = new LinkedHashSet<>();
        List<Token> tokens = tokens(text);
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.kind() != Kind.NAME) {
                continue;
            }
            Optional<String> next =
                    opensPath(tokens, at) ? Optional.of(tokens.get(at + 2).name()) : Optional.empty();
            next.map((name) -> new QualifiedName(token.name(), name))
                    .filter(candidates::contains)
                    .ifPresent(found::add);
            if (candidates.contains(QualifiedName.of(token.name()))) {
                found.add(QualifiedName.of(token.name()));
            }
        }
        return found;
    }

    /** Returns a name in quotes. */
    public String quoted(String name) {
        String mark = String.valueOf(this.quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }

    private static boolean opensPath(List<Token> tokens, int at) {
        return tokens.get(at).kind() == Kind.NAME
                && at + 2 < tokens.size()
                && tokens.get(at + 1).text().equals(".")
                && tokens.get(at + 2).kind() == Kind.NAME
                && (at == 0 || !tokens.get(at - 1).text().endsWith("."));
    }

    private List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character != '\'' && character != this.quote) {
                at++;
                continue;
            }
            if (at > from) {
                tokens.add(new Token(Kind.OTHER, text.substring(from, at), ""));
            }
            from = at;
            at = end(text, at);
            String whole = text.substring(from, at);
            tokens.add(
                    character == '\''
                            ? new Token(Kind.LITERAL, whole, "")
                            : new Token(Kind.NAME, whole, unquoted(whole)));
            from = at;
        }
        if (at > from) {
            tokens.add(new Token(Kind.OTHER, text.substring(from), ""));
        }
        return tokens;
    }

    /** Returns the index after a literal or a quoted name. */
    private int end(String text, int start) {
        char mark = text.charAt(start);
        int at = start + 1;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '\\' && mark == '\'' && this.backslash) {
                at += 2;
            } else if (character != mark) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == mark) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return text.length();
    }

    private String unquoted(String whole) {
        String mark = String.valueOf(this.quote);
        return whole.substring(1, whole.length() - 1).replace(mark + mark, mark);
    }

    private enum Kind {
        NAME,
        LITERAL,
        OTHER
    }

    private record Token(Kind kind, String text, String name) {}
}
