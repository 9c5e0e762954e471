package dev.migrate.sql;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the head of a stored program of MySQL or MariaDB, and finds the word with which its body begins. */
final class ProgramHead {

    /** What begins with a word. */
    enum Body {

        /** Nothing: the word belongs to the head. */
        NONE,

        /** The statement that is the body; the word is its first. */
        STATEMENT,

        /** The declarations before {@code BEGIN}, in Oracle mode; the word is {@code AS} or {@code IS}. */
        DECLARATIONS,

        /** The content of a package; the word is {@code AS} or {@code IS}. */
        PACKAGE
    }

    private static final Pattern PATTERN =
            Pattern.compile("(set statement .* for )?(create (or replace )?(definer (?!.*\\bview\\b).*)?(aggregate )?"
                    + "(procedure|function|trigger|event|package( body)?)|alter (definer .*)?event)");
    private static final Set<String> PROGRAMS = Set.of("procedure", "function", "trigger", "event", "package");
    private static final Set<String> CHARACTERISTICS = Set.of(
            "authid",
            "comment",
            "contains",
            "current_user",
            "data",
            "definer",
            "deterministic",
            "invoker",
            "language",
            "modifies",
            "no",
            "not",
            "reads",
            "security",
            "sql");
    private static final Set<String> BEGINS_FUNCTION_BODY =
            Set.of("begin", "case", "for", "if", "loop", "repeat", "return", "while");

    private final String kind;
    private final Parentheses parentheses = new Parentheses();
    private boolean returns;
    private boolean otherLanguage;
    private boolean atBody;

    ProgramHead(String kind) {
        this.kind = kind;
    }

    /** Returns whether this word opens the head of a program that can have a body. */
    static boolean opens(String word, Predicate<Pattern> statementStartsWith) {
        return PROGRAMS.contains(word) && statementStartsWith.test(PATTERN);
    }

    void symbol(int character) {
        this.parentheses.read(character);
    }

    /** Reads a word and returns what begins with it. */
    Body word(String word, String previous) {
        if (this.parentheses.isOpen() || isName(word, previous)) {
            return Body.NONE;
        }
        return switch (this.kind) {
            case "trigger" -> trigger(word, previous);
            case "event" -> event(word);
            case "package" -> isAs(word) ? Body.PACKAGE : Body.NONE;
            case "function" -> function(word, previous);
            default -> procedure(word, previous);
        };
    }

    /** Returns whether a word belongs to the name of the program or to {@code IF NOT EXISTS} before it. */
    private boolean isName(String word, String previous) {
        return previous.equals(this.kind)
                || previous.equals(".")
                || (word.equals("not") && previous.equals("if"))
                || (word.equals("exists") && previous.equals("not"))
                || previous.equals("exists");
    }

    private Body trigger(String word, String previous) {
        if (!this.atBody) {
            this.atBody = word.equals("row") && previous.equals("each");
            return Body.NONE;
        }
        boolean order = word.equals("follows") || word.equals("precedes");
        boolean other = previous.equals("follows") || previous.equals("precedes");
        return (order && previous.equals("row")) || other ? Body.NONE : Body.STATEMENT;
    }

    private Body event(String word) {
        if (this.atBody) {
            return Body.STATEMENT;
        }
        this.atBody = word.equals("do");
        return Body.NONE;
    }

    /** Only some statements can be the body of a function: one without {@code RETURN} is refused. */
    private Body function(String word, String previous) {
        this.returns |= word.equals("returns");
        boolean ofType = word.equals("return") && !this.returns;
        return BEGINS_FUNCTION_BODY.contains(word) && !ofType ? Body.STATEMENT : declarations(word, previous);
    }

    private Body procedure(String word, String previous) {
        boolean ofHead = CHARACTERISTICS.contains(word) || previous.equals("language") || isAs(word);
        return ofHead ? declarations(word, previous) : Body.STATEMENT;
    }

    private Body declarations(String word, String previous) {
        this.otherLanguage |= previous.equals("language") && !word.equals("sql");
        return isAs(word) && !this.otherLanguage ? Body.DECLARATIONS : Body.NONE;
    }

    private static boolean isAs(String word) {
        return word.equals("as") || word.equals("is");
    }
}
