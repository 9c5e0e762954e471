package dev.migrate.spring.boot.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns line up. The last column gives way where the terminal is too narrow. */
final class Table {

    private static final String GAP = "  ";

    private static final int NARROWEST = 8;

    private final List<List<Cell>> rows = new ArrayList<>();

    void add(List<Cell> row) {
        this.rows.add(List.copyOf(row));
    }

    void print(Terminal terminal) {
        int[] widths = widths();
        for (List<Cell> row : this.rows) {
            terminal.line(line(terminal, row, widths));
        }
    }

    private int[] widths() {
        int columns = this.rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : this.rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).width());
            }
        }
        return widths;
    }

    private static String line(Terminal terminal, List<Cell> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int place = 0;
        int filled = row.size();
        while (filled > 0 && row.get(filled - 1).isEmpty()) {
            filled--;
        }
        for (int column = 0; column < filled; column++) {
            if (widths[column] == 0) {
                continue;
            }
            boolean last = column == widths.length - 1;
            Cell cell = last && terminal.width() != null
                    ? row.get(column).cut(Math.max(terminal.width() - place, NARROWEST))
                    : row.get(column);
            line.append(cell.painted(terminal));
            if (column < filled - 1) {
                line.append(" ".repeat(widths[column] - cell.width())).append(GAP);
            }
            place += widths[column] + GAP.length();
        }
        return line.toString();
    }
}
