package dev.migrate.spring.boot.cli;

import dev.migrate.error.MigrateException;
import dev.migrate.revision.NearMatches;
import dev.migrate.spring.boot.document.ProblemAnswer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, how their words are understood, and what becomes of their failures. */
final class MigrateCommandLine {

    private static final Pattern STEPS_DOWN = Pattern.compile("-\\d+");

    private final Terminal terminal;
    private final CommandLine commandLine;

    MigrateCommandLine(Terminal terminal, Tools tools) {
        this.terminal = terminal;
        this.commandLine = new CommandLine(new MigrateCommand());
        List.of(
                        new InitCommand(terminal, tools),
                        new RevisionCommand(terminal, tools),
                        new MergeCommand(terminal, tools),
                        new EditCommand(terminal, tools),
                        new CheckCommand(terminal, tools),
                        new ValidateCommand(terminal, tools),
                        new UpgradeCommand(terminal, tools),
                        new DowngradeCommand(terminal, tools),
                        new StampCommand(terminal, tools),
                        new CurrentCommand(terminal, tools),
                        new HistoryCommand(terminal, tools),
                        new ShowCommand(terminal, tools),
                        new HeadsCommand(terminal, tools),
                        new BranchesCommand(terminal, tools),
                        new LogCommand(terminal, tools),
                        new RepairCommand(terminal, tools),
                        new EnsureVersionCommand(terminal, tools),
                        new CompletionCommand(terminal, tools),
                        new HelpCommand())
                .forEach(this.commandLine::addSubcommand);
        this.commandLine
                .setUnmatchedOptionsArePositionalParams(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(terminal.helpWidth())
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        terminal.printHelpOf(this.commandLine);
    }

    CommandLine model() {
        return this.commandLine;
    }

    /**
     * What was asked for.
     *
     * @param exitCode how the process ends, unless there is a command to run
     * @param command what to run, unless everything has been said
     */
    record Request(int exitCode, @Nullable Subcommand command) {}

    /** Finds the command. Help, and what cannot be understood, is answered at once: neither needs the application. */
    Request understand(List<String> words) {
        try {
            ParseResult parsed = this.commandLine.parseArgs(words.toArray(String[]::new));
            if (CommandLine.executeHelpRequest(parsed) != null) {
                return new Request(ExitCode.DONE, null);
            }
            if (!parsed.hasSubcommand()) {
                throw new ParameterException(this.commandLine, "There is no command.");
            }
            refuseUnknownOptions(parsed.subcommand());
            Subcommand command = (Subcommand) parsed.subcommand().commandSpec().userObject();
            return command.needsApplication() ? new Request(ExitCode.DONE, command) : new Request(command.run(), null);
        } catch (ParameterException wrong) {
            ProblemAnswer problem = usage(wrong);
            if (words.contains("--json")) {
                this.terminal.document(problem.document());
            }
            report(problem, null);
            return new Request(ExitCode.WRONG_USAGE, null);
        } finally {
            this.terminal.flush();
        }
    }

    /**
     * How an attempt ended.
     *
     * @param exitCode how the process ends
     * @param failed why it failed, unless the command came to its end
     */
    record Outcome(int exitCode, @Nullable Failed failed) {}

    /**
     * A failure of which a user is told.
     *
     * @param exitCode how the process ends
     * @param problem what to say
     * @param trace where it came from, if that was asked for
     */
    record Failed(
            int exitCode, ProblemAnswer problem, @Nullable RuntimeException trace) {}

    /** Runs a command to its end. What is wrong with the application itself is left to Spring Boot to explain. */
    int run(Subcommand command) {
        try {
            if (command.isForAllEngines() && command.several() != Subcommand.Several.REFUSED) {
                return new EveryEngine(this, this.terminal, command).run();
            }
            Outcome outcome = attempt(command, () -> {
                refuseAllEngines(command);
                return command.run();
            });
            if (outcome.failed() != null) {
                if (command.json()) {
                    this.terminal.document(outcome.failed().problem().document());
                }
                report(outcome.failed().problem(), outcome.failed().trace());
            }
            return outcome.exitCode();
        } finally {
            this.terminal.flush();
        }
    }

    private static void refuseAllEngines(Subcommand command) {
        if (command.isForAllEngines()) {
            throw Subcommand.refusal("This is for one engine.", "Name one with '--engine NAME'.");
        }
    }

    /** Runs a part of a command, and returns its failure with each property named as for the engine at hand. */
    Outcome attempt(Subcommand command, IntSupplier work) {
        try {
            return new Outcome(work.getAsInt(), null);
        } catch (MigrateException failure) {
            return failed(command, ExitCode.of(failure), worded(command, ProblemAnswer.of(failure)), failure);
        } catch (RefusalException refusal) {
            return failed(command, refusal.exitCode(), refusal.problem(), refusal);
        } catch (BeansException failure) {
            MigrateException cause =
                    causeOf(failure).or(() -> command.explain(failure)).orElseThrow(() -> failure);
            return failed(command, ExitCode.of(cause), worded(command, ProblemAnswer.of(cause)), failure);
        }
    }

    private static ProblemAnswer worded(Subcommand command, ProblemAnswer problem) {
        return problem.worded(command.prefix()::in);
    }

    private static Outcome failed(Subcommand command, int exitCode, ProblemAnswer problem, RuntimeException failure) {
        return new Outcome(exitCode, new Failed(exitCode, problem, command.stacktrace() ? failure : null));
    }

    void report(ProblemAnswer problem, @Nullable Throwable trace) {
        this.terminal.aside("Error: ", Tone.ERROR, problem.detail());
        this.terminal.aside(problem.remedy());
        if (trace != null) {
            this.terminal.trace(trace);
        }
    }

    private static Optional<MigrateException> causeOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(MigrateException.class::isInstance)
                .map(MigrateException.class::cast)
                .findFirst();
    }

