package dev.migrate.error;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names settings and commands by the classes and methods that a plain library has for them. */
final class ApiWording implements Wording {

    static final Wording INSTANCE = new ApiWording();

    private static final Set<String> OF_AUTHOR = Set.of("init", "merge", "revision");
    private static final Pattern HYPHENATED = Pattern.compile("-([a-z])");

    private ApiWording() {}

    @Override
    public String setting(Setting setting) {
        return switch (setting) {
            case URL, CONNECTION -> "the URL of the data source";
            case USER -> "the user of the data source";
            case PASSWORD -> "its password";
            default -> "'MigrateSettings." + setting.component() + "'";
        };
    }

    @Override
    public String setting(Setting setting, String value) {
        return "'MigrateSettings." + setting.component() + "=" + value + "'";
    }

    /** Returns, for example, {@code 'MigrationEngine.repair(ae10, DONE)'} for {@code repair ae10 --done}. */
    @Override
    public String command(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        String method = HYPHENATED
                .matcher(words.get(0))
                .replaceAll((hyphen) -> hyphen.group(1).toUpperCase(Locale.ROOT));
        String arguments = words.stream().skip(1).map(ApiWording::argument).collect(Collectors.joining(", "));
        return "'%s.%s(%s)'"
                .formatted(OF_AUTHOR.contains(words.get(0)) ? "ScriptAuthor" : "MigrationEngine", method, arguments);
    }

    private static String argument(String word) {
        return word.startsWith("--")
                ? word.substring(2).toUpperCase(Locale.ROOT).replace('-', '_')
                : word;
    }
}
