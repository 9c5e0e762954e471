package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.spring.boot.cli.terminal.GraphDrawer;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Table;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints revisions as text: one per line, or one per block. */
final class RevisionView {

    private static final int KEY_WIDTH = 15;
    private static final int WHEN = 1;
    private static final int BY = 2;
    private static final int DATE = 11;

    private final Terminal terminal;
    private final Set<String> current;

    /**
     * Creates a view.
     *
     * @param current the revisions to mark as the database's current ones
     */
    RevisionView(Terminal terminal, Collection<RevisionReport> current) {
        this.terminal = terminal;
        this.current = current.stream().map(RevisionReport::id).collect(Collectors.toSet());
    }

    /** Prints one line for each revision, in columns. */
    void table(List<RevisionReport> revisions) {
        Table table = new Table().shrinking(BY, 0).shrinking(WHEN, DATE);
        revisions.forEach((revision) -> table.add(cells(revision)));
        table.print(this.terminal);
    }

    /** Prints one block for each revision, separated by empty lines. */
    void blocks(List<RevisionReport> revisions) {
        for (int i = 0; i < revisions.size(); i++) {
            if (i > 0) {
                this.terminal.line("");
            }
            block(revisions.get(i)).forEach(this.terminal::line);
        }
    }

    /** Prints the revisions with lines to their parents, if the terminal is wide enough. */
    void graph(List<RevisionReport> revisions, boolean verbose) {
        Set<String> shown = revisions.stream().map(RevisionReport::id).collect(Collectors.toSet());
        GraphDrawer graph = new GraphDrawer();
        List<GraphDrawer.Drawing> drawings = revisions.stream()
                .map((revision) -> graph.next(
                        revision.id(),
                        revision.revises().stream()
                                .filter(shown::contains)
                                .distinct()
                                .toList()))
                .toList();
        int columns =
                drawings.stream().mapToInt(GraphDrawer.Drawing::width).max().orElse(0);
        if (this.terminal.width() != null && columns > this.terminal.width() / 3) {
            list(revisions, verbose);
            this.terminal.message("The graph is not drawn because it requires %d of %d columns."
                    .formatted(columns, this.terminal.width()));
            return;
        }
        Table table = new Table();
        if (!verbose) {
            table.shrinking(1 + BY, 0).shrinking(1 + WHEN, DATE);
        }
        for (int i = 0; i < revisions.size(); i++) {
            draw(drawings.get(i), revisions.get(i), verbose, table);
        }
        table.print(this.terminal);
    }

    private void list(List<RevisionReport> revisions, boolean verbose) {
        if (verbose) {
            blocks(revisions);
        } else {
            table(revisions);
        }
    }

    private void draw(GraphDrawer.Drawing drawing, RevisionReport revision, boolean verbose, Table table) {
        if (verbose) {
            drawNextTo(drawing, block(revision), table);
            return;
        }
        for (int row = 0; row < drawing.rows().size(); row++) {
            List<StyledText> cells = new ArrayList<>();
            cells.add(drawing.rows().get(row));
            if (row == 0) {
                cells.addAll(cells(revision));
            }
            table.add(cells);
        }
    }

    private static void drawNextTo(GraphDrawer.Drawing drawing, List<StyledText> lines, Table table) {
        int rows = Math.max(drawing.rows().size(), lines.size() + 1);
        for (int row = 0; row < rows; row++) {
            StyledText lanes = row < drawing.rows().size() ? drawing.rows().get(row) : drawing.after();
            table.add(List.of(lanes, row < lines.size() ? lines.get(row) : StyledText.of("")));
        }
    }

    private List<StyledText> cells(RevisionReport revision) {
        List<String> marks = marks(revision);
        RevisionReport.Application application = revision.application();
        String mark = marks.isEmpty() ? "" : "(" + String.join(", ", marks) + ") ";
        return List.of(
                new StyledText(revision.id(), Style.ID),
                when(revision),
                new StyledText(application != null ? application.by() : "", Style.FAINT),
                new StyledText(mark, revision.message(), Style.PLAIN));
    }

    private StyledText when(RevisionReport revision) {
        if (revision.state() == RevisionState.PENDING || revision.state() == RevisionState.INTERRUPTED) {
            return new StyledText(revision.state().toString(), Style.WARNING);
        }
        RevisionReport.Application application = revision.application();
        return StyledText.of(application != null ? this.terminal.time(application.at()) : "applied");
    }

    private List<String> marks(RevisionReport revision) {
        List<String> marks = new ArrayList<>();
        if (this.current.contains(revision.id())) {
            marks.add("current");
        }
        if (revision.head()) {
            marks.add("head");
        }
        if (revision.branchPoint()) {
            marks.add("branch point");
        }
        if (revision.mergePoint()) {
            marks.add("merge point");
        }
        marks.addAll(revision.branchLabels());
        if (revision.state() == RevisionState.MISSING || revision.state() == RevisionState.EDITED) {
            marks.add(revision.state().toString());
        }
        return marks;
    }

    private List<StyledText> block(RevisionReport revision) {
        List<String> marks = marks(revision);
        List<StyledText> lines = new ArrayList<>();
        add(lines, "Revision ID", revision.id() + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")"));
        add(lines, "Message", revision.message());
        add(lines, "Revises", revision.revises().isEmpty() ? "nothing" : String.join(", ", revision.revises()));
        add(lines, "Depends On", String.join(", ", revision.dependsOn()));
        add(lines, "Branch Labels", String.join(", ", revision.branchLabels()));
        add(lines, "Author", revision.revision().author());
        Instant created = revision.revision().created();
        add(lines, "Create Date", created != null ? this.terminal.time(created) : "");
        add(lines, "State", state(revision));
        add(lines, "Reversible", revision.script().reversible() ? "yes" : "no");
        add(lines, "Script", revision.script().location());
        add(lines, "Checksum", revision.script().checksum());
        return lines;
    }

    private String state(RevisionReport revision) {
        RevisionReport.Application application = revision.application();
        if (application == null) {
            return revision.state().toString();
        }
        String took = application.durationMs() != null ? " in " + application.durationMs() + " ms" : "";
        return revision.state() + ", " + this.terminal.time(application.at()) + " by " + application.by() + took;
    }

    private static void add(List<StyledText> lines, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            lines.add(new StyledText(key + ":" + " ".repeat(KEY_WIDTH - key.length()), value, Style.PLAIN));
        }
    }

    static String ids(Stream<RevisionReport> revisions) {
        String ids = revisions.map(RevisionReport::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? "base" : ids;
    }
}