    /** An unknown option is taken as a revision first, because {@code -1} is one. */
    private static void refuseUnknownOptions(ParseResult parsed) {
        List<String> unknown = parsed.matchedPositionals().stream()
                .flatMap((positional) -> positional.originalStringValues().stream())
                .filter((word) ->
                        word.startsWith("-") && !STEPS_DOWN.matcher(word).matches())
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), unknown);
        }
    }

    private static ProblemAnswer usage(ParameterException wrong) {
        CommandLine where = wrong.getCommandLine();
        String command = where.getCommandSpec().qualifiedName();
        String remedy = "Type '" + command + " --help' to see what can be said.";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            List<String> suggestions = suggestions(where, word);
            if (!suggestions.isEmpty()) {
                remedy = "Did you mean '" + String.join("' or '", suggestions) + "'? " + remedy;
            }
            return problem(unmatched(where, word), remedy);
        }
        return problem(Objects.requireNonNullElse(wrong.getMessage(), "Wrong usage"), remedy);
    }

    /** The nearest first, which a mere likeness of letters does not find. */
    private static List<String> suggestions(CommandLine where, String word) {
        return word.startsWith("-")
                ? NearMatches.to(
                        word,
                        where.getCommandSpec().options().stream()
                                .flatMap((option) -> Stream.of(option.names()))
                                .toList())
                : NearMatches.to(word, where.getSubcommands().keySet());
    }

    private static String unmatched(CommandLine where, String word) {
        if (word.startsWith("-")) {
            return "There is no option '" + word + "'.";
        }
        return where.getParent() == null
                ? "There is no command '" + word + "'."
                : "'" + word + "' is one word too many.";
    }

    private static ProblemAnswer problem(String detail, String remedy) {
        return ProblemAnswer.of(400, "wrong-usage", "Wrong usage", detail, remedy);
    }
}
