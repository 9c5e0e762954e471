package dev.migrate.spring.boot.cli;

/** The meaning of a color. */
enum Tone {
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

    private static final Tone[] LANES = {LANE_1, LANE_2, LANE_3, LANE_4, LANE_5, LANE_6};

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** Returns the tone of a lane of a graph. Adjacent lanes differ unless there are many. */
    static Tone ofLane(int number) {
        return LANES[number % LANES.length];
    }

    String on() {
        return "\u001b[" + this.code + "m";
    }
}
