package dev.migrate.template;

import dev.migrate.error.InvalidSettingsException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Template for the file names of new scripts, set by {@code migrate.file-template}. */
public final class FileNameTemplate {

    /** The default template. */
    public static final String DEFAULT = "{year}{month}{day}{hour}{minute}_{revision}_{slug}.sql";

    private static final String PROPERTY = "migrate.file-template";
    private static final List<String> PLACEHOLDERS =
            List.of("year", "month", "day", "hour", "minute", "second", "revision", "slug");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern COMBINING_MARKS = Pattern.compile("\\p{M}+");
    private static final int MAX_SLUG_LENGTH = 40;

    private final String template;

    private FileNameTemplate(String template) {
        this.template = template;
    }

    /**
     * Checks a template.
     *
     * @throws InvalidSettingsException if scripts cannot be named by it
     */
    public static void check(String template) {
        of(template);
    }

    /**
     * Parses a template.
     *
     * @throws InvalidSettingsException if scripts cannot be named by it
     */
    public static FileNameTemplate of(String template) {
        List<String> unknown = new ArrayList<>();
        for (Matcher matcher = PLACEHOLDER.matcher(template); matcher.find(); ) {
            if (!PLACEHOLDERS.contains(matcher.group(1))) {
                unknown.add(matcher.group());
            }
        }
        if (!unknown.isEmpty()) {
            throw invalid(
                    template,
                    "'%s' is not a placeholder".formatted(String.join("', '", unknown)),
                    "Use {%s}.".formatted(String.join("}, {", PLACEHOLDERS)));
        }
        String example = PLACEHOLDER.matcher(template).replaceAll("x");
        if (!example.endsWith(".sql")) {
            throw invalid(template, "it does not end in '.sql'", "Add '.sql' at its end.");
        }
        if (example.startsWith("/") || List.of(example.split("/", -1)).stream().anyMatch(FileNameTemplate::isHidden)) {
            throw invalid(
                    template,
                    "scripts with this path would not be found in their location",
                    "Use a path relative to the location, without empty parts and parts that begin with a dot.");
        }
        if (example.matches("(?s).*[{}\\\\\\p{Cntrl}:*?\"<>|].*")) {
            throw invalid(
                    template, "it has characters that not every file system supports", "Remove these characters.");
        }
        return new FileNameTemplate(template);
    }

    private static boolean isHidden(String part) {
        return part.isEmpty() || part.startsWith(".");
    }

    /** Returns the path of a script below its location, with {@code /} as the separator. */
    public String path(String revision, String message, Instant created) {
        String path = PLACEHOLDER
                .matcher(this.template)
                .replaceAll((match) -> Matcher.quoteReplacement(value(match, revision, message, created)));
        return Stream.of(path.split("/", -1)).map(FileNameTemplate::visible).collect(Collectors.joining("/"));
    }

    /**
     * Prevents a dot at the beginning of a name, which would hide the file or denote another directory, and at its end,
     * which some file systems drop.
     */
    private static String visible(String part) {
        return (part.startsWith(".") ? "_" : "") + part + (part.endsWith(".") ? "_" : "");
    }

    private static String value(MatchResult match, String revision, String message, Instant created) {
        return switch (match.group(1)) {
            case "revision" -> revision;
            case "slug" -> slug(message);
            case "year" -> format("uuuu", created);
            case "month" -> format("MM", created);
            case "day" -> format("dd", created);
            case "hour" -> format("HH", created);
            case "minute" -> format("mm", created);
            case "second" -> format("ss", created);
            default -> match.group();
        };
    }

    private static String format(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
    }

    /**
     * Converts the message to a part of a file name: words in lower case, at most 40 characters, cut at a word
     * boundary.
     */
    static String slug(String message) {
        String normalized = COMBINING_MARKS
                .matcher(Normalizer.normalize(message, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder();
        for (Matcher words = WORD.matcher(normalized); words.find(); ) {
            String word = words.group();
            if (slug.length() + 1 + word.length() > MAX_SLUG_LENGTH) {
                return slug.isEmpty() ? truncate(word) : slug.toString();
            }
            slug.append(slug.isEmpty() ? "" : "_").append(word);
        }
        return slug.isEmpty() ? "revision" : slug.toString();
    }

    private static String truncate(String word) {
        return word.substring(
                0, word.offsetByCodePoints(0, Math.min(MAX_SLUG_LENGTH, word.codePointCount(0, word.length()))));
    }

    private static InvalidSettingsException invalid(String template, String reason, String remedy) {
        return new InvalidSettingsException(
                PROPERTY, "'%s' is '%s': %s.".formatted(PROPERTY, template, reason), remedy);
    }
}
