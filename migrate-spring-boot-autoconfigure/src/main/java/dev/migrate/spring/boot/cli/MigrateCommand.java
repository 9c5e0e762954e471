package dev.migrate.spring.boot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The word that the commands follow. */
@Command(
        name = "migrate",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "%nShows and moves the schema revisions of this application's database.",
            "%nA REVISION is an id or the beginning of one, a branch label, 'head', 'heads', 'base' or 'current', and"
                    + " a number of steps from there: '+1', '-2', 'ae10+1', 'billing@head', 'billing@-1'."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands ('migrate COMMAND --help' tells more):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed: a script failed, or the database cannot be reached",
            "2:wrong usage",
            "3:the answer is no: 'check' found differences, 'validate' found errors, 'current --check-heads' is not at"
                    + " the heads",
            "4:a revision cannot be found, or the scripts are not valid",
            "5:another process held the lock for longer than 'migrate.lock.wait'"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar app.jar migrate upgrade",
            "  java -jar app.jar migrate history -r current:heads",
            "  java -jar app.jar --spring.profiles.active=prod migrate current --check-heads --json"
        })
final class MigrateCommand {

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
