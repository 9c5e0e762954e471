package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Base class of all commands, with the common options. */
@Command(
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        descriptionHeading = "%n",
        footerHeading = "%nExample:%n")
public abstract class Subcommand {

    /** The behavior of a command with {@code --engine all}. */
    enum AllEngines {
        /** Runs on each engine and continues after a failure. */
        CONTINUE,
        /** Runs on each engine until one fails. */
        STOP_ON_FAILURE,
        /** Supports only one engine. */
        UNSUPPORTED
    }

    private final CommandContext context;
    private Terminal terminal;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            order = 90,
            description = "Engine; required if the application has several. 'all' runs the command on each in turn.")
    private @Nullable String engine;

    @Option(names = "--json", order = 91, description = "Print the result as one JSON document.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 92,
            description = "Print ids only, without progress.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 93,
            description = "Print all details. For upgrades and downgrades, log each statement.")
    private boolean verbose;

    @Option(names = "--stacktrace", order = 94, description = "Print the stack trace of a failure.")
    private boolean stacktrace;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            order = 95,
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    Subcommand(Terminal terminal, CommandContext context) {
        this.terminal = terminal;
        this.context = context;
    }

    /** Runs the command and returns the exit code. */
    abstract int run();

    /** Checks, before anything runs, whether the command is possible on the current engine. */
    void check() {}

    /** Returns whether the command requires the application. */
    boolean needsApplication() {
        return true;
    }

    /** Returns the log level while the command runs. */
    public String logLevel() {
        return "warn";
    }

    /** Returns whether the command reports unknown properties itself, so that they need not be logged. */
    public boolean reportsUnknownProperties() {
        return false;
    }

    Terminal terminal() {
        return this.terminal;
    }

    /** Returns the behavior with {@code --engine all}. */
    AllEngines allEngines() {
        return AllEngines.CONTINUE;
    }

    /** Returns whether {@code --engine all} was specified. */
    boolean isForAllEngines() {
        return EngineNames.ALL.equals(this.engine);
    }

    /** Sets the engine and the terminal of the next run. */
    void use(@Nullable String engine, Terminal terminal) {
        this.engine = engine;
        this.terminal = terminal;
    }

    /** Returns the engines and settings of the application. */
    CommandContext context() {
        return this.context;
    }

    MigrationEngine engine() {
        return this.context.engine(this.engine);
    }

    /** Returns the prefix of the engine's property names. */
    EnginePrefix prefix() {
        return this.context.prefix(this.engine);
    }

    ScriptAuthor author() {
        return this.context.author(this.engine);
    }

    OfflineSql offline() {
        return this.context.offline(this.engine);
    }

    /** Prints the SQL that a command would run, without a database. Prints it only after it has been written completely. */
    void printSql(BiConsumer<OfflineSql, Appendable> writer) {
        StringBuilder sql = new StringBuilder();
        writer.accept(offline(), sql);
        if (this.json) {
            this.terminal.document(Map.of("sql", sql.toString()));
        } else {
            this.terminal.verbatim(sql);
        }
    }

    static CommandException wrongUsage(String detail, String remedy) {
        return new CommandException(CommandError.WRONG_USAGE, detail, remedy);
    }

    boolean json() {
        return this.json;
    }

    /** Returns whether to print ids only, without progress. */
    public boolean quiet() {
        return this.quiet;
    }

    /** Returns whether to print all details. */
    public boolean verbose() {
        return this.verbose;
    }

    /** Returns whether to print the stack trace of a failure. */
    public boolean stacktrace() {
        return this.stacktrace;
    }
}
