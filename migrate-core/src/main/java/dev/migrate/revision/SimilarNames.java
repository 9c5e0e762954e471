package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds suggestions for mistyped names: names within one or two typing errors of the input. */
public final class SimilarNames {

    private static final int MOST = 3;
    private static final int FARTHEST = 2;

    private SimilarNames() {}

    /** Returns the nearest names, nearest first. The beginning of a long name also matches. */
    public static List<String> to(String typed, Collection<String> names) {
        int farthest = Math.min(FARTHEST, typed.length() / 3);
        if (farthest == 0) {
            return List.of();
        }
        record Match(String name, int distance) {}
        List<Match> matches = new ArrayList<>();
        String wanted = typed.toLowerCase(Locale.ROOT);
        for (String name : names) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), farthest);
            if (distance <= farthest) {
                matches.add(new Match(name, distance));
            }
        }
        return matches.stream()
                .sorted(Comparator.comparingInt(Match::distance)
                        .thenComparingInt((match) -> Math.abs(match.name().length() - typed.length())))
                .limit(MOST)
                .map(Match::name)
                .toList();
    }

    /**
     * Returns the edit distance (insertions, deletions, replacements, and swaps of neighbors) to the nearest beginning
     * of the name.
     */
    private static int distance(String typed, String name, int farthest) {
        int width = Math.min(name.length(), typed.length() + farthest);
        int[] before = new int[width + 1];
        int[] row = new int[width + 1];
        int[] above = new int[width + 1];
        for (int column = 0; column <= width; column++) {
            above[column] = column;
        }
        for (int line = 1; line <= typed.length(); line++) {
            row[0] = line;
            for (int column = 1; column <= width; column++) {
                boolean same = typed.charAt(line - 1) == name.charAt(column - 1);
                int best = Math.min(above[column - 1] + (same ? 0 : 1), 1 + Math.min(above[column], row[column - 1]));
                if (line > 1
                        && column > 1
                        && typed.charAt(line - 1) == name.charAt(column - 2)
                        && typed.charAt(line - 2) == name.charAt(column - 1)) {
                    best = Math.min(best, before[column - 2] + 1);
                }
                row[column] = best;
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        int nearest = Integer.MAX_VALUE;
        for (int column = Math.min(width, Math.max(0, typed.length() - farthest)); column <= width; column++) {
            nearest = Math.min(nearest, above[column]);
        }
        return nearest;
    }
}
