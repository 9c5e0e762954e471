package dev.migrate.spring.boot.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows with aligned columns. If the terminal is too narrow for the last column, other columns shrink in the given order,
 * and then the last column is truncated.
 */
public final class Table {

    private static final String GAP = "  ";

    private static final int NARROWEST = 8;

    private static final int COMFORTABLE = 48;

    private final List<List<StyledText>> rows = new ArrayList<>();
    private final Map<Integer, Integer> minimumWidths = new LinkedHashMap<>();

    /** Lets a column shrink to a minimum width, after the columns added before; zero allows omitting it. */
    public Table shrinking(int column, int minimum) {
        this.minimumWidths.put(column, minimum);
        return this;
    }

    /** Adds a row. */
    public void add(List<StyledText> row) {
        this.rows.add(List.copyOf(row));
    }

    /** Prints the rows. */
    public void print(Terminal terminal) {
        int[] widths = widths();
        Integer limit = terminal.width();
        if (limit != null) {
            shrink(widths, limit);
        }
        for (List<StyledText> row : this.rows) {
            terminal.line(line(row, widths, limit));
        }
    }

    private int[] widths() {
        int columns = this.rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<StyledText> row : this.rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).width());
            }
        }
        return widths;
    }

    private void shrink(int[] widths, int limit) {
        int last = widths.length - 1;
        this.minimumWidths.forEach((column, minimum) -> {
            if (column < last && limit - before(last, widths) < Math.min(widths[last], COMFORTABLE)) {
                widths[column] = Math.min(widths[column], minimum);
            }
        });
    }

    private static int before(int end, int[] widths) {
        return IntStream.range(0, end)
                .filter((column) -> widths[column] > 0)
                .map((column) -> widths[column] + GAP.length())
                .sum();
    }

    private static StyledText[] line(List<StyledText> row, int[] widths, @Nullable Integer limit) {
        List<StyledText> line = new ArrayList<>();
        int filled = row.size();
        while (filled > 0 && (row.get(filled - 1).isEmpty() || widths[filled - 1] == 0)) {
            filled--;
        }
        for (int column = 0; column < filled; column++) {
            if (widths[column] == 0) { // omitted
                continue;
            }
            boolean last = column == widths.length - 1;
            int room = last && limit != null ? Math.max(limit - before(column, widths), NARROWEST) : widths[column];
            StyledText cell = row.get(column).truncate(room);
            line.add(cell);
            if (column < filled - 1) {
                line.add(StyledText.of(" ".repeat(widths[column] - cell.width()) + GAP));
            }
        }
        return line.toArray(StyledText[]::new);
    }
}
