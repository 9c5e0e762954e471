package dev.migrate.revision;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.WrongSymbolException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A revision symbol as written by a user, such as {@code head}, {@code ae10}, or {@code billing@-1}. A symbol is only
 * parsed; {@link RevisionGraph} resolves it.
 */
public abstract sealed class Symbol permits Symbol.Absolute, Symbol.Relative {

    static final String HEAD = "head";
    static final String HEADS = "heads";
    static final String BASE = "base";
    static final String CURRENT = "current";

    /** Reserved words, which cannot be revision ids or branch labels. */
    static final Set<String> RESERVED = Set.of(HEAD, HEADS, BASE, CURRENT);

    /**
     * An id, a label, or a prefix of one. A hyphen never precedes a digit, so that it cannot be read as a minus sign.
     */
    static final String WORD = "[A-Za-z0-9_.]+(?:-[A-Za-z_][A-Za-z0-9_.]*)*";

    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:(?<branch>" + WORD + ")@)?(?:(?<anchor>" + WORD + ")?(?<offset>[+-][0-9]+)|(?<target>" + WORD + "))");

    /** The maximum length in characters: two words of 64 characters and an offset. No longer text can be valid. */
    private static final int LONGEST = 160;

    private final String text;
    private final Optional<String> branch;

    private Symbol(String text, Optional<String> branch) {
        this.text = text;
        this.branch = branch;
    }

    /**
     * Parses a symbol.
     *
     * @throws WrongSymbolException with code {@code bad-symbol} if the text is not a symbol
     */
    public static Symbol parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw bad(
                    text,
                    "'%s' is not a revision symbol.".formatted(abbreviated(text)),
                    "Write an id or a prefix of one, a branch label, 'head', 'heads', 'base', 'current', or steps"
                            + " such as '+1', '-1', 'ae10+2'. Prefix any of these with 'LABEL@' to select a branch.");
        }
        Optional<String> branch = Optional.ofNullable(matcher.group("branch"));
        branch.filter(RESERVED::contains).ifPresent((word) -> {
            throw bad(
                    text,
                    "'%s' cannot name a branch.".formatted(word),
                    "Write a branch label or a revision id before the '@'.");
        });
        String target = matcher.group("target");
        if (target != null) {
            return new Absolute(text, branch, target);
        }
        Optional<String> anchor = Optional.ofNullable(matcher.group("anchor"));
        if (anchor.filter(HEADS::equals).isPresent()) {
            throw bad(
                    text,
                    "Cannot count steps from 'heads', which can be several revisions.",
                    "Count from 'head', or from 'LABEL@head' if there are several heads.");
        }
        return new Relative(text, branch, anchor, steps(matcher.group("offset")));
    }

    /** Returns the text before the {@code @}, if any: a label, an id, or a prefix of one. */
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

    /** Returns the symbol as written. */
    @Override
    public String toString() {
        return this.text;
    }

    /** Returns whether the meaning of the symbol depends on the current revisions. */
    public abstract boolean countsFromCurrent();

    static String abbreviated(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Parses the offset. Values outside the range of int are clamped, since no graph is that deep. */
    private static int steps(String offset) {
        try {
            return Integer.parseInt(offset);
        } catch (NumberFormatException tooLarge) {
            return offset.charAt(0) == '-' ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
        }
    }

    private static WrongSymbolException bad(String text, String message, String remedy) {
        return new WrongSymbolException(ErrorCode.BAD_SYMBOL, abbreviated(text), message, remedy, List.of());
    }

    /** A symbol that names revisions directly: a keyword, an id, a prefix of one, or a label. */
    public static final class Absolute extends Symbol {

        private final String target;

        private Absolute(String text, Optional<String> branch, String target) {
            super(text, branch);
            this.target = target;
        }

        /** Returns the keyword, id, prefix of an id, or label. */
        public String target() {
            return this.target;
        }

        /** Returns the same symbol without its branch. */
        public Absolute withoutBranch() {
            return new Absolute(this.target, Optional.empty(), this.target);
        }

        /** Returns whether this is {@code base}, with or without a branch. */
        public boolean isBase() {
            return is(BASE);
        }

        /** Returns whether this is {@code head} or {@code heads}, with or without a branch. */
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

    /** A symbol that counts steps from an anchor or from the current revisions. */
    public static final class Relative extends Symbol {

        private final Optional<String> anchor;
        private final int steps;

        private Relative(String text, Optional<String> branch, Optional<String> anchor, int steps) {
            super(text, branch);
            this.anchor = anchor;
            this.steps = steps;
        }

        /**
         * Returns the anchor from which the steps are counted; if empty, they are counted from the current revisions.
         */
        public Optional<String> anchor() {
            return this.anchor.filter((word) -> !word.equals(CURRENT));
        }

        @Override
        public boolean countsFromCurrent() {
            return anchor().isEmpty();
        }

        /** Returns the number of steps: positive for upgrades, negative for downgrades. */
        public int steps() {
            return this.steps;
        }

        /** Returns the symbol with one step fewer. */
        public Symbol nearer() {
            int fewer = this.steps - Integer.signum(this.steps);
            String start = branch().map((word) -> word + "@").orElse("") + this.anchor.orElse("");
            return new Relative(start + (fewer < 0 ? "" : "+") + fewer, branch(), this.anchor, fewer);
        }

        /** Returns the anchor as a symbol of its own, without the branch. */
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
