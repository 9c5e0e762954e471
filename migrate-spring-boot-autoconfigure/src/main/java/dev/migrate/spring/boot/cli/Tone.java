package dev.migrate.spring.boot.cli;

/** What a colour says. */
enum Tone {
    PLAIN("0"),
    ID("33"),
    MARK("36"),
    GRAPH("2"),
    FAINT("2"),
    WARNING("33"),
    ERROR("1;31");

    static final String OFF = "\u001b[0m";

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String on() {
        return "\u001b[" + this.code + "m";
    }
}
