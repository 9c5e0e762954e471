package dev.migrate.error;

/**
 * A place in a script.
 *
 * @param resource the script, as it was found ({@code classpath:…} or {@code file:…})
 * @param line the line, counted from one
 */
public record Location(String resource, int line) {

    @Override
    public String toString() {
        return this.resource + ":" + this.line;
    }
}
