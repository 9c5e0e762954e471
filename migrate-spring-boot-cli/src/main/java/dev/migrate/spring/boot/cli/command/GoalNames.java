package dev.migrate.spring.boot.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the commands in messages as goals of the Maven plugin, if that has started this process: its users do not type
 * {@code migrate}.
 *
 * @param used whether a goal has started this process
 */
record GoalNames(boolean used) {

    /** The environment variable that the plugin sets. */
    private static final String VARIABLE = "MIGRATE_MAVEN_GOAL";

    private static final Pattern COMMAND = Pattern.compile("'migrate ([a-z-]+)((?: [^' ]+)*)'");

    /** The options whose next word is their value. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-m",
            "--accept",
            "--branch-label",
            "--depends-on",
            "--engine",
            "--head",
            "--location",
            "--placeholder",
            "--rename",
            "--replacements",
            "--rev-id",
            "--tag");

    private static final Pattern HYPHEN = Pattern.compile("-([a-z])");

    static GoalNames ofThisProcess() {
        return new GoalNames(System.getenv(VARIABLE) != null);
    }

    /** Returns a text with the goals in place of the commands. */
    String in(String text) {
        return this.used
                ? COMMAND.matcher(text)
                        .replaceAll((match) ->
                                Matcher.quoteReplacement("'" + goal(match.group(1), words(match.group(2))) + "'"))
                : text;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }

    private static String goal(String command, List<String> words) {
        StringBuilder goal = new StringBuilder("mvn migrate:" + command);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
                goal.append(" -Dmigrate.").append(property(word)).append('=').append(words.get(i + 1));
                i++;
            } else if (word.startsWith("--")) {
                goal.append(" -Dmigrate.").append(property(word));
            } else {
                arguments.add(word);
            }
        }
        if (!arguments.isEmpty()) {
            String property = command.equals("import") ? "tool" : "revision";
            goal.append(" -Dmigrate.").append(property).append('=').append(String.join(",", arguments));
        }
        return goal.toString();
    }

    private static String property(String option) {
        String name = option.equals("-m") ? "message" : option.substring("--".length());
        return HYPHEN.matcher(name).replaceAll((match) -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
