package dev.migrate.revision;

import dev.migrate.error.WrongSymbolException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the graph as a user names it: {@code head}, {@code ae10}, {@code billing@-1}. Parsed, but not looked up:
 * whether there is such a place, only a {@link RevisionGraph} can say.
 */
public abstract sealed class Symbol permits Symbol.Absolute, Symbol.Relative {

    static final String HEAD = "head";
    static final String HEADS = "heads";
    static final String BASE = "base";
    static final String CURRENT = "current";

    /** The words that no revision and no branch may be called. */
    static final Set<String> RESERVED = Set.of(HEAD, HEADS, BASE, CURRENT);

    /** An id, a label, or the beginning of one. A hyphen never precedes a digit, so that it is never a minus. */
    static final String WORD = "[A-Za-z0-9_.]+(?:-[A-Za-z_][A-Za-z0-9_.]*)*";

    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:(?<branch>" + WORD + ")@)?(?:(?<anchor>" + WORD + ")?(?<offset>[+-][0-9]+)|(?<target>" + WORD + "))");

    /** Two words of 64 characters and an offset: what is longer names nothing. */
    private static final int LONGEST = 160;

    private final String text;
    private final Optional<String> branch;

    private Symbol(String text, Optional<String> branch) {
        this.text = text;
        this.branch = branch;
    }

    /** Parses a symbol; throws {@code WrongSymbolException} with code {@code bad-symbol}. */
    public static Symbol parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw bad(
                    text,
                    "'%s' is not a revision symbol.".formatted(abbreviated(text)),
                    "Write an id or the beginning of one, a branch label, 'head', 'heads', 'base', 'current', or steps"
                            + " such as '+1', '-1', 'ae10+2'; 'LABEL@' before any of them names a branch.");
        }
        Optional<String> branch = Optional.ofNullable(matcher.group("branch"));
        branch.filter(RESERVED::contains).ifPresent((word) -> {
            throw bad(
                    text,
                    "'%s' is not the name of a branch.".formatted(word),
                    "Before the '@' goes a branch label or a revision id.");
        });
        String target = matcher.group("target");
        if (target != null) {
            return new Absolute(text, branch, target);
        }
        Optional<String> anchor = Optional.ofNullable(matcher.group("anchor"));
        if (anchor.filter(HEADS::equals).isPresent()) {
            throw bad(
                    text,
                    "'heads' may be several revisions, so nothing can be counted from it.",
                    "Count from 'head', or from 'LABEL@head' where there are several.");
        }
        return new Relative(text, branch, anchor, steps(matcher.group("offset")));
    }

    /** What stands before the {@code @}: a label, an id or the beginning of one. */
    public Optional<String> branch() {
        return this.branch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Symbol symbol && this.text.equals(symbol.text);
    }

    @Override
    public int hashCode() {
        return this.text.hashCode();
    }

    /** The symbol as it was written. */
    @Override
    public String toString() {
        return this.text;
    }

    /** Whether what the symbol names depends on where the database is. */
    public abstract boolean countsFromCurrent();

    static String abbreviated(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** No graph is so deep that an offset beyond the range of int makes a difference. */
    private static int steps(String offset) {
        try {
            return Integer.parseInt(offset);
        } catch (NumberFormatException tooLarge) {
            return offset.charAt(0) == '-' ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
        }
    }

    private static WrongSymbolException bad(String text, String message, String remedy) {
        return new WrongSymbolException("bad-symbol", abbreviated(text), message, remedy, List.of());
    }

    /** A symbol that names its place directly: a keyword, an id, the beginning of one, or a label. */
    public static final class Absolute extends Symbol {

        private final String target;

        private Absolute(String text, Optional<String> branch, String target) {
            super(text, branch);
            this.target = target;
        }

        /** The keyword, id, beginning of an id, or label. */
        public String target() {
            return this.target;
        }

        /** The same place, whatever branch was named with it. */
        public Absolute withoutBranch() {
            return new Absolute(this.target, Optional.empty(), this.target);
        }

        /** Whether it is {@code base}, with or without a branch. */
        public boolean isBase() {
            return is(BASE);
        }

        /** Whether it is {@code head} or {@code heads}, with or without a branch. */
        public boolean namesHeads() {
            return is(HEAD) || is(HEADS);
        }

        @Override
        public boolean countsFromCurrent() {
            return is(CURRENT);
        }

        boolean is(String keyword) {
            return this.target.equals(keyword);
        }
    }

    /** A symbol that counts steps from an anchor, or from the current revisions. */
    public static final class Relative extends Symbol {

        private final Optional<String> anchor;
        private final int steps;

        private Relative(String text, Optional<String> branch, Optional<String> anchor, int steps) {
            super(text, branch);
            this.anchor = anchor;
            this.steps = steps;
        }

        /** From where the steps are counted; none means from the current revisions. */
        public Optional<String> anchor() {
            return this.anchor.filter((word) -> !word.equals(CURRENT));
        }

        @Override
        public boolean countsFromCurrent() {
            return anchor().isEmpty();
        }

        /** How many steps, upwards if positive. */
        public int steps() {
            return this.steps;
        }

        /** The place one step nearer to the anchor. */
        public Symbol nearer() {
            int fewer = this.steps - Integer.signum(this.steps);
            String start = branch().map((word) -> word + "@").orElse("") + this.anchor.orElse("");
            return new Relative(start + (fewer < 0 ? "" : "+") + fewer, branch(), this.anchor, fewer);
        }

        /** The place from which the steps are counted, whatever branch was named with it. */
        public Absolute anchorAlone() {
            String word = this.anchor.orElse(CURRENT);
            return new Absolute(word, Optional.empty(), word);
        }

        Absolute anchorOnBranch() {
            String word = this.anchor.orElse(CURRENT);
            return new Absolute(branch().map((name) -> name + "@" + word).orElse(word), branch(), word);
        }
    }
}
