package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks the {@code SET} statements of a file. They may change settings of their own session, but no setting of the
 * server, and not the SQL mode to one in which later statements would be parsed differently.
 */
final class MySqlSettings {

    private static final String SET = "(?i)(?:\\bSET|,) ";
    private static final Pattern OF_SERVER = Pattern.compile(SET
            + "(?:(?:GLOBAL|PERSIST|PERSIST_ONLY) (?:TRANSACTION\\b|[\\w$]+ (?:\\. [\\w$]+ )?(?:: )?=)"
            + "|@ @ (?:GLOBAL|PERSIST|PERSIST_ONLY) \\. [\\w$]+ (?:\\. [\\w$]+ )?(?:: )?=)");
    private static final Pattern MODE = Pattern.compile(
            SET + "(?:STATEMENT )?(?:(?:SESSION|LOCAL) |@ @ (?:(?:SESSION|LOCAL) \\. )?)?SQL_MODE (?:: )?= ([^,;]*)");
    private static final Pattern VARIABLE = Pattern.compile(SET + "@ ([\\w$]+) (?:: )?= ([^,;]*)");
    private static final Pattern MENTION = Pattern.compile("(?<!@ )@ ([\\w$]+|'[^']*')");
    private static final Pattern OWN_MODE = Pattern.compile("(?i)@ @ (?:(?:SESSION|LOCAL) \\. )?SQL_MODE");
    private static final Pattern MODES = Pattern.compile("'[A-Za-z_, ]*'|[A-Za-z_]+");

    /** Modes in which names and texts are parsed differently, or might be. */
    private static final Pattern READS_ANOTHER_WAY = Pattern.compile(
            "(?i)\\b(DEFAULT|NULL|ANSI|ANSI_QUOTES|NO_BACKSLASH_ESCAPES|ORACLE|MSSQL|DB2|MAXDB|POSTGRESQL)\\b");

    /** Variables that hold modes in which statements are parsed as before. */
    private final Set<String> safe = new HashSet<>();

    /** Variables whose value is not known. */
    private final Set<String> unknown = new HashSet<>();

    private final Lexer lexer;

    MySqlSettings(Lexer lexer, List<String> statements) {
        this.lexer = lexer;
        statements.forEach((sql) -> this.unknown.addAll(doubtful(text(sql))));
    }

    private Text text(String sql) {
        return Text.of(this.lexer.tokens(sql));
    }

    boolean changesServer(String sql) {
        return OF_SERVER.matcher(text(sql).plain()).find();
    }

    /**
     * Whether a statement might change how later statements are parsed. Must be called for the statements in their
     * order.
     */
    boolean readsAnotherWay(String sql) {
        Text text = text(sql);
        if (text.isSet()) {
            Matcher variables = VARIABLE.matcher(text.plain());
            while (variables.find()) {
                if (keepsReading(text, variables.group(2))) {
                    this.safe.add(variables.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        Matcher modes = MODE.matcher(text.plain());
        while (modes.find()) {
            String value = modes.group(1).replaceFirst("(?i) FOR .*", "");
            if (!keepsReading(text, value) && !isSafe(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSafe(String value) {
        Matcher variable = MENTION.matcher(value.strip());
        return variable.matches()
                && this.safe.contains(variable.group(1).toLowerCase(Locale.ROOT))
                && !this.unknown.contains(variable.group(1).toLowerCase(Locale.ROOT));
    }

    /** Returns the variables that a statement mentions, other than to save or restore the SQL mode. */
    private static Set<String> doubtful(Text text) {
        String left = text.plain();
        if (text.isSet()) {
            left = VARIABLE.matcher(left)
                    .replaceAll((match) ->
                            keepsReading(text, match.group(2)) ? "," : Matcher.quoteReplacement(match.group()));
            left = MODE.matcher(left)
                    .replaceAll(
                            (match) -> MENTION.matcher(match.group(1).strip()).matches()
                                    ? ","
                                    : Matcher.quoteReplacement(match.group()));
        }
        return MENTION.matcher(left)
                .results()
                .map((mention) -> text.unquoted(mention.group(1)).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static boolean keepsReading(Text text, String value) {
        String bare = value.strip();
        if (OWN_MODE.matcher(bare).matches()) {
            return true;
        }
        String modes = text.literal(bare);
        return MODES.matcher(modes).matches()
                && (text.isSet() || modes.startsWith("'"))
                && !READS_ANOTHER_WAY.matcher(modes).find();
    }

    /** A statement with single blanks between its tokens, and with each quoted text replaced by a number. */
    private record Text(String plain, List<String> literals) {

        private static final Pattern BETWEEN_WORDS_AND_SYMBOLS = Pattern.compile("(?<=[^\\w$])|(?=[^\\w$])");

        static Text of(List<Token> tokens) {
            List<String> plain = new ArrayList<>();
            List<String> literals = new ArrayList<>();
            for (Token token : tokens) {
                if (isLiteral(token)) {
                    plain.add("'" + literals.size() + "'");
                    literals.add(token.text());
                } else if (token.kind() == Token.Kind.NAME) {
                    plain.add(token.unquoted().replaceAll("[^\\w$]", "?"));
                } else if (token.kind().isCode()) {
                    plain.addAll(List.of(BETWEEN_WORDS_AND_SYMBOLS.split(token.text())));
                }
            }
            return new Text(String.join(" ", plain), literals);
        }

        private static boolean isLiteral(Token token) {
            return token.kind() == Token.Kind.LITERAL || token.text().startsWith("\"");
        }

        boolean isSet() {
            return this.plain.regionMatches(true, 0, "SET ", 0, "SET ".length());
        }

        /** Returns the literal that a number replaces; returns any other text unchanged. */
        String literal(String part) {
            return part.matches("'\\d+'") ? '\'' + unquoted(part) + '\'' : part;
        }

        String unquoted(String part) {
            if (!part.startsWith("'")) {
                return part;
            }
            String literal = this.literals.get(Integer.parseInt(part.substring(1, part.length() - 1)));
            return literal.length() < 2 ? literal : literal.substring(1, literal.length() - 1);
        }
    }
}
