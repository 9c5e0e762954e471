package dev.migrate.spring.boot.cli;

import dev.migrate.revision.SimilarNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * The arguments of a process that runs a command.
 *
 * @param command the arguments of the command
 * @param properties the arguments that are properties of the application
 */
record Arguments(List<String> command, List<String> properties) {

    private static final String MIGRATE = "migrate";

    private static final Pattern PROPERTY = Pattern.compile("--[A-Za-z][^=\\s]*\\.[^=\\s]+(=.*)?", Pattern.DOTALL);

    Arguments {
        command = List.copyOf(command);
        properties = List.copyOf(properties);
    }

    /**
     * Returns what {@code migrate} might be mistyped as: the first argument, if it is similar and another follows it.
     * Loads nothing of the commands, because applications start with arguments of their own.
     */
    static Optional<String> similar(String[] arguments) {
        List<String> nonOptions = nonOptions(arguments);
        return nonOptions.size() >= 2
                        && !nonOptions.get(0).equals(MIGRATE)
                        && !SimilarNames.to(nonOptions.get(0), List.of(MIGRATE)).isEmpty()
                ? Optional.of(nonOptions.get(0))
                : Optional.empty();
    }

    /** Returns what {@code migrate} was mistyped as: an argument that is {@link #similar} and precedes a command. */
    static Optional<String> mistyped(String[] arguments, Collection<String> commands) {
        return similar(arguments)
                .filter((similar) -> commands.contains(nonOptions(arguments).get(1)));
    }

    private static List<String> nonOptions(String[] arguments) {
        return new DefaultApplicationArguments(arguments).getNonOptionArgs();
    }

    /** Splits the arguments if the first one that is not an option is {@code migrate}. */
    static Optional<Arguments> of(String[] arguments) {
        List<String> nonOptions = nonOptions(arguments);
        if (nonOptions.isEmpty() || !nonOptions.get(0).equals(MIGRATE)) {
            return Optional.empty();
        }
        List<String> all = List.of(arguments);
        int index = all.indexOf(MIGRATE);
        List<String> command = new ArrayList<>();
        List<String> properties = new ArrayList<>(all.subList(0, index));
        List<String> rest = all.subList(index + 1, all.size());
        int end = rest.contains("--") ? rest.indexOf("--") : rest.size();
        for (String argument : rest.subList(0, end)) {
            (PROPERTY.matcher(argument).matches() ? properties : command).add(argument);
        }
        command.addAll(rest.subList(end, rest.size()));
        return Optional.of(new Arguments(command, properties));
    }
}
