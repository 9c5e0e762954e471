package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in a form in which patterns can be found: in lower case, without comments, with single blanks between its
 * tokens, with {@code ''} in place of each text. The content of an executable comment is code.
 *
 * @param source the statement as it was written
 * @param text the statement in this form; a quoted name is in double quotes, with a question mark for each unusual character
 * @param literals the contents of the texts, which can be the body of a routine
 */
record NormalizedSql(String source, String text, List<String> literals) {

    private static final Pattern DOLLAR_QUOTED = Pattern.compile("(\\$[^$]*\\$)(.*)\\1", Pattern.DOTALL);

    NormalizedSql {
        literals = List.copyOf(literals);
    }

    static NormalizedSql of(Lexer lexer, String sql) {
        List<String> words = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        for (Token token : lexer.tokens(sql)) {
            switch (token.kind()) {
                case LITERAL -> {
                    words.add("''");
                    literals.add(content(token));
                }
                case NAME ->
                    words.add('"' + token.unquoted().toLowerCase(Locale.ROOT).replaceAll("[^\\w$]", "?") + '"');
                case WORD, PREFIX -> words.add(token.text().toLowerCase(Locale.ROOT));
                case OPERATOR, SYMBOL -> words.add(token.text());
                case SPACE, COMMENT, HINT, EXECUTABLE_COMMENT, DATA -> {}
            }
        }
        return new NormalizedSql(sql, String.join(" ", words), literals);
    }

    private static String content(Token literal) {
        Matcher dollar = DOLLAR_QUOTED.matcher(literal.text());
        return dollar.matches() ? dollar.group(2) : literal.unquoted();
    }

    /** Returns the first thing that a pattern finds, in upper case and without quotes, for a message. */
    Optional<String> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(this.text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String found = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group();
        return Optional.of(found.replace("''", "")
                .replace("\"", "")
                .replace("(", "")
                .strip()
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT));
    }

    boolean contains(Pattern pattern) {
        return pattern.matcher(this.text).find();
    }
}
