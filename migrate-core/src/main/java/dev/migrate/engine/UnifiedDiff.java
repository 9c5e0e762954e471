package dev.migrate.engine;

import java.util.ArrayList;
import java.util.List;

/** Compares two texts line by line and formats the differences as a unified diff. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final long LARGEST = 4_000_000;

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
        int same = 0;
        while (same < shorter - start
                && this.before
                        .get(this.before.size() - 1 - same)
                        .equals(this.after.get(this.after.size() - 1 - same))) {
            same++;
        }
        middle(
                this.before.subList(start, this.before.size() - same),
                this.after.subList(start, this.after.size() - same));
        this.before
                .subList(this.before.size() - same, this.before.size())
                .forEach((line) -> this.lines.add(" " + line));
    }

    /**
     * Compares by the longest common subsequence of lines. Texts that are too long for this are shown one after the
     * other.
     */
    private void middle(List<String> old, List<String> young) {
        if ((long) old.size() * young.size() > LARGEST) {
            old.forEach((line) -> this.lines.add("-" + line));
            young.forEach((line) -> this.lines.add("+" + line));
            return;
        }
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(young.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                this.lines.add(" " + old.get(i++));
                j++;
            } else if (j == young.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                this.lines.add("-" + old.get(i++));
            } else {
                this.lines.add("+" + young.get(j++));
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

    private String range(int from, int to, char other) {
        long before = count(0, from, other);
        long length = count(from, to, other);
        return (length == 0 ? before : before + 1) + "," + length;
    }

    private long count(int from, int to, char other) {
        return this.lines.subList(from, to).stream()
                .filter((line) -> line.charAt(0) != other)
                .count();
    }
}
