package dev.migrate.sql;

import dev.migrate.sql.Token.Kind;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Collects the names that a text of MySQL or MariaDB might give to tables, views and routines: all words and quoted
 * names outside literals and comments. Only the server knows which of them are names of such objects.
 */
public final class MentionedNames {

    /** Words that are reserved on both products, and are therefore no names unless they are quoted or qualified. */
    private static final Set<String> RESERVED = Set.of(
            "and",
            "as",
            "between",
            "by",
            "case",
            "default",
            "delete",
            "desc",
            "distinct",
            "else",
            "exists",
            "false",
            "from",
            "group",
            "having",
            "ignore",
            "in",
            "inner",
            "insert",
            "into",
            "is",
            "join",
            "left",
            "like",
            "limit",
            "not",
            "null",
            "on",
            "or",
            "order",
            "outer",
            "replace",
            "right",
            "select",
            "set",
            "then",
            "true",
            "union",
            "update",
            "using",
            "values",
            "when",
            "where",
            "with");

    private static final Pattern NUMBER = Pattern.compile("\\d+(e\\d*)?|0x[0-9a-f]+|0b[01]+", Pattern.CASE_INSENSITIVE);

    /** The maximum length of a name, in characters. */
    private static final int MAX_LENGTH = 64;

    private final Set<Name> names = new LinkedHashSet<>();
    private final Set<Name> inDoubleQuotes = new LinkedHashSet<>();
    private String qualifier = "";
    private String last = "";
    private boolean lastInDoubleQuotes;

    /**
     * A name in a text.
     *
     * @param schema the name that qualifies it; empty if it is not qualified
     */
    public record Name(String schema, String name) {}

    /** Returns the names in a text, including those in double quotes. */
    public static Set<Name> in(Lexer lexer, String sql) {
        MentionedNames mentioned = new MentionedNames();
        lexer.tokens(sql).forEach((token) -> mentioned.add(token.kind(), token.text()));
        return mentioned.names(true);
    }

    /**
     * Returns the names in a text.
     *
     * @param ansiQuotes returns whether double quotes enclose a name, and not a literal; called only if there are any
     */
    static Set<Name> in(Scanner scanner, BooleanSupplier ansiQuotes) {
        MentionedNames mentioned = new MentionedNames();
        StringBuilder text = new StringBuilder();
        while (scanner.cursor().peek() != CharCursor.END) {
            text.setLength(0);
            Kind kind = scanner.next(text);
            if (kind.isCode() && kind != Kind.LITERAL) {
                mentioned.add(kind, text.toString());
            } else if (kind == Kind.LITERAL) {
                mentioned.end();
            }
        }
        return mentioned.names(!mentioned.inDoubleQuotes.isEmpty() && ansiQuotes.getAsBoolean());
    }

    /** Adds the next token of the text, as it is written there. */
    void add(Kind kind, String text) {
        if (kind == Kind.WORD) {
            word(text);
        } else if (kind == Kind.NAME) {
            name(new Token(kind, text).unquoted(), text.charAt(0) == '"');
        } else if (kind == Kind.SYMBOL && text.equals(".")) {
            this.qualifier = this.last;
        } else if (kind.isCode()) {
            end();
        }
    }

    private void word(String text) {
        boolean variable = text.charAt(0) == '@';
        boolean number =
                Character.isDigit(text.charAt(0)) && NUMBER.matcher(text).matches();
        if (variable || number || (this.qualifier.isEmpty() && RESERVED.contains(text.toLowerCase(Locale.ROOT)))) {
            end();
        } else {
            name(text, false);
        }
    }

    private void end() {
        this.qualifier = "";
        this.last = "";
    }

    private void name(String name, boolean doubleQuotes) {
        if (name.length() > MAX_LENGTH) {
            end();
            return;
        }
        boolean qualifierInDoubleQuotes = !this.qualifier.isEmpty() && this.lastInDoubleQuotes;
        (doubleQuotes || qualifierInDoubleQuotes ? this.inDoubleQuotes : this.names)
                .add(new Name(this.qualifier, name));
        this.qualifier = "";
        this.last = name;
        this.lastInDoubleQuotes = doubleQuotes;
    }

    /**
     * Returns the names.
     *
     * @param ansiQuotes whether double quotes enclose a name, and not a literal
     */
    Set<Name> names(boolean ansiQuotes) {
        if (!ansiQuotes || this.inDoubleQuotes.isEmpty()) {
            return this.names;
        }
        Set<Name> all = new LinkedHashSet<>(this.names);
        all.addAll(this.inDoubleQuotes);
        return all;
    }
}
