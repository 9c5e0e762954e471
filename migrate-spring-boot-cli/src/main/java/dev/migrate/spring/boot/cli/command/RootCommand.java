package dev.migrate.spring.boot.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code migrate}, the parent of all others. */
@Command(
        name = "migrate",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "%nUpgrades, downgrades, and inspects the schema of this application's database.",
            "%nA REVISION is an id, an id prefix, a branch label, 'head', 'heads', 'base', or 'current', optionally"
                    + " with a number of steps: '+1', '-2', 'ae10+1', 'billing@head', 'billing@-1'."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands (for details, run 'migrate COMMAND --help'):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:failure, such as a failed script, an unreachable database, or an invalid setting",
            "2:wrong usage",
            "3:negative result: 'check' found differences, 'validate' found errors, 'current --check-heads' is not at"
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
final class RootCommand {

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;
}
