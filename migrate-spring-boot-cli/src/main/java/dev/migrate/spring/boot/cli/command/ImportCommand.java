package dev.migrate.spring.boot.cli.command;

import dev.migrate.importer.ForeignHistory;
import dev.migrate.importer.ImportReport;
import dev.migrate.importer.Importer;
import dev.migrate.importer.flyway.FlywayHistory;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Writes a revision for each script of another migration tool that was not imported yet. Keeps the"
                + " scripts of the tool. Connects to no database.",
        footer = {
            "  migrate import flyway --dry-run",
            "  migrate import flyway",
            "  migrate import flyway --location filesystem:sql --placeholder owner=app"
        })
final class ImportCommand extends Subcommand {

    /** The tools whose scripts can be imported. */
    enum Tool {
        flyway
    }

    @Parameters(paramLabel = "TOOL", description = "Tool that the scripts are for: flyway.")
    private Tool tool = Tool.flyway;

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            order = 1,
            description = "Location of the tool's scripts; repeatable. Default: 'spring.flyway.locations', else that in"
                    + " flyway.toml or flyway.conf, else classpath:db/migration.")
    private List<String> locations = new ArrayList<>();

    @Option(
            names = "--placeholder",
            paramLabel = "NAME=VALUE",
            order = 2,
            description = "Value of a placeholder in the scripts, the same in every environment; repeatable.")
    private List<String> placeholders = new ArrayList<>();

    @Option(
            names = "--replacements",
            paramLabel = "FOLDER",
            order = 3,
            description = "Folder with corrected copies of scripts that cannot be imported as they are.")
    private @Nullable Path replacements;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            order = 4,
            description =
                    "Import without a setting or a callback that has no counterpart; repeatable. The refusal names"
                            + " them.")
    private List<String> accepted = new ArrayList<>();

    @Option(names = "--dry-run", order = 5, description = "Print the revisions; write nothing.")
    private boolean dryRun;

    ImportCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        String product = offline().product();
        ForeignHistory history = switch (this.tool) {
            case flyway -> FlywayHistory.read(settings(), context().flywaySources(product, this.replacements));
        };
        ImportReport report = Importer.of(author(), product).run(history, this.dryRun);
        if (json()) {
            terminal().document(document(report));
        } else if (quiet()) {
            report.entries().forEach((entry) -> terminal().line(entry.script().id()));
        } else {
            print(report);
        }
        return ExitCode.DONE;
    }

    private FlywaySettings settings() {
        Map<String, String> options = new LinkedHashMap<>();
        if (!this.locations.isEmpty()) {
            options.put("locations", String.join(",", this.locations));
        }
        for (String placeholder : this.placeholders) {
            int equals = placeholder.indexOf('=');
            if (equals < 1) {
                throw wrongUsage(
                        "'--placeholder %s' has no name or no value.".formatted(placeholder),
                        "Write '--placeholder NAME=VALUE'.");
            }
            options.put("placeholders." + placeholder.substring(0, equals), placeholder.substring(equals + 1));
        }
        return context().flywaySettings().with(options).accepting(this.accepted);
    }

    private Map<String, Object> document(ImportReport report) {
        List<Map<String, Object>> revisions = new ArrayList<>();
        for (ImportReport.Entry entry : report.entries()) {
            Map<String, Object> revision = new LinkedHashMap<>(Documents.written(entry.script()));
            revision.put("importedFrom", entry.origin().toString());
            revision.put("source", entry.source());
            revisions.add(revision);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dryRun", this.dryRun);
        document.put("revisions", revisions);
        document.put("skipped", report.skipped());
        document.put("notes", report.notes());
        return document;
    }

    private void print(ImportReport report) {
        String verb = this.dryRun ? "Would write " : "Wrote ";
        report.entries()
                .forEach((entry) -> terminal().line(verb + entry.script().path()));
        report.notes().forEach((note) -> terminal().paragraph("Note: ", Style.WARNING, note));
        int written = report.entries().size();
        String earlier = report.skipped() == 0
                ? ""
                : " %s imported earlier.".formatted(report.skipped() == 1 ? "One was" : report.skipped() + " were");
        if (written == 0) {
            terminal().paragraph("There is no new script." + earlier);
        } else if (this.dryRun) {
            terminal().paragraph("%s to import; nothing was written.%s".formatted(scripts(written), earlier));
        } else {
            terminal()
                    .paragraph("Imported %s.%s Rebuild the application, so that it contains the revisions."
                            .formatted(scripts(written).toLowerCase(Locale.ROOT), earlier));
        }
    }

    private static String scripts(int number) {
        return number == 1 ? "One script" : number + " scripts";
    }
}
