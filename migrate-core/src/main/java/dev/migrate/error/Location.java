package dev.migrate.error;

/**
 * A line of a script.
 *
 * @param resource the URL of the script ({@code classpath:…} or {@code file:…})
 * @param line the line, counted from one
 */
public record Location(String resource, int line) {

    @Override
    public String toString() {
        return this.resource + ":" + this.line;
    }
}
