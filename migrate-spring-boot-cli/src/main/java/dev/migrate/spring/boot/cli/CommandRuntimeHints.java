package dev.migrate.spring.boot.cli;

import dev.migrate.spring.boot.cli.command.MigrateCommandLine;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Registers the commands and their options, which picocli reads by reflection. */
final class CommandRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        Terminal nowhere = new Terminal(
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                false,
                null,
                ZoneOffset.UTC);
        CommandLine model = new MigrateCommandLine(nowhere, new ApplicationCommandContext()).model();
        register(hints, model.getCommandSpec().userObject().getClass());
        model.getSubcommands()
                .values()
                .forEach((command) ->
                        register(hints, command.getCommandSpec().userObject().getClass()));
    }

    private static void register(RuntimeHints hints, Class<?> command) {
        for (Class<?> type = command; type != Object.class; type = type.getSuperclass()) {
            if (type != HelpCommand.class) {
                hints.reflection()
                        .registerType(
                                type,
                                MemberCategory.ACCESS_DECLARED_FIELDS,
                                MemberCategory.INVOKE_DECLARED_METHODS,
                                MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
            }
        }
    }
}
