package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.LogReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Table;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "log",
        description = "Shows the upgrades, downgrades, stamps, and failures recorded in this database, newest first."
                + " Read-only.",
        footer = "  migrate log -n 5")
final class LogCommand extends Subcommand {

    private static final int DURATION = 4;
    private static final int BY = 5;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "100",
            converter = Count.class,
            description = "Maximum number of entries. Default: ${DEFAULT-VALUE}.")
    private int limit;

    LogCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        LogReport report = engine().log(this.limit);
        if (json()) {
            terminal().document(Documents.log(report));
            return ExitCode.DONE;
        }
        Table table = new Table().shrinking(BY, 0).shrinking(DURATION, 0);
        report.entries()
                .forEach((entry) -> table.add(quiet() ? List.of(StyledText.of(entry.revision())) : cells(entry)));
        table.print(terminal());
        return ExitCode.DONE;
    }

    private List<StyledText> cells(LogReport.Entry entry) {
        boolean failed = entry.error() != null;
        String by = entry.principal() != null ? entry.principal() + " (" + entry.by() + ")" : entry.by();
        return List.of(
                StyledText.of(terminal().time(entry.at())),
                StyledText.of(entry.action()),
                new StyledText(entry.revision().isEmpty() ? "base" : entry.revision(), Style.ID),
                new StyledText(entry.outcome(), failed ? Style.ERROR : Style.PLAIN),
                StyledText.of(entry.durationMs() + " ms"),
                new StyledText(by, Style.FAINT),
                new StyledText(
                        entry.tag() != null ? "(" + entry.tag() + ") " : "",
                        entry.error() != null
                                ? entry.error().lines().map(String::strip).collect(Collectors.joining(" "))
                                : entry.message(),
                        Style.PLAIN));
    }

    /** Converts a positive integer. */
    static final class Count implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            if (!value.matches("[1-9][0-9]{0,8}")) {
                throw new TypeConversionException("'" + value + "' is not a positive integer.");
            }
            return Integer.valueOf(value);
        }
    }
}
