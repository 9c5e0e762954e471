package dev.migrate.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tracks the body of a stored program of MySQL or MariaDB, to decide which semicolons are inside it. A keyword counts only
 * as the first word of a statement, and only after a head that leads to a body: elsewhere {@code begin} and {@code end}
 * are names.
 */
final class CompoundBody {

    private enum Part {
        BLOCK,
        CASE_EXPRESSION,
        DECLARATIONS,
        PACKAGE
    }

    private static final Pattern HEAD =
            Pattern.compile("create (or replace )?(definer (?!.*\\bview\\b).*)?(aggregate )?"
                    + "(procedure|function|trigger|event|package( body)?)|alter (definer .*)?event");
    private static final Set<String> PROGRAMS = Set.of("procedure", "function", "trigger", "event", "package", "body");
    private static final Pattern ANONYMOUS = Pattern.compile("begin not atomic");
    private static final Set<String> BLOCK_KEYWORDS = Set.of("begin", "if", "case", "loop", "repeat", "while", "for");
    private static final Set<String> STATEMENT_VERBS = Set.of(
            "select",
            "set",
            "return",
            "insert",
            "update",
            "delete",
            "replace",
            "call",
            "with",
            "signal",
            "execute",
            "truncate",
            "alter",
            "drop",
            "analyze",
            "optimize",
            "flush",
            "values",
            "load");
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "begin", "then", "else", "do", "loop", "repeat", "atomic", ":", ">>");
    private static final Set<String> BEFORE_NAME = Set.of(
            ".", "@", "procedure", "function", "trigger", "event", "exists", "on", "follows", "precedes", "to", ",");
    private static final Set<String> NOT_YET_BODY =
            Set.of("before", "after", "or", "character", "insert", "update", "delete", "on", "returns");

    private enum Head {
        NONE,
        OPEN,
        BODY_KNOWN
    }

    private final Deque<Part> parts = new ArrayDeque<>();
    private Head head = Head.NONE;
    private String kind = "";
    private boolean returns;
    private final Parentheses parentheses = new Parentheses();
    private String verb = "";
    private boolean handler;

    void clear() {
        this.parts.clear();
        this.head = Head.NONE;
        this.kind = "";
        this.returns = false;
        startStatement();
    }

    /** Whether the body is open, so that a semicolon belongs to it. */
    boolean isOpen() {
        return !this.parts.isEmpty();
    }

    void symbol(int character) {
        this.parentheses.read(character);
        if (character == ';') {
            startStatement();
        }
    }

    private void startStatement() {
        this.verb = "";
        this.handler = false;
        this.parentheses.clear();
    }

    void word(String word, String previous, Predicate<Pattern> statementStartsWith) {
        if (this.head == Head.BODY_KNOWN) {
            return;
        }
        if (isOpen()) {
            inside(word, previous);
        } else if (PROGRAMS.contains(word) && statementStartsWith.test(HEAD)) {
            this.head = Head.OPEN;
            this.kind = word;
        } else if (word.equals("atomic") && statementStartsWith.test(ANONYMOUS)) {
            this.parts.push(Part.BLOCK);
        } else if (this.head == Head.OPEN && !this.parentheses.isOpen() && !BEFORE_NAME.contains(previous)) {
            head(word, previous);
        }
    }

    private void head(String word, String previous) {
        if (word.equals("as") || word.equals("is")) {
            boolean isPackage = this.kind.equals("package") || this.kind.equals("body");
            this.parts.push(isPackage ? Part.PACKAGE : Part.DECLARATIONS);
        } else if (word.equals("returns")) {
            this.returns = true;
        } else if (BLOCK_KEYWORDS.contains(word) && !(word.equals("for") && this.kind.equals("trigger"))) {
            this.parts.push(Part.BLOCK);
            this.verb = word;
        } else if (STATEMENT_VERBS.contains(word)
                && !NOT_YET_BODY.contains(previous)
                && (this.returns || !word.equals("return"))) {
            this.head = Head.BODY_KNOWN;
        }
    }

    private void inside(String word, String previous) {
        if (previous.equals(".") || previous.equals("@")) {
            return;
        }
        boolean expression = this.parts.peek() == Part.CASE_EXPRESSION;
        boolean starts = !expression && (this.verb.isEmpty() || BEFORE_STATEMENT.contains(previous));
        if (starts) {
            this.verb = word;
            this.handler = false;
        }
        if (word.equals("end")) {
            end(starts || expression, previous);
        } else if (word.equals("handler")) {
            this.handler = this.verb.equals("declare");
        } else if ((word.equals("as") || word.equals("is")) && isRoutine() && !this.parentheses.isOpen()) {
            this.parts.push(Part.DECLARATIONS);
            startStatement();
        } else if (word.equals("begin")) {
            begin(starts);
        } else if (word.equals("case") && !previous.equals("end") && !previous.equals("as")) {
            this.parts.push(starts || this.handler ? Part.BLOCK : Part.CASE_EXPRESSION);
        } else if (BLOCK_KEYWORDS.contains(word)
                && (starts || (this.handler && !word.equals("for")))
                && !previous.equals("end")) {
            this.parts.push(Part.BLOCK);
        }
    }

    private boolean isRoutine() {
        return this.verb.equals("procedure") || this.verb.equals("function");
    }

    private void begin(boolean starts) {
        if (this.parts.peek() == Part.DECLARATIONS) {
            this.parts.pop();
            this.parts.push(Part.BLOCK);
        } else if ((starts && this.parts.peek() != Part.PACKAGE) || this.handler) {
            this.parts.push(Part.BLOCK);
        }
    }

    private void end(boolean expected, String previous) {
        if ((expected && !previous.equals("as")) || this.verb.equals("until")) {
            this.parts.pop();
            this.head = isOpen() ? this.head : Head.BODY_KNOWN;
        }
    }
}
