package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.MigrateException;
import dev.migrate.revision.SimilarNames;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.Terminal;
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

/** Parses the arguments, runs the command, and reports its failures. */
public final class MigrateCommandLine {

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+");

    private final Terminal terminal;
    private final CommandLine commandLine;
    private final GoalNames goals = GoalNames.ofThisProcess();

    /** Creates the commands. */
    public MigrateCommandLine(Terminal terminal, CommandContext context) {
        this.terminal = terminal;
        this.commandLine = new CommandLine(new RootCommand());
        List.of(
                        new InitCommand(terminal, context),
                        new RevisionCommand(terminal, context),
                        new MergeCommand(terminal, context),
                        new BaselineCommand(terminal, context),
                        new ImportCommand(terminal, context),
                        new EditCommand(terminal, context),
                        new CheckCommand(terminal, context),
                        new ValidateCommand(terminal, context),
                        new UpgradeCommand(terminal, context),
                        new DowngradeCommand(terminal, context),
                        new StampCommand(terminal, context),
                        new CurrentCommand(terminal, context),
                        new HistoryCommand(terminal, context),
                        new ShowCommand(terminal, context),
                        new HeadsCommand(terminal, context),
                        new BranchesCommand(terminal, context),
                        new LogCommand(terminal, context),
                        new RepairCommand(terminal, context),
                        new EnsureVersionCommand(terminal, context),
                        new CompletionCommand(terminal, context),
                        new HelpCommand())
                .forEach(this.commandLine::addSubcommand);
        this.commandLine
                .setUnmatchedOptionsArePositionalParams(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(terminal.helpWidth())
                .setColorScheme(Help.defaultColorScheme(terminal.colored() ? Ansi.ON : Ansi.OFF));
        terminal.printHelpOf(this.commandLine);
    }

    /** Returns picocli's model of the commands. */
    public CommandLine model() {
        return this.commandLine;
    }

    /**
     * A parsed command line.
     *
     * @param exitCode the exit code, if there is no command to run
     * @param command the command to run, or null if parsing has already answered the request
     */
    public record Request(int exitCode, @Nullable Subcommand command) {}

    /** Finds the command. Prints help and usage errors immediately, because neither requires the application. */
    public Request parse(List<String> arguments) {
        try {
            ParseResult parsed = this.commandLine.parseArgs(arguments.toArray(String[]::new));
            if (CommandLine.executeHelpRequest(parsed) != null) {
                return new Request(ExitCode.DONE, null);
            }
            if (!parsed.hasSubcommand()) {
                throw new ParameterException(this.commandLine, "A command is required.");
            }
            checkOptions(parsed.subcommand());
            Subcommand command = (Subcommand) parsed.subcommand().commandSpec().userObject();
            return command.needsApplication() ? new Request(ExitCode.DONE, command) : new Request(command.run(), null);
        } catch (ParameterException wrong) {
            ProblemDocument problem = usage(wrong);
            if (arguments.contains("--json")) {
                this.terminal.document(problem.document());
            }
            report(problem, null);
            return new Request(ExitCode.WRONG_USAGE, null);
        } finally {
            this.terminal.flush();
        }
    }

    /** Reports that {@code migrate} is mistyped, and returns the exit code. */
    public int rejectMistyped(String word) {
        report(
                CommandError.WRONG_USAGE.problem(
                        "'" + word + "' is not an argument of Migrate, and a command of Migrate follows it.",
                        "Did you mean 'migrate'? If '" + word
                                + "' is an argument of the application, set 'MIGRATE_CLI_ENABLED=false' in the environment."),
                null);
        this.terminal.flush();
        return ExitCode.WRONG_USAGE;
    }

    /**
     * The result of an attempt.
     *
     * @param exitCode the exit code
     * @param failed the failure, or null if the command completed
     */
    record Outcome(int exitCode, @Nullable Failed failed) {}

    /**
     * A failure to report to the user.
     *
     * @param exitCode the exit code
     * @param problem the problem to print
     * @param trace the exception whose stack trace to print, if requested
     */
    record Failed(
            int exitCode, ProblemDocument problem, @Nullable RuntimeException trace) {}

    /** Runs a command. Failures of the application itself are left for Spring Boot to report. */
    public int run(Subcommand command) {
        try {
            if (command.isForAllEngines() && command.allEngines() != Subcommand.AllEngines.UNSUPPORTED) {
                return new AllEnginesRun(this, this.terminal, command).run();
            }
            Outcome outcome = attempt(command, () -> {
                checkSingleEngine(command);
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

    private static void checkSingleEngine(Subcommand command) {
        if (command.isForAllEngines()) {
            throw Subcommand.wrongUsage(
                    "This command does not support '--engine all'.", "Specify one engine with '--engine NAME'.");
        }
    }

    /** Runs part of a command. Returns a failure with the property names of the current engine. */
    Outcome attempt(Subcommand command, IntSupplier work) {
        try {
            return new Outcome(work.getAsInt(), null);
        } catch (MigrateException failure) {
            return failed(command, ExitCode.of(failure), describe(command, ProblemDocument.of(failure)), failure);
        } catch (CommandException rejection) {
            return failed(command, rejection.exitCode(), rejection.problem(), rejection);
        } catch (BeansException failure) {
            MigrateException cause = causeOf(failure)
                    .or(() -> command.context().explain(failure))
                    .orElseThrow(() -> failure);
            return failed(command, ExitCode.of(cause), describe(command, ProblemDocument.of(cause)), failure);
        }
    }

    private static ProblemDocument describe(Subcommand command, ProblemDocument problem) {
        return problem.worded(command.prefix()::in);
    }

    private static Outcome failed(Subcommand command, int exitCode, ProblemDocument problem, RuntimeException failure) {
        return new Outcome(exitCode, new Failed(exitCode, problem, command.stacktrace() ? failure : null));
    }

    void report(ProblemDocument problem, @Nullable Throwable trace) {
        this.terminal.message("Error: ", Style.ERROR, this.goals.in(problem.detail()));
        this.terminal.message(this.goals.in(problem.remedy()));
        if (trace != null) {
            this.terminal.stackTrace(trace);
        }
    }

    private static Optional<MigrateException> causeOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(MigrateException.class::isInstance)
                .map(MigrateException.class::cast)
                .findFirst();
    }

    /** Rejects unknown options, which picocli parses as revisions so that {@code -1} is accepted. */
    private static void checkOptions(ParseResult parsed) {
        List<String> unknown = parsed.matchedPositionals().stream()
                .flatMap((positional) -> positional.originalStringValues().stream())
                .filter((argument) -> argument.startsWith("-")
                        && !NEGATIVE_NUMBER.matcher(argument).matches())
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), unknown);
        }
    }

    private static ProblemDocument usage(ParameterException wrong) {
        CommandLine where = wrong.getCommandLine();
        String command = where.getCommandSpec().qualifiedName();
        String remedy = "Run '" + command + " --help' for usage.";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            List<String> suggestions = suggestions(where, argument);
            if (!suggestions.isEmpty()) {
                remedy = "Did you mean '" + String.join("' or '", suggestions) + "'? " + remedy;
            }
            return CommandError.WRONG_USAGE.problem(unmatched(where, argument), remedy);
        }
        return CommandError.WRONG_USAGE.problem(Objects.requireNonNullElse(wrong.getMessage(), "Wrong usage"), remedy);
    }

    /** Returns suggestions, the closest match by edit distance first; picocli's own order is by common letters. */
    private static List<String> suggestions(CommandLine where, String argument) {
        return argument.startsWith("-")
                ? SimilarNames.to(
                        argument,
                        where.getCommandSpec().options().stream()
                                .flatMap((option) -> Stream.of(option.names()))
                                .toList())
                : SimilarNames.to(argument, where.getSubcommands().keySet());
    }

    private static String unmatched(CommandLine where, String argument) {
        if (argument.startsWith("-")) {
            return "There is no option '" + argument + "'.";
        }
        return where.getParent() == null
                ? "There is no command '" + argument + "'."
                : "'" + argument + "' is an unexpected argument.";
    }
}
