package dev.migrate.spring.boot.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Draws revisions below each other, with lines from each to its parents. Every lane leads down to one revision that is
 * still to come; after a revision its lane is handed to its parents, and lanes that lead to the same one join.
 */
final class Graph {

    private final List<String> lanes = new ArrayList<>();

    /**
     * What is drawn for one revision.
     *
     * @param rows the row that holds it, and those that join or part lanes below it
     * @param after what continues below these rows
     */
    record Drawing(List<String> rows, String after) {}

    /** Draws the next revision; those that it revises come later. */
    Drawing next(String id, List<String> parents) {
        int at = this.lanes.indexOf(id);
        if (at < 0) {
            at = this.lanes.size();
            this.lanes.add(id);
        }
        List<String> rows = new ArrayList<>();
        rows.add(row(this.lanes.size(), at));
        for (int part = 1; part < parents.size(); part++) {
            rows.add(parting(at + part, this.lanes.size() + part - 1));
        }
        List<Track> tracks = tracks(at, parents);
        this.lanes.clear();
        tracks.forEach((track) -> this.lanes.add(track.lane()));
        List<String> distinct = List.copyOf(new LinkedHashSet<>(this.lanes));
        while (tracks.stream().anyMatch((track) -> track.place() != distinct.indexOf(track.lane()))) {
            rows.add(joining(tracks, distinct));
            tracks = tracks.stream()
                    .map((track) -> track.nearer(distinct.indexOf(track.lane())))
                    .distinct()
                    .toList();
        }
        this.lanes.clear();
        this.lanes.addAll(distinct);
        return new Drawing(rows, row(this.lanes.size(), -1));
    }

    private List<Track> tracks(int at, List<String> parents) {
        List<Track> tracks = new ArrayList<>();
        for (int lane = 0; lane < at; lane++) {
            tracks.add(new Track(lane, this.lanes.get(lane)));
        }
        for (int parent = 0; parent < parents.size(); parent++) {
            tracks.add(new Track(at + parent, parents.get(parent)));
        }
        int shift = Math.max(parents.size(), 1) - 1;
        for (int lane = at + 1; lane < this.lanes.size(); lane++) {
            tracks.add(new Track(lane + shift, this.lanes.get(lane)));
        }
        return tracks;
    }

    private static String row(int lanes, int at) {
        char[] row = blank(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            row[2 * lane] = lane == at ? '*' : '|';
        }
        return new String(row).stripTrailing();
    }

    /** A lane comes out between two others, and all on its right make room. */
    private static String parting(int from, int lanes) {
        char[] row = blank(lanes + 1);
        for (int lane = 0; lane < from; lane++) {
            row[2 * lane] = '|';
        }
        for (int lane = from; lane <= lanes; lane++) {
            row[2 * lane - 1] = '\\';
        }
        return new String(row).stripTrailing();
    }

    private static String joining(List<Track> tracks, List<String> lanes) {
        int places = tracks.stream().mapToInt(Track::place).max().orElse(0) + 1;
        char[] row = blank(places);
        for (Track track : tracks) {
            if (track.place() == lanes.indexOf(track.lane())) {
                row[2 * track.place()] = '|';
            } else {
                row[2 * track.place() - 1] = '/';
            }
        }
        return new String(row).stripTrailing();
    }

    private static char[] blank(int places) {
        char[] row = new char[2 * places];
        Arrays.fill(row, ' ');
        return row;
    }

    private record Track(int place, String lane) {

        Track nearer(int target) {
            return this.place == target ? this : new Track(this.place - 1, this.lane);
        }
    }
}
