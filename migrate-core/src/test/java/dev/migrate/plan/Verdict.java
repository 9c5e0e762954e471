package dev.migrate.plan;

/**
 * The result of one recorded case.
 *
 * @param kind whether it counts as agreement
 * @param detail the rule by which we deviate, or the reason why it is unscored, or what differs
 */
record Verdict(Kind kind, String detail) {

    enum Kind {
        AGREE,
        DEVIATE,
        UNSCORED,
        DISAGREE
    }

    static Verdict agree() {
        return new Verdict(Kind.AGREE, "");
    }

    static Verdict deviate(String rule) {
        return new Verdict(Kind.DEVIATE, rule);
    }

    static Verdict unscored(String reason) {
        return new Verdict(Kind.UNSCORED, reason);
    }

    static Verdict disagree(String what) {
        return new Verdict(Kind.DISAGREE, what);
    }
}
