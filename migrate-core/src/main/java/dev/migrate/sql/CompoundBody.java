package dev.migrate.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the body of a stored program or of an anonymous block of MySQL or MariaDB, to decide which semicolons are inside
 * it. A keyword counts only as the first word of a statement: elsewhere {@code begin} and {@code end} are names. A body
 * that is one simple statement ends at the next semicolon.
 */
final class CompoundBody {

    private enum Part {
        BLOCK,
        CASE_EXPRESSION,
        DECLARATIONS,
        PACKAGE
    }

    private enum State {
        NO_PROGRAM,
        HEAD,
        SIMPLE_STATEMENT,
        COMPOUND_STATEMENT,
        ENDED
    }

    private static final Pattern ANONYMOUS = Pattern.compile("(set statement .* for )?begin not atomic");
    private static final Set<String> BEGINS_BLOCK = Set.of("if", "case", "loop", "repeat", "while", "for", "declare");
    private static final Set<String> BLOCK_KEYWORDS = Set.of("begin", "if", "case", "loop", "repeat", "while", "for");
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "begin", "then", "else", "loop", "repeat", "atomic", ":", ">>");
    private static final Set<String> VERBS_WITH_DO = Set.of("while", "for");
    private static final Set<String> VERBS_WITH_HANDLER = Set.of("declare", "continue", "exit", "undo");
    private static final Set<String> BEFORE_CONDITION = Set.of("handler", "for", ",", "not", "sqlstate", "value");
    private static final Set<String> BEFORE_OPERAND = Set.of("when", "then", "else", "case", "and", "or", "not");

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Parentheses parentheses = new Parentheses();
    private State state = State.NO_PROGRAM;
    private @Nullable ProgramHead head;
    private String verb = "";
    private boolean handler;

    void clear() {
        this.parts.clear();
        this.state = State.NO_PROGRAM;
        this.head = null;
        startStatement();
    }

    /** Whether the body is open, so that a semicolon belongs to it. */
    boolean isOpen() {
        return !this.parts.isEmpty();
    }

    void symbol(int character) {
        this.parentheses.read(character);
        if (this.head != null) {
            this.head.symbol(character);
        }
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
        switch (this.state) {
            case NO_PROGRAM -> open(word, previous, statementStartsWith);
            case HEAD -> head(word, previous);
            case SIMPLE_STATEMENT -> afterLabel(word, previous);
            case COMPOUND_STATEMENT -> inside(word, previous);
            case ENDED -> {}
        }
    }

    private void open(String word, String previous, Predicate<Pattern> statementStartsWith) {
        if (ProgramHead.opens(word, statementStartsWith)) {
            this.head = new ProgramHead(word);
            this.state = State.HEAD;
        } else if (word.equals("atomic") && statementStartsWith.test(ANONYMOUS)) {
            push(Part.BLOCK);
        } else if (previous.isEmpty() && BEGINS_BLOCK.contains(word)) {
            body(word);
        }
    }

    private void head(String word, String previous) {
        ProgramHead.Body body = this.head == null ? ProgramHead.Body.NONE : this.head.word(word, previous);
        switch (body) {
            case NONE -> {}
            case STATEMENT -> body(word);
            case DECLARATIONS -> push(Part.DECLARATIONS);
            case PACKAGE -> push(Part.PACKAGE);
        }
    }

    /** Begins the statement that is the body. */
    private void body(String word) {
        if (word.equals("declare")) {
            push(Part.DECLARATIONS);
        } else if (BLOCK_KEYWORDS.contains(word)) {
            push(Part.BLOCK);
            this.verb = word;
        } else {
            this.state = State.SIMPLE_STATEMENT;
        }
    }

    private void push(Part part) {
        this.head = null;
        this.state = State.COMPOUND_STATEMENT;
        startStatement();
        this.parts.push(part);
    }

    /** Reads a word of a body that is a simple statement, unless what precedes the word is a label. */
    private void afterLabel(String word, String previous) {
        if (previous.equals(":")) {
            body(word);
        }
    }

    private void inside(String word, String previous) {
        if (previous.equals(".") || previous.equals("@")) {
            return;
        }
        boolean expression = this.parts.peek() == Part.CASE_EXPRESSION;
        boolean starts = !expression && startsStatement(previous);
        boolean endsDeclarations = starts && isBeforeBegin();
        boolean alias = previous.equals("as") && !this.verb.isEmpty();
        if (starts) {
            this.verb = word;
            this.handler = false;
        }
        if (word.equals("end")) {
            end(!alias && (expression ? !isOperand(previous) : starts));
        } else if (word.equals("handler")) {
            this.handler = VERBS_WITH_HANDLER.contains(this.verb);
        } else if ((word.equals("as") || word.equals("is")) && isRoutine() && !this.parentheses.isOpen()) {
            this.parts.push(Part.DECLARATIONS);
            startStatement();
        } else if (word.equals("begin") && endsDeclarations) {
            this.parts.pop();
            this.parts.push(Part.BLOCK);
        } else if (BLOCK_KEYWORDS.contains(word) && starts) {
            this.parts.push(Part.BLOCK);
        } else if (word.equals("case") && !previous.equals("end") && !alias) {
            this.parts.push(Part.CASE_EXPRESSION);
        }
    }

    /** Whether the next word is the first of a statement. */
    private boolean startsStatement(String previous) {
        if (this.handler && !this.parentheses.isOpen()) {
            return !BEFORE_CONDITION.contains(previous);
        }
        return this.verb.isEmpty()
                || BEFORE_STATEMENT.contains(previous)
                || (previous.equals("do") && VERBS_WITH_DO.contains(this.verb));
    }

    private static boolean isOperand(String previous) {
        return BEFORE_OPERAND.contains(previous)
                || (!previous.isEmpty() && "+-*/<>=!%^&|~,(".indexOf(previous.charAt(previous.length() - 1)) >= 0);
    }

    private boolean isRoutine() {
        return this.verb.equals("procedure") || this.verb.equals("function");
    }

    /** Whether {@code BEGIN} would end declarations, so that both have one {@code END}. */
    private boolean isBeforeBegin() {
        Part part = this.parts.peek();
        return (part == Part.DECLARATIONS && !this.handler) || part == Part.PACKAGE;
    }

    private void end(boolean expected) {
        if (expected || this.verb.equals("until")) {
            this.parts.pop();
            this.state = isOpen() ? this.state : State.ENDED;
        }
    }
}
