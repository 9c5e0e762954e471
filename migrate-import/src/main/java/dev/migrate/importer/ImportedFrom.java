package dev.migrate.importer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script of another tool that a revision was imported from, as in the header of the revision.
 *
 * @param tool the name of the tool in lower case
 * @param version the name of the script in the history of the tool
 * @param checksum the checksum in the history of the tool
 */
public record ImportedFrom(String tool, String version, long checksum) {

    /** The key of the header. */
    static final String KEY = "Imported From";

    private static final Pattern VALUE = Pattern.compile("(?<tool>\\S+)\\s+(?<version>.+?)\\s+checksum=(?<sum>-?\\d+)");
    private static final Pattern LINE = Pattern.compile("(?i)--\\s*imported\\s+from\\s*:\\s*(?<value>.*?)\\s*");

    /** Returns the value of a line of a header; empty if the line has another key or no such value. */
    static Optional<ImportedFrom> ofLine(String line) {
        Matcher header = LINE.matcher(line);
        if (!header.matches()) {
            return Optional.empty();
        }
        Matcher value = VALUE.matcher(header.group("value"));
        return value.matches()
                ? Optional.of(new ImportedFrom(
                        value.group("tool"), value.group("version"), Long.parseLong(value.group("sum"))))
                : Optional.empty();
    }

    /** Returns the value for a header. */
    @Override
    public String toString() {
        return "%s %s checksum=%d".formatted(this.tool, this.version, this.checksum);
    }
}
