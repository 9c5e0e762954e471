package dev.migrate.importer.flyway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A location of Flyway.
 *
 * @param text the location as it is configured
 * @param fileSystem whether it is in the file system; otherwise it is on the class path
 * @param root the folder that is searched
 * @param filter matches the folders below the root to which the wildcards lead, with their files; null without wildcards
 */
record FlywayLocation(
        String text,
        boolean fileSystem,
        String root,
        @Nullable Pattern filter) {

    private static final Pattern PREFIX = Pattern.compile("(?<prefix>[a-zA-Z0-9]{2,}):(?<path>.*)");
    private static final Pattern WILDCARD = Pattern.compile("\\*\\*/?|\\*|\\?");
    private static final String VENDOR = "{vendor}";

    /** Returns the location with the product in place of {@code {vendor}}; null if its kind is not supported. */
    static @Nullable FlywayLocation parse(String configured, String product) {
        String text = configured.strip().replace(VENDOR, product);
        Matcher prefixed = PREFIX.matcher(text);
        String prefix = prefixed.matches() ? prefixed.group("prefix") : "classpath";
        String path = (prefixed.matches() ? prefixed.group("path") : text).replace('\\', '/');
        boolean fileSystem = prefix.equals("filesystem") || prefix.equals("file");
        if (!fileSystem && !prefix.equals("classpath")) {
            return null;
        }
        String normalized = fileSystem ? path.replaceFirst("(?<=.)/+$", "") : path.replaceAll("^/+|/+$", "");
        Matcher wildcard = WILDCARD.matcher(normalized);
        if (!wildcard.find()) {
            return new FlywayLocation(text, fileSystem, normalized, null);
        }
        int end = normalized.lastIndexOf('/', wildcard.start());
        String root = end < 0 ? "" : normalized.substring(0, end);
        return new FlywayLocation(text, fileSystem, root, pattern(normalized.substring(end + 1)));
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        Matcher wildcard = WILDCARD.matcher(path);
        int from = 0;
        while (wildcard.find()) {
            pattern.append(Pattern.quote(path.substring(from, wildcard.start())));
            pattern.append(
                    switch (wildcard.group()) {
                        case "**/" -> "(.*/)?";
                        case "**" -> ".*";
                        case "*" -> "[^/]+";
                        default -> "[^/]";
                    });
            from = wildcard.end();
        }
        return Pattern.compile(pattern + Pattern.quote(path.substring(from)) + "/.+");
    }

    /** Whether a file, by its path below the root, is in this location. */
    boolean contains(String relative) {
        return this.filter == null || this.filter.matcher(relative).matches();
    }

    @Override
    public String toString() {
        return this.text;
    }
}
