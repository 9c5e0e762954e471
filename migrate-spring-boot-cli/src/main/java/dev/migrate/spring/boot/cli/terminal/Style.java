package dev.migrate.spring.boot.cli.terminal;

/** The style of a text, by its meaning. */
public enum Style {
    PLAIN("0"),
    ID("33"),
    MARK("36"),
    FAINT("2"),
    WARNING("33"),
    ERROR("1;31"),
    LANE_1("32"),
    LANE_2("35"),
    LANE_3("34"),
    LANE_4("36"),
    LANE_5("92"),
    LANE_6("95");

    static final String OFF = "\u001b[0m";

    private static final Style[] LANES = {LANE_1, LANE_2, LANE_3, LANE_4, LANE_5, LANE_6};

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** Returns the style of a lane of a graph. Adjacent lanes differ unless there are many. */
    static Style ofLane(int number) {
        return LANES[number % LANES.length];
    }

    String code() {
        return "\u001b[" + this.code + "m";
    }
}
