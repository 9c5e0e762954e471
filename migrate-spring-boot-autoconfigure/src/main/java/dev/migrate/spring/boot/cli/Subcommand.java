package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have in common. */
@Command(
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        descriptionHeading = "%n",
        footerHeading = "%nExample:%n")
abstract class Subcommand {

    private final Terminal terminal;
    private final Engines engines;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            order = 90,
            description = "The engine, where the application has several; 'default' if not given.")
    private @Nullable String engine;

    @Option(names = "--json", order = 91, description = "Print one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 92,
            description = "Print as little as possible: ids alone, no progress.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 93,
            description = "Print all there is to say; with a move, log each statement.")
    private boolean verbose;

    @Option(names = "--stacktrace", order = 94, description = "Show where in the code a failure came from.")
    private boolean stacktrace;

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Option(
            names = {"-h", "--help"},
            order = 95,
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    Subcommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    /** Does it, and says how the process is to end. */
    abstract int run();

    /** Whether the application has to be there. */
    boolean needsApplication() {
        return true;
    }

    /** What the log tells meanwhile. */
    String logLevel() {
        return "warn";
    }

    Terminal terminal() {
        return this.terminal;
    }

    MigrationEngine engine() {
        return this.engines.named(this.engine);
    }

    boolean json() {
        return this.json;
    }

    boolean quiet() {
        return this.quiet;
    }

    boolean verbose() {
        return this.verbose;
    }

    boolean stacktrace() {
        return this.stacktrace;
    }
}
