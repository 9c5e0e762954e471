package dev.migrate.engine;

import java.util.ArrayList;
import java.util.List;

/** Compares two texts line by line and formats the differences as a unified diff. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final long MAX_TABLE_SIZE = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> lines = new ArrayList<>();

    private UnifiedDiff(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
    }

    /**
     * Returns the diff, or an empty text if there is no difference.
     *
     * @param from the name of the first text
     * @param to the name of the second text
     */
    static String of(String from, String before, String to, String after) {
        UnifiedDiff unifiedDiff = new UnifiedDiff(before, after);
        unifiedDiff.compare();
        String hunks = unifiedDiff.hunks();
        return hunks.isEmpty() ? "" : "--- %s%n+++ %s%n".formatted(from, to) + hunks;
    }

    private void compare() {
        int start = 0;
        int shorter = Math.min(this.before.size(), this.after.size());
        while (start < shorter && this.before.get(start).equals(this.after.get(start))) {
            this.lines.add(" " + this.before.get(start++));
        }
        int commonEnd = 0;
        while (commonEnd < shorter - start
                && this.before
                        .get(this.before.size() - 1 - commonEnd)
                        .equals(this.after.get(this.after.size() - 1 - commonEnd))) {
            commonEnd++;
        }
        compareMiddle(
                this.before.subList(start, this.before.size() - commonEnd),
                this.after.subList(start, this.after.size() - commonEnd));
        this.before
                .subList(this.before.size() - commonEnd, this.before.size())
                .forEach((line) -> this.lines.add(" " + line));
    }

    /**
     * Compares by the longest common subsequence of lines. Texts that are too long for this are shown one after the
     * other.
     */
    private void compareMiddle(List<String> oldLines, List<String> newLines) {
        if ((long) oldLines.size() * newLines.size() > MAX_TABLE_SIZE) {
            oldLines.forEach((line) -> this.lines.add("-" + line));
            newLines.forEach((line) -> this.lines.add("+" + line));
            return;
        }
        int[][] common = new int[oldLines.size() + 1][newLines.size() + 1];
        for (int i = oldLines.size() - 1; i >= 0; i--) {
            for (int j = newLines.size() - 1; j >= 0; j--) {
                common[i][j] = oldLines.get(i).equals(newLines.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < oldLines.size() || j < newLines.size()) {
            if (i < oldLines.size() && j < newLines.size() && oldLines.get(i).equals(newLines.get(j))) {
                this.lines.add(" " + oldLines.get(i++));
                j++;
            } else if (j == newLines.size() || (i < oldLines.size() && common[i + 1][j] >= common[i][j + 1])) {
                this.lines.add("-" + oldLines.get(i++));
            } else {
                this.lines.add("+" + newLines.get(j++));
            }
        }
    }

    private String hunks() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < this.lines.size()) {
            int change = nextChange(at);
            if (change < 0) {
                break;
            }
            int end = change;
            for (int next = change; next >= 0 && next - end <= 2 * CONTEXT; next = nextChange(next + 1)) {
                end = next;
            }
            int from = Math.max(at, change - CONTEXT);
            int to = Math.min(this.lines.size(), end + 1 + CONTEXT);
            text.append("@@ -%s +%s @@%n".formatted(range(from, to, '+'), range(from, to, '-')));
            this.lines.subList(from, to).forEach((line) -> text.append(line).append(System.lineSeparator()));
            at = to;
        }
        return text.toString();
    }

    private int nextChange(int from) {
        for (int at = from; at < this.lines.size(); at++) {
            if (this.lines.get(at).charAt(0) != ' ') {
                return at;
            }
        }
        return -1;
    }

    private String range(int from, int to, char excluded) {
        long before = count(0, from, excluded);
        long length = count(from, to, excluded);
        return (length == 0 ? before : before + 1) + "," + length;
    }

    private long count(int from, int to, char excluded) {
        return this.lines.subList(from, to).stream()
                .filter((line) -> line.charAt(0) != excluded)
                .count();
    }
}
