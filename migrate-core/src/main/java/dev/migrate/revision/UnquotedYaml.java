package dev.migrate.revision;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names that YAML changes if they are not in quotes: it reads {@code 2024_01_02} as 20240102, {@code 0012} as 10, and
 * {@code 1e3} as 1000.0.
 */
public final class UnquotedYaml {

    private static final int MOST = 3;

    /** The values that are not texts. */
    private static final Pattern VALUE = Pattern.compile("[0-9].*|true|false|Infinity");

    private static final Pattern BOOLEAN =
            Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final Pattern BINARY = Pattern.compile("0b_*[01][01_]*");
    private static final Pattern OCTAL = Pattern.compile("0_*[0-7][0-7_]*");
    private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9_]*");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x_*[0-9a-fA-F][0-9a-fA-F_]*");
    private static final Pattern FLOAT = Pattern.compile(
            "[0-9][0-9_]*\\.[0-9_]*(?:[eE][0-9]+)?|[0-9][0-9_]*[eE][0-9]+|\\.[0-9][0-9_]*(?:[eE][0-9]+)?");

    private UnquotedYaml() {}

    /** Returns the names, or the beginnings of names, that YAML reads as a text. */
    public static List<String> sourcesOf(String text, Collection<String> names) {
        if (!VALUE.matcher(text).matches()) {
            return List.of();
        }
        Set<String> sources = new LinkedHashSet<>();
        names.stream().filter((name) -> isChangedTo(text, name)).limit(MOST).forEach(sources::add);
        if (sources.isEmpty()) {
            names.stream()
                    .flatMap(UnquotedYaml::beginnings)
                    .filter((beginning) -> isChangedTo(text, beginning))
                    .limit(MOST)
                    .forEach(sources::add);
        }
        return List.copyOf(sources);
    }

    /** Returns the sentence for a message that suggests such names. */
    public static String hint(String text, List<String> sources) {
        return "In YAML, write it in quotes: without them, '%s' is read as '%s'.".formatted(sources.get(0), text);
    }

    private static Stream<String> beginnings(String name) {
        return IntStream.iterate(name.length() - 1, (length) -> length > 0, (length) -> length - 1)
                .mapToObj((length) -> name.substring(0, length))
                .filter((beginning) -> !beginning.endsWith("_"));
    }

    private static boolean isChangedTo(String text, String name) {
        return !name.equals(text) && read(name).equals(text);
    }

    /** Returns the value of a name without quotes as a text. */
    static String read(String name) {
        if (BOOLEAN.matcher(name).matches()) {
            return Boolean.toString(TRUE.contains(name.toLowerCase(Locale.ROOT)));
        }
        String digits = name.replace("_", "");
        if (BINARY.matcher(name).matches()) {
            return new BigInteger(digits.substring(2), 2).toString();
        }
        if (HEXADECIMAL.matcher(name).matches()) {
            return new BigInteger(digits.substring(2), 16).toString();
        }
        if (OCTAL.matcher(name).matches()) {
            return new BigInteger(digits, 8).toString();
        }
        if (DECIMAL.matcher(name).matches()) {
            return digits;
        }
        return FLOAT.matcher(name).matches() ? Double.valueOf(digits).toString() : name;
    }
}
