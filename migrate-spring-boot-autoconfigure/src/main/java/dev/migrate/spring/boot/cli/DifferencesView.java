package dev.migrate.spring.boot.cli;

import dev.migrate.diff.Difference;
import dev.migrate.schema.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints differences as text, each with the definitions on both sides. */
final class DifferencesView {

    private static final String NOTHING = "-";

    private final Terminal terminal;

    DifferencesView(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(List<Difference> differences) {
        for (Difference difference : differences) {
            this.terminal.line("");
            this.terminal.line(new Cell(difference.subject(), Tone.ID), Cell.of("  " + difference.summary()));
            this.terminal.line("  database: " + side(difference, difference.before()));
            this.terminal.line("  models:   " + side(difference, difference.after()));
        }
    }

    private static String side(Difference difference, @Nullable Element element) {
        if (element == null) {
            return NOTHING;
        }
        return difference.change() == Difference.Change.RENAME ? element.label() : element.describe();
    }

    static String count(List<Difference> differences) {
        return differences.size() == 1 ? "one difference" : differences.size() + " differences";
    }
}
